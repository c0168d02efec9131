package dev.sigilo.tokenize.domain.text;

/** How day and month stand in figures of which both could be either, as {@code 03/04/2016}. */
enum DayMonthOrder {
    /** Nothing tells but the language: Spanish has the day first, English the month. */
    OF_LANGUAGE,
    DAY_FIRST,
    MONTH_FIRST,
    /** The text has dates of both orders. */
    IN_DOUBT
}
