package dev.sigilo.detection.patterns;

/** How far words with the form of a date are proven to be one. */
enum DateProof {

    /** They are something else, which is skipped. */
    NONE,
    /** They are a date if there is one beside or near them. */
    OPEN,
    /** They are a date. */
    DATE,
    /** They are a weekday, which connects the dates on both sides of it. */
    WEEKDAY
}
