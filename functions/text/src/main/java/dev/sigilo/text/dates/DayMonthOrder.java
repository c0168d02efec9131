package dev.sigilo.text.dates;

/** The order of day and month in numbers that allow both, such as {@code 03/04/2016}. */
public enum DayMonthOrder {
    /** Only the language decides: the day is first in Spanish, the month in English. */
    OF_LANGUAGE,
    DAY_FIRST,
    MONTH_FIRST,
    /** The text contains dates of both orders. */
    IN_DOUBT
}
