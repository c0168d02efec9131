package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.TextWords;

/** The numbers that dates consist of: days of the month and years. */
final class DateNumbers {

    private static final int EARLIEST = 1850;
    static final int LATEST = 2099;

    private final TextWords words;

    DateNumbers(TextWords words) {
        this.words = words;
    }

    /** Returns whether the word is a number from 1 to 31 of one or two digits. */
    boolean isDay(int i) {
        return words.isDigits(i) && words.length(i) <= 2 && words.value(i) >= 1 && words.value(i) <= 31;
    }

    /** Returns whether the word is a number of four digits that can be the year of a date in a record. */
    boolean isYear(int i) {
        return words.isDigits(i) && words.length(i) == 4 && words.value(i) >= EARLIEST && words.value(i) <= LATEST;
    }

    /**
     * Returns whether two numbers with a slash between them begin here that can be a day and a month, in either order.
     */
    boolean isDayAndMonth(int i) {
        return i + 2 < words.count
                && isDay(i)
                && isDay(i + 2)
                && words.character(i + 1) == '/'
                && words.isGlued(i + 1)
                && words.isGlued(i + 2)
                && (words.value(i) <= 12 || words.value(i + 2) <= 12);
    }

    /** Returns whether the word is a number with a leading zero: "07". */
    boolean isPadded(int i) {
        return words.length(i) == 2 && words.character(i) == '0';
    }

    /**
     * Returns whether the word continues a number: a decimal place, the second part of a ratio, the digits of "T12".
     */
    boolean isPartOfNumber(int i) {
        if (i == 0 || !words.isGlued(i)) {
            return false;
        }
        return words.kind[i - 1] != TextWords.OTHER
                || i > 1
                        && "./:,".indexOf(words.character(i - 1)) >= 0
                        && words.isGlued(i - 1)
                        && words.isDigits(i - 2);
    }
}
