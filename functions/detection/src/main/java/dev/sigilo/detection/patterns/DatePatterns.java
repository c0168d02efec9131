package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.detection.words.WordClasses;
import java.util.Arrays;

/**
 * Recognizes dates by their form, English and Spanish: numeric, ISO 8601, and with a month in words. A single year or
 * day of the week has no such form; the sequence model finds those.
 */
final class DatePatterns {

    /** Years that a date can have. */
    private static final int EARLIEST = 1850;

    private static final int LATEST = 2150;
    private static final int OF_ES = Hashes.folded("de");
    private static final int OF_THE_ES = Hashes.folded("del");
    private static final int OF_EN = Hashes.folded("of");
    private static final int MAY = Hashes.folded("may");
    private static final int T = Hashes.folded("T");
    private static final int Z = Hashes.folded("Z");

    private final TextWords words;

    private DatePatterns(TextWords words) {
        this.words = words;
    }

    /** Returns for every word whether it starts a date (1), continues one (2), or neither (0). */
    static byte[] marks(TextWords words) {
        DatePatterns patterns = new DatePatterns(words);
        byte[] marks = new byte[words.count];
        int i = 0;
        while (i < words.count) {
            int end = patterns.end(i);
            if (end > i) {
                marks[i] = 1;
                Arrays.fill(marks, i + 1, end, (byte) 2);
                i = end;
            } else {
                i++;
            }
        }
        return marks;
    }

    /** Returns the word after the date that starts at word {@code i}, or {@code i}. */
    private int end(int i) {
        if (words.kind[i] == TextWords.DIGITS) {
            if (i > 0 && words.isGlued(i) && isPartOfNumber(i - 1)) {
                return i;
            }
            int numeric = numeric(i);
            return numeric > i ? numeric : dayFirst(i);
        }
        return isMonth(i) ? monthFirst(i) : i;
    }

    /**
     * Returns whether a digit, period or slash is joined to a number, which is then not a date but the rest of
     * something longer.
     */
    private boolean isPartOfNumber(int i) {
        return words.kind[i] == TextWords.DIGITS
                || words.kind[i] == TextWords.OTHER
                        && "./-:".indexOf(words.character(i)) >= 0
                        && i > 0
                        && words.isGlued(i)
                        && words.kind[i - 1] == TextWords.DIGITS;
    }

    private int numeric(int i) {
        if (i + 5 > words.count
                || words.kind[i + 2] != TextWords.DIGITS
                || words.kind[i + 4] != TextWords.DIGITS
                || !glued(i + 1, i + 4)) {
            return i;
        }
        char separator = words.character(i + 1);
        if ("/-.".indexOf(separator) < 0
                || words.kind[i + 1] != TextWords.OTHER
                || words.character(i + 3) != separator) {
            return i;
        }
        int first = words.value(i);
        int second = words.value(i + 2);
        int third = words.value(i + 4);
        boolean yearFirst =
                words.length(i) == 4 && first >= EARLIEST && first <= LATEST && isDay(second) && isDay(third);
        boolean yearLast = words.length(i) <= 2
                && words.length(i + 2) <= 2
                && (words.length(i + 4) == 4 || words.length(i + 4) == 2)
                && isDay(first)
                && isDay(second)
                && (first <= 12 || second <= 12);
        if (!yearFirst && !yearLast || continuesNumber(i + 5, separator)) {
            return i;
        }
        return yearFirst ? time(i + 5) : i + 5;
    }

    private boolean continuesNumber(int next, char separator) {
        return next + 1 < words.count
                && words.isGlued(next)
                && words.character(next) == separator
                && words.isGlued(next + 1)
                && words.kind[next + 1] == TextWords.DIGITS;
    }

    /** Reads the time of day that may follow an ISO date; returns the word after it. */
    private int time(int i) {
        int k = i;
        if (k < words.count && words.hash[k] == T && words.isGlued(k)) {
            k++;
        }
        if (k + 3 > words.count
                || words.kind[k] != TextWords.DIGITS
                || words.character(k + 1) != ':'
                || words.kind[k + 2] != TextWords.DIGITS
                || words.gap[k] >= TextWords.WIDE_SPACE
                || !glued(k + 1, k + 2)) {
            return i;
        }
        k += 3;
        while (k + 1 < words.count
                && (words.character(k) == ':' || words.character(k) == '.')
                && glued(k, k + 1)
                && words.kind[k + 1] == TextWords.DIGITS) {
            k += 2;
        }
        if (k < words.count && words.hash[k] == Z && words.isGlued(k)) {
            k++;
        }
        return k;
    }

    private int dayFirst(int i) {
        if (words.length(i) > 2 || !isDay(words.value(i))) {
            return i;
        }
        int k = i + 1;
        if (k < words.count && isOrdinal(k)) {
            k++;
        }
        k = skip(k, OF_ES, OF_EN, "-/.");
        if (k >= words.count || !isMonth(k) || words.startsLine(k)) {
            return i;
        }
        return year(k + 1);
    }

    private int monthFirst(int i) {
        int year = year(i + 1);
        if (year > i + 1) {
            return year;
        }
        int k = i + 1;
        if (k < words.count && words.character(k) == '.') {
            k++;
        }
        if (k >= words.count
                || words.kind[k] != TextWords.DIGITS
                || words.length(k) > 2
                || !isDay(words.value(k))
                || words.gap[k] == TextWords.NEW_LINE
                || words.isGlued(k) && k == i + 1) {
            return i;
        }
        k++;
        if (k < words.count && isOrdinal(k)) {
            k++;
        }
        return year(k);
    }

    /** Reads the year that may follow a month or day, after a particle; returns the word after it, or {@code i}. */
    private int year(int i) {
        int k = skip(i, OF_ES, OF_THE_ES, ",-/.'");
        if (k < words.count && words.kind[k] == TextWords.DIGITS && words.gap[k] != TextWords.NEW_LINE) {
            boolean four = words.length(k) == 4 && words.value(k) >= EARLIEST && words.value(k) <= LATEST;
            boolean two =
                    words.length(k) == 2 && k > i && words.isGlued(k) && "-/'".indexOf(words.character(k - 1)) >= 0;
            if (four || two) {
                return k + 1;
            }
        }
        return i;
    }

    private int skip(int i, int particle, int otherParticle, String characters) {
        if (i < words.count
                && (words.hash[i] == particle
                        || words.hash[i] == otherParticle
                        || words.kind[i] == TextWords.OTHER && characters.indexOf(words.character(i)) >= 0)) {
            return i + 1;
        }
        return i;
    }

    private boolean isMonth(int i) {
        return words.wordClass[i] == WordClasses.MONTH && (words.hash[i] != MAY || words.isCapitalised(i));
    }

    private boolean isOrdinal(int i) {
        return words.isGlued(i) && (words.isOrdinalMark(i) || words.character(i) == 'º' || words.character(i) == '°');
    }

    private boolean glued(int from, int to) {
        for (int i = from; i <= to; i++) {
            if (!words.isGlued(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDay(int value) {
        return value >= 1 && value <= 31;
    }
}
