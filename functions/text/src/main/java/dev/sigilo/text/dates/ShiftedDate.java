package dev.sigilo.text.dates;

/**
 * A date that was moved.
 *
 * @param text   what stands in its place, in the format it came in
 * @param detail {@link #DAY_MONTH_ASSUMED}, or null where nothing had to be assumed
 */
public record ShiftedDate(String text, String detail) {
    /** Day and month could be told apart by the language alone, as in 03/04/2016. */
    public static final String DAY_MONTH_ASSUMED = "day_month_assumed";
}
