package dev.sigilo.text.dates;

import static dev.sigilo.text.dates.DateLexer.NONE;

import dev.sigilo.text.dates.CalendarNames.Name;
import dev.sigilo.text.dates.WrittenDate.Part;
import java.util.Locale;
import java.util.Set;

/**
 * Dates that start with the name of the month: March 3rd, 2016; March 3-5, 2016; March 3; March 2016; marzo de 2016.
 */
final class MonthNameFirst {
    private static final Set<String> UNITS = Set.of("mm", "cm", "mg", "ml", "g", "l", "kg", "x");

    private final DateLexer lexer;
    private final DayAndMonthName ranges;
    private final String text;

    MonthNameFirst(DateLexer lexer, DayAndMonthName ranges) {
        this.lexer = lexer;
        this.ranges = ranges;
        this.text = lexer.text;
    }

    /** Reads a date. Returns its end, or {@link DateLexer#NONE}. */
    int read(WrittenDate date, int from) {
        int end = lexer.lettersEnd(from);
        Name name = lexer.month(from, end);
        if (name == null) {
            return NONE;
        }
        date.monthFirst = true;
        date.month = name.index() + 1;
        date.addName(Part.MONTH, from, end, name);
        int point = lexer.isAt(end, '.') ? end + 1 : end;
        char separator = point < text.length() && isSeparator(text.charAt(point)) ? text.charAt(point) : 0;
        int before = separator == 0 ? lexer.skipSpaces(lexer.isAt(point, ',') ? point + 1 : point) : point + 1;
        int word = lexer.skipWord(before, "de", "del", "of", "the");
        boolean afterDel = word > before && text.charAt(word - 1) == 'l';
        int i = lexer.skipWordAndSpaces(word > before ? lexer.skipSpaces(word) : before, "año");
        boolean apostrophe = lexer.isApostropheAt(i);
        i = apostrophe ? i + 1 : i;
        if (i == end || !lexer.isDigitAt(i)) {
            return NONE;
        }
        int numberEnd = lexer.digitsEnd(i);
        if (numberEnd - i == 4 || apostrophe && numberEnd - i == 2) {
            return year(date, i, numberEnd);
        }
        // "marzo del 16" is a month and a year, not 16 March.
        if (afterDel && name.language() == 1 && !lexer.lenient) {
            return NONE;
        }
        return dayAndYear(date, i, numberEnd, separator, name);
    }

    private static boolean isSeparator(char c) {
        return DateLexer.isDash(c) || c == '/';
    }

    private int year(WrittenDate date, int start, int end) {
        date.year = lexer.year(start, end);
        date.add(Part.YEAR, start, end);
        return date.year == 0 ? NONE : end;
    }

    /** Reads the day that starts here, the second day of a range, and the year if there is one. */
    private int dayAndYear(WrittenDate date, int start, int end, char separator, Name month) {
        int day = lexer.number(start, end);
        if (end - start > 2 || day < 1 || day > 31) {
            return NONE;
        }
        date.day = day;
        date.add(Part.DAY, start, end);
        int after = lexer.skipOrdinal(end);
        if (after > end) {
            date.add(Part.ORDINAL, end, after);
        }
        after = separator == 0 ? secondDay(date, after) : after;
        int yearEnd = yearAfterDay(date, after, separator);
        if (yearEnd != NONE) {
            return yearEnd;
        }
        boolean named = Character.isUpperCase(text.charAt(date.piece(Part.MONTH).start()))
                && separator == 0
                && (month.language() == 0 || !month.isShort());
        return (named || lexer.lenient) && !isMeasure(after) ? after : NONE;
    }

    /** Returns the end of the second day of a range, or {@code from} if there is none. */
    private int secondDay(WrittenDate date, int from) {
        int start = ranges.secondDay(from);
        if (start == NONE) {
            return from;
        }
        int end = lexer.digitsEnd(start);
        int day = lexer.number(start, end);
        int ordinalEnd = lexer.skipOrdinal(end);
        if (day <= date.day || day > 31 || ordinalEnd < text.length() && Character.isLetter(text.charAt(ordinalEnd))) {
            return from;
        }
        date.secondDay = day;
        date.add(Part.SECOND_DAY, start, end);
        if (ordinalEnd > end) {
            date.add(Part.SECOND_ORDINAL, end, ordinalEnd);
        }
        return ordinalEnd;
    }

    private int yearAfterDay(WrittenDate date, int from, char separator) {
        int i = separator == 0 ? afterWords(from) : lexer.isAt(from, separator) ? from + 1 : NONE;
        if (i == NONE || !lexer.isDigitAt(i)) {
            return NONE;
        }
        int end = lexer.digitsEnd(i);
        boolean marked = separator != 0 || DateLexer.isApostrophe(text.charAt(i - 1));
        int year = end - i == 4 || marked ? lexer.year(i, end) : 0;
        if (year == 0 || lexer.isAt(end, ':')) {
            return NONE;
        }
        date.year = year;
        date.add(Part.YEAR, i, end);
        return end;
    }

    /** Skips ", ", " of " and an apostrophe. At least one of them must follow the day. */
    private int afterWords(int from) {
        int i = lexer.skipSpaces(from);
        if (lexer.isAt(i, ',')) {
            i = lexer.skipSpaces(i + 1);
        }
        i = lexer.skipWordAndSpaces(i, "of", "de", "del");
        i = lexer.isApostropheAt(i) ? i + 1 : i;
        return i == from ? NONE : i;
    }

    /** Returns whether a unit or a decimal follows, so that the number is not a day. */
    private boolean isMeasure(int end) {
        if (lexer.isAt(end, '%') || (lexer.isAt(end, '.') || lexer.isAt(end, ',')) && lexer.isDigitAt(end + 1)) {
            return true;
        }
        int start = lexer.skipSpaces(end);
        int wordEnd = lexer.lettersEnd(start);
        return wordEnd - start <= 2
                && UNITS.contains(text.substring(start, wordEnd).toLowerCase(Locale.ROOT));
    }
}
