package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.detection.words.WordClasses;

/** Weekdays beside or instead of a date: "on Friday", "Monday, 3/4". */
final class Weekdays {

    private static final IntTable WEEKDAY_BEFORE = IntTable.words("""
            on this last next following early late until by since for is was that pasado proximo este ultimo desde
            hasta previous past before after finish""");
    private static final IntTable PARTS_OF_DAY = IntTable.words("morning afternoon evening night tarde noche");
    private static final IntTable RECURRING = IntTable.words("every each on alternate todos los cada");

    private final TextWords words;
    private final boolean spanish;

    Weekdays(DateContext context) {
        this.words = context.words;
        this.spanish = context.spanish;
    }

    /**
     * Returns whether a word of the class of weekdays is one: "sun", "sat" and other short forms in lower case are not.
     */
    boolean isWeekday(int i) {
        return words.length(i) > 3 || words.shape[i] != 0;
    }

    /**
     * Returns whether it is one day, "on Friday", "this Tuesday", "Sunday morning", "el lunes", and not a recurring
     * one.
     */
    boolean isOneDay(int i) {
        int before = i - 1;
        if (before >= 0 && (words.startsLine(i) || words.character(before) == '.' || words.character(before) == ',')) {
            before = -1;
        }
        boolean dated = before >= 0
                && (words.isIn(before, WEEKDAY_BEFORE) || spanish && words.isIn(before, DateWords.ARTICLES_ES));
        boolean part = i + 1 < words.count
                && words.isIn(i + 1, PARTS_OF_DAY)
                && !(before >= 0 && words.isIn(before, RECURRING));
        return (dated || part) && words.length(i) > 3 && !recurs(i);
    }

    /** Recognizes "Monday, Wednesday and Friday", "Monday through Friday". */
    private boolean recurs(int i) {
        int weekdays = 0;
        for (int k = i; k < words.count && k < i + 9; k++) {
            if (words.wordClass[k] == WordClasses.WEEKDAY) {
                weekdays++;
            } else if (words.isIn(k, DateWords.THROUGH)) {
                return k + 1 < words.count && words.wordClass[k + 1] == WordClasses.WEEKDAY;
            } else if (words.character(k) != ',' && !words.isIn(k, DateWords.JOINING)) {
                break;
            }
        }
        return weekdays > 2;
    }

    /** Returns whether a weekday is beside the date from word {@code i} up to but not including word {@code next}. */
    boolean isBeside(int i, int next) {
        int k = i - 1;
        while (k > 0 && i - k < 3 && words.isMark(k, ",.(")) {
            k--;
        }
        boolean before = k >= 0 && words.wordClass[k] == WordClasses.WEEKDAY && isWeekday(k) && !words.startsLine(i);
        int n = next;
        n += n < words.count && (words.character(n) == '(' || words.character(n) == ',') ? 1 : 0;
        return before
                || n < words.count
                        && words.wordClass[n] == WordClasses.WEEKDAY
                        && isWeekday(n)
                        && !words.startsLine(n)
                        && n - next < 2
                        && (n > next && words.character(next) == '(' || n == next);
    }
}
