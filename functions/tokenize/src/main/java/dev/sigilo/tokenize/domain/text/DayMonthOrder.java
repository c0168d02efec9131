package dev.sigilo.tokenize.domain.text;

/** The order of day and month in numbers that allow both, as {@code 03/04/2016}. */
enum DayMonthOrder {
    /** Only the language decides: the day first in Spanish, the month in English. */
    OF_LANGUAGE,
    DAY_FIRST,
    MONTH_FIRST,
    /** The text has dates of both orders. */
    IN_DOUBT
}
