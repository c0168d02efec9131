package dev.sigilo.text.dates;

import dev.sigilo.text.Digits;
import dev.sigilo.text.Language;
import dev.sigilo.text.dates.CalendarNames.Name;
import dev.sigilo.text.dates.WrittenDate.Part;
import dev.sigilo.text.dates.WrittenDate.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the dates in a text. It starts at each number, looks back for the name of a month or weekday before it, and
 * reads on. The longest date bounds each attempt, so that the total time is linear in the text. The forms of dates are
 * in {@link NumericDates}, {@link DayAndMonthName} and {@link MonthNameFirst}.
 */
final class DateParser {
    /** The longest text between two dates of a range. */
    private static final int LONGEST_BETWEEN = 8;

    private final String text;
    private final DateLexer lexer;
    private final NumericDates numeric;
    private final DayAndMonthName dayFirst;
    private final MonthNameFirst monthFirst;

    private DateParser(DateLexer lexer) {
        this.text = lexer.text;
        this.lexer = lexer;
        this.numeric = new NumericDates(lexer);
        this.dayFirst = new DayAndMonthName(lexer);
        this.monthFirst = new MonthNameFirst(lexer, dayFirst);
    }

    /**
     * Returns all dates of the text, in order.
     *
     * @param lenient whether the text is known to be a date, so that a year, a month, a weekday or {@code 17/06} by
     *     itself counts as one
     */
    static List<WrittenDate> parseAll(String text, Language language, boolean lenient) {
        return parseAll(text, language, DayMonthOrder.OF_LANGUAGE, lenient);
    }

    /** Returns all dates of the text, in order, with a given order of day and month. */
    static List<WrittenDate> parseAll(String text, Language language, DayMonthOrder order, boolean lenient) {
        return new DateParser(new DateLexer(text, language, order, lenient)).all();
    }

    private List<WrittenDate> all() {
        List<WrittenDate> dates = new ArrayList<>();
        int length = text.length();
        int last = 0;
        int i = 0;
        while (i < length) {
            if (!Digits.isDigit(text.charAt(i))) {
                i++;
                continue;
            }
            int next = lexer.digitsEnd(i);
            if (startsWord(i, last)) {
                WrittenDate found = dateAround(i, last);
                if (found != null) {
                    dates.add(found);
                    last = found.end;
                    next = Math.max(next, found.end);
                }
            }
            i = next;
        }
        if (lexer.lenient) {
            addNamesWithoutNumbers(dates);
        }
        implyYears(dates);
        return dates;
    }

    /**
     * Returns the date whose first digits are at {@code digits} and that starts at {@code earliest} or later, or null.
     */
    private WrittenDate dateAround(int digits, int earliest) {
        int monthStart = nameBefore(digits, earliest, true);
        WrittenDate found = monthStart >= 0 ? read(monthStart) : null;
        found = found == null ? read(digits) : found;
        return found == null ? null : withWeekday(found, earliest);
    }

    /**
     * Returns the start of the name of a month or weekday before {@code position}, with at most short words between
     * them; -1 if there is none.
     */
    private int nameBefore(int position, int earliest, boolean month) {
        int i = position;
        int limit = Math.max(earliest, position - DateLexer.LOOK_BACK);
        for (int words = 0; words < 3 && i > limit; words++) {
            while (i > limit && isBetween(text.charAt(i - 1))) {
                i--;
            }
            int end = i;
            while (i > limit && Character.isLetter(text.charAt(i - 1))) {
                i--;
            }
            if (end == i || i > 0 && Character.isLetterOrDigit(text.charAt(i - 1))) {
                return -1;
            }
            if ((month ? lexer.month(i, end) : CalendarNames.weekday(text, i, end)) != null) {
                return i;
            }
            if (!isConnector(i, end)) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isBetween(char c) {
        return c == ' ' || c == ',' || c == '.' || c == '\u00a0' || c == '-' || c == '/' || c == '\n' || c == '\'';
    }

    private boolean isConnector(int start, int end) {
        return end - start <= 3
                && switch (text.substring(start, end).toLowerCase(Locale.ROOT)) {
                    case "de", "del", "of", "the", "día" -> true;
                    default -> false;
                };
    }

    private WrittenDate withWeekday(WrittenDate found, int earliest) {
        int start = nameBefore(found.start, earliest, false);
        if (start < 0) {
            return found;
        }
        int end = Math.min(lexer.lettersEnd(start), found.start);
        Name name = CalendarNames.weekday(text, start, end);
        found.start = start;
        found.weekday = name.index();
        found.pieces.add(0, new Piece(Part.WEEKDAY, start, end, name, false));
        return found;
    }

    /** Reads one date that starts here. Returns null if there is none. */
    private WrittenDate read(int from) {
        WrittenDate date = new WrittenDate(from);
        int end = lexer.isDigitAt(from) ? numberFirst(date, from) : monthFirst.read(date, from);
        if (end < 0 || end < text.length() && Character.isLetterOrDigit(text.charAt(end)) && !lexer.isTimeMarkAt(end)) {
            return null;
        }
        date.end = end;
        return date;
    }

    private int numberFirst(WrittenDate date, int from) {
        int end = lexer.digitsEnd(from);
        int length = end - from;
        if (length == 8 || length == 12 || length == 14) {
            return numeric.compact(date, from, end);
        }
        if (length <= 2) {
            return dayOrMonthFirst(date, from, end);
        }
        int dateEnd = length == 4 ? numeric.yearFirst(date, from, end) : DateLexer.NONE;
        return dateEnd < 0 && length == 4 && lexer.lenient ? numeric.year(date, from, end) : dateEnd;
    }

    private int dayOrMonthFirst(WrittenDate date, int from, int end) {
        int dateEnd = numeric.range(date, from, end);
        if (dateEnd < 0) {
            dateEnd = numeric.separated(date, from, end);
        }
        if (dateEnd < 0) {
            date.clear();
            dateEnd = dayFirst.read(date, from, end);
        }
        if (dateEnd < 0 && lexer.lenient) {
            date.clear();
            dateEnd = numeric.pair(date, from, end);
        }
        return dateEnd;
    }

    /** Adds months and weekdays that have no number beside them. */
    private void addNamesWithoutNumbers(List<WrittenDate> dates) {
        int next = 0;
        int i = 0;
        while (i < text.length()) {
            if (next < dates.size() && i >= dates.get(next).start) {
                i = Math.max(i, dates.get(next++).end);
                continue;
            }
            if (!Character.isLetter(text.charAt(i))) {
                i++;
                continue;
            }
            int end = lexer.lettersEnd(i);
            if (startsWord(i, i - 1)) {
                WrittenDate named = nameWithoutNumber(i, end);
                if (named != null) {
                    dates.add(next++, named);
                }
            }
            i = end;
        }
    }

    private WrittenDate nameWithoutNumber(int start, int end) {
        Name month = lexer.month(start, end);
        Name weekday = month == null ? CalendarNames.weekday(text, start, end) : null;
        if (month == null && weekday == null) {
            return null;
        }
        WrittenDate named = new WrittenDate(start);
        named.end = end;
        if (month != null) {
            named.month = month.index() + 1;
            named.addName(Part.MONTH, start, end, month);
        } else {
            named.weekday = weekday.index();
            named.addName(Part.WEEKDAY, start, end, weekday);
        }
        return named;
    }

    /** In "del 30 de diciembre al 2 de enero de 2017" the first date belongs to the year before. */
    private static void implyYears(List<WrittenDate> dates) {
        for (int i = dates.size() - 2; i >= 0; i--) {
            WrittenDate one = dates.get(i);
            WrittenDate next = dates.get(i + 1);
            int nextYear = next.year != 0 ? next.year : next.impliedYear;
            if (one.year == 0
                    && one.month > 0
                    && nextYear > 0
                    && next.month > 0
                    && next.start - one.end <= LONGEST_BETWEEN) {
                one.impliedYear = one.month > next.month ? nextYear - 1 : nextYear;
            }
        }
    }

    private boolean startsWord(int i, int lastEnd) {
        if (i == 0) {
            return true;
        }
        char before = text.charAt(i - 1);
        if (Character.isLetterOrDigit(before)) {
            return false;
        }
        // The end of a longer number is not a date, as in 555-01-2016; but a range's second date may follow its first.
        return i < 2
                || before != '.' && before != ',' && before != '/' && before != '-'
                || !lexer.isDigitAt(i - 2)
                || i - 1 == lastEnd
                || lexer.lenient && before != ',';
    }
}
