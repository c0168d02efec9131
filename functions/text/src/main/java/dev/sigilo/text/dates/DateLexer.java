package dev.sigilo.text.dates;

import dev.sigilo.text.Digits;
import dev.sigilo.text.Language;
import dev.sigilo.text.WordList;
import dev.sigilo.text.dates.CalendarNames.Name;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the small parts of a date in a text: numbers, names of months, separators, ordinals and the words between them.
 * Methods take an index and return the index after the part that they have read.
 */
final class DateLexer {
    /** Returned if the expected part is not there. */
    static final int NONE = -1;
    /** How many characters to look back for the context of a date. */
    static final int LOOK_BACK = 24;

    private static final int PIVOT = 30;
    private static final int EARLIEST_YEAR = 1800;
    private static final int LATEST_YEAR = 2199;
    private static final int LONGEST_SPACE = 4;

    /** Words before eight digits, or before day/month, that mark them as a date. */
    private static final Set<String> DATE_WORDS = WordList.setOfWords("""
            date dated on dob born birth since until study exam performed fecha fechado día dia nacimiento
            nacido nacida desde hasta estudio realizado realizada fechada fnac f.nac""");

    final String text;
    /** Whether the text is known to be a date, so that {@code 17/06} or a month without a day counts as one. */
    final boolean lenient;

    private final Language language;
    private final DayMonthOrder order;

    DateLexer(String text, Language language, DayMonthOrder order, boolean lenient) {
        this.text = text;
        this.language = language;
        this.order = order;
        this.lenient = lenient;
    }

    boolean isDigitAt(int i) {
        return Digits.isDigitAt(text, i);
    }

    int digitsEnd(int i) {
        return Digits.end(text, i);
    }

    int number(int start, int end) {
        return Digits.number(text, start, end);
    }

    int lettersEnd(int i) {
        int end = i;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Returns whether the character is at this index; false for an index outside the text. */
    boolean isAt(int i, char c) {
        return i < text.length() && text.charAt(i) == c;
    }

    boolean isApostropheAt(int i) {
        return i < text.length() && isApostrophe(text.charAt(i));
    }

    static boolean isApostrophe(char c) {
        return c == '\'' || c == '’';
    }

    static boolean isDash(char c) {
        return c == '-' || c == '–' || c == '—' || c == '‐' || c == '‑';
    }

    /** Skips at most four spaces and line ends. */
    int skipSpaces(int i) {
        int at = i;
        while (at < text.length() && at - i < LONGEST_SPACE && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\u00a0' || c == '\n' || c == '\r';
    }

    /** Skips the first of the words that is here as a whole word, in any letter case. */
    int skipWord(int i, String... words) {
        for (String word : words) {
            int end = i + word.length();
            if (text.regionMatches(true, i, word, 0, word.length())
                    && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
                return end;
            }
        }
        return i;
    }

    /** Skips one of the words and the spaces after it. Returns the index itself if none of them is here. */
    int skipWordAndSpaces(int i, String... words) {
        int end = skipWord(i, words);
        return end > i ? skipSpaces(end) : i;
    }

    /** Skips st, nd, rd, th, º, ª, ° or er directly after a number. */
    int skipOrdinal(int i) {
        if (isAt(i, 'º') || isAt(i, '°') || isAt(i, 'ª')) {
            return i + 1;
        }
        return skipWord(i, "st", "nd", "rd", "th", "er");
    }

    /** Returns whether the T between a date and a time is here. */
    boolean isTimeMarkAt(int i) {
        return (isAt(i, 'T') || isAt(i, 't')) && isDigitAt(i + 1);
    }

    /** Returns the month that the word names, or null. */
    Name month(int start, int end) {
        return CalendarNames.month(text, start, end, language);
    }

    /** Returns the year that the digits form, two digits being a year from 1930 to 2029; 0 if they are not a year. */
    int year(int start, int end) {
        int value = end - start > 4 ? 0 : number(start, end);
        if (end - start == 2) {
            return value < PIVOT ? 2000 + value : 1900 + value;
        }
        return end - start == 4 && isYear(value) ? value : 0;
    }

    static boolean isYear(int year) {
        return year >= EARLIEST_YEAR && year <= LATEST_YEAR;
    }

    /**
     * Returns whether the first of two numbers is the day. This is decided by its value, else by the order of the text,
     * else by the language.
     */
    boolean isDayFirst(int one, int other) {
        if (one > 12 || other > 12) {
            return one > 12;
        }
        return order == DayMonthOrder.DAY_FIRST || order != DayMonthOrder.MONTH_FIRST && language == Language.SPANISH;
    }

    /**
     * Assigns two numbers to day and month.
     *
     * @return false if they cannot be a day and a month
     */
    boolean assign(WrittenDate date, int one, int other, int year) {
        boolean dayFirst = isDayFirst(one, other);
        date.set(dayFirst ? one : other, dayFirst ? other : one, year);
        boolean either = one <= 12 && other <= 12 && one != other;
        date.dayMonthAssumed = either && (order == DayMonthOrder.OF_LANGUAGE || order == DayMonthOrder.IN_DOUBT);
        if (!either && one != other) {
            date.shownOrder = one > 12 ? DayMonthOrder.DAY_FIRST : DayMonthOrder.MONTH_FIRST;
        }
        return one >= 1 && other >= 1 && date.month <= 12 && date.day <= 31;
    }

    /** Returns whether one of the three words before this index, on the same line, introduces a date. */
    boolean followsDateWord(int position) {
        int i = position;
        int limit = Math.max(0, position - LOOK_BACK);
        for (int words = 0; words < 3 && i > limit; words++) {
            while (i > limit && !Character.isLetterOrDigit(text.charAt(i - 1))) {
                if (text.charAt(i - 1) == '\n') {
                    return false;
                }
                i--;
            }
            int end = i;
            while (i > limit && Character.isLetterOrDigit(text.charAt(i - 1))) {
                i--;
            }
            if (end > i && DATE_WORDS.contains(text.substring(i, end).toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
