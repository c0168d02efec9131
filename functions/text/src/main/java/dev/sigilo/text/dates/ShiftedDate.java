package dev.sigilo.text.dates;

/**
 * A date that was shifted.
 *
 * @param text   the shifted date in the format of the original
 * @param detail {@link #DAY_MONTH_ASSUMED}, or null if nothing was assumed
 */
public record ShiftedDate(String text, String detail) {
    /** Only the language decided which number is the day, as in 03/04/2016. */
    public static final String DAY_MONTH_ASSUMED = "day_month_assumed";
}
