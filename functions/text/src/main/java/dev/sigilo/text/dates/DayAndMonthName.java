package dev.sigilo.text.dates;

import static dev.sigilo.text.dates.DateLexer.NONE;

import dev.sigilo.text.dates.CalendarNames.Name;
import dev.sigilo.text.dates.WrittenDate.Part;
import java.util.Locale;

/**
 * Dates that start with the day and name the month: 3 de marzo de 2016, 3rd of March 2016, 03-MAR-2016, 17-VI-2016, and
 * ranges such as 3-5 March 2016 and 3 al 5 de marzo.
 */
final class DayAndMonthName {
    private final DateLexer lexer;
    private final String text;

    DayAndMonthName(DateLexer lexer) {
        this.lexer = lexer;
        this.text = lexer.text;
    }

    /**
     * Reads a date.
     *
     * @param end the end of the day's number
     * @return the end of the date, or {@link DateLexer#NONE}
     */
    int read(WrittenDate date, int from, int end) {
        int day = lexer.number(from, end);
        if (day < 1 || day > 31) {
            return NONE;
        }
        int ordinalEnd = lexer.skipOrdinal(end);
        addDay(date, from, end, ordinalEnd);
        int second = secondDay(ordinalEnd);
        if (second != NONE) {
            int rangeEnd = range(date, second);
            if (rangeEnd != NONE) {
                date.day = day;
                return rangeEnd;
            }
            date.clear();
            addDay(date, from, end, ordinalEnd);
        }
        int dateEnd = monthAndYear(date, ordinalEnd);
        if (dateEnd != NONE) {
            date.day = day;
        }
        return dateEnd;
    }

    private static void addDay(WrittenDate date, int from, int end, int ordinalEnd) {
        date.add(Part.DAY, from, end);
        if (ordinalEnd > end) {
            date.add(Part.ORDINAL, end, ordinalEnd);
        }
    }

    /**
     * Returns the start of the second day of "3-5", "3 al 5", "3 to 5", "3 y 5". {@code from} is the end of the first
     * day.
     */
    int secondDay(int from) {
        int i = lexer.skipSpaces(from);
        if (i < text.length() && DateLexer.isDash(text.charAt(i))) {
            i = lexer.skipSpaces(i + 1);
        } else {
            int end = i;
            while (end < text.length() && end - i < 8 && Character.isLetter(text.charAt(end))) {
                end++;
            }
            if (i == from || !joinsDays(i, end)) {
                return NONE;
            }
            int after = lexer.skipSpaces(end);
            if (text.startsWith("el ", after)) {
                after = lexer.skipSpaces(after + 3);
            }
            i = after == end ? text.length() : after;
        }
        return lexer.isDigitAt(i) && lexer.digitsEnd(i) - i <= 2 ? i : NONE;
    }

    private boolean joinsDays(int start, int end) {
        return switch (text.substring(start, end).toLowerCase(Locale.ROOT)) {
            case "a", "al", "y", "e", "to", "and", "through", "until", "hasta" -> true;
            default -> false;
        };
    }

    private int range(WrittenDate date, int secondDay) {
        int dayEnd = lexer.digitsEnd(secondDay);
        int ordinalEnd = lexer.skipOrdinal(dayEnd);
        int end = monthAndYear(date, ordinalEnd);
        int second = lexer.number(secondDay, dayEnd);
        if (end == NONE || second > 31) {
            return NONE;
        }
        date.secondDay = second;
        date.addBeforeMonth(Part.SECOND_DAY, secondDay, dayEnd);
        if (ordinalEnd > dayEnd) {
            date.addBeforeMonth(Part.SECOND_ORDINAL, dayEnd, ordinalEnd);
        }
        return end;
    }

    /** Reads the part after a day: " de marzo de 2016", "-MAR-2016", " March, 2016", " marzo". */
    private int monthAndYear(WrittenDate date, int from) {
        char separator = separatorAt(from);
        int i = separator == 0 ? from : from + 1;
        if (separator != 0 && lexer.isDigitAt(i)) {
            return NONE;
        }
        int spaces = i;
        i = lexer.skipSpaces(i);
        boolean of = false;
        if (separator == 0) {
            int word = lexer.skipWord(i, "de", "of", "del");
            of = word > i;
            i = of ? lexer.skipSpaces(word) : i;
            int noun = lexer.skipWord(i, "mes");
            if (noun > i) {
                i = lexer.skipSpaces(lexer.skipWord(lexer.skipSpaces(noun), "de"));
            }
            if (i == from) {
                return NONE;
            }
        } else if (i > spaces && separator != '.') {
            return NONE;
        }
        return month(date, i, separator, of);
    }

    private char separatorAt(int i) {
        if (i >= text.length()) {
            return 0;
        }
        char c = text.charAt(i);
        return DateLexer.isDash(c) || c == '/' || c == '.' ? c : 0;
    }

    /**
     * Reads the month that starts here, and the year if there is one.
     *
     * @param separator the character that joins day and month, or 0 for a space or words
     * @param of        whether "de", "del" or "of" precedes the month
     */
    private int month(WrittenDate date, int from, char separator, boolean of) {
        int end = lexer.lettersEnd(from);
        Name name = lexer.month(from, end);
        int roman = name == null && separator != 0 ? CalendarNames.romanMonth(text, from, end) : 0;
        if (name == null && roman == 0) {
            return NONE;
        }
        date.month = name == null ? roman : name.index() + 1;
        date.joined = separator != 0;
        if (date.joined && name != null && end - from == 3) {
            // "May" is both the full and the short form; beside a dash it is the short form.
            name = new Name(name.index(), name.language(), true);
        }
        date.addMonth(from, end, name);
        int yearEnd = year(date, end, separator);
        if (yearEnd != NONE) {
            return yearEnd;
        }
        if (roman > 0) {
            return NONE;
        }
        if (lexer.lenient) {
            return end;
        }
        // A date without a year needs more evidence: "level 3 may represent" is not a date.
        boolean named = Character.isUpperCase(text.charAt(from)) || of && name.language() == 1;
        return named && (of || separator == 0 && !name.isShort()) ? end : NONE;
    }

    /** Returns the end of the year that follows a month. */
    private int year(WrittenDate date, int monthEnd, char separator) {
        int i = separator != 0 && separator != '.' ? afterSeparator(monthEnd, separator) : afterWords(monthEnd);
        if (i == NONE || !lexer.isDigitAt(i)) {
            return NONE;
        }
        int end = lexer.digitsEnd(i);
        // "3 March 16": two digits are a year only after the separator of day and month or after an apostrophe.
        boolean twoDigits = end - i == 2;
        if (twoDigits
                && separator == 0
                && !DateLexer.isApostrophe(text.charAt(i - 1))
                && !lexer.lenient
                && !endsSentence(end)) {
            return NONE;
        }
        if (twoDigits && (lexer.isAt(end, ':') || lexer.isAt(end, 'h'))) {
            return NONE;
        }
        int year = lexer.year(i, end);
        if (year == 0) {
            return NONE;
        }
        date.year = year;
        date.add(Part.YEAR, i, end);
        return end;
    }

    private int afterSeparator(int monthEnd, char separator) {
        return lexer.isAt(monthEnd, separator) ? monthEnd + 1 : NONE;
    }

    /** Skips ". de", ", ", " del año " and an apostrophe. At least one of them must follow the month. */
    private int afterWords(int monthEnd) {
        int point = lexer.isAt(monthEnd, '.') || lexer.isAt(monthEnd, ',') ? monthEnd + 1 : monthEnd;
        int i = lexer.skipWordAndSpaces(lexer.skipSpaces(point), "de", "del", "of");
        i = lexer.skipWordAndSpaces(i, "año");
        if (lexer.isAt(i, ',')) {
            i = lexer.skipSpaces(i + 1);
        }
        if (i == monthEnd) {
            return NONE;
        }
        return lexer.isApostropheAt(i) ? i + 1 : i;
    }

    private boolean endsSentence(int end) {
        return end == text.length() || ".,;)\n".indexOf(text.charAt(end)) >= 0 && !lexer.isDigitAt(end + 1);
    }
}
