package dev.sigilo.text.dates;

import static dev.sigilo.text.dates.DateLexer.NONE;

import dev.sigilo.text.dates.WrittenDate.Part;

/**
 * Dates that consist only of numbers: 17/06/2016, 6/17/16, 2016-06-17, 20160617, 06/2016, 17-20/06/2016. Each method
 * returns the end of the date.
 */
final class NumericDates {
    private final DateLexer lexer;
    private final String text;

    NumericDates(DateLexer lexer) {
        this.lexer = lexer;
        this.text = lexer.text;
    }

    /** Reads 20160617, 20160617101500. */
    int compact(WrittenDate date, int from, int end) {
        if (!lexer.lenient && !lexer.isTimeMarkAt(end) && !lexer.followsDateWord(from)) {
            return NONE;
        }
        int year = lexer.number(from, from + 4);
        int month = lexer.number(from + 4, from + 6);
        int day = lexer.number(from + 6, from + 8);
        if (DateLexer.isYear(year) && month >= 1 && month <= 12 && day >= 1 && day <= 31) {
            date.set(day, month, year);
            date.add(Part.YEAR, from, from + 4);
            date.add(Part.MONTH, from + 4, from + 6);
            date.add(Part.DAY, from + 6, from + 8);
            return end;
        }
        year = lexer.number(from + 4, from + 8);
        int one = lexer.number(from, from + 2);
        int other = lexer.number(from + 2, from + 4);
        if (end - from == 8 && DateLexer.isYear(year) && lexer.assign(date, one, other, year)) {
            addDayAndMonth(date, lexer.isDayFirst(one, other), from, from + 2, from + 2, from + 4);
            date.add(Part.YEAR, from + 4, from + 8);
            return end;
        }
        return NONE;
    }

    /** Reads 2016-06-17, 2016/06/17, 2016.06.17, 2016-06. */
    int yearFirst(WrittenDate date, int from, int end) {
        int year = lexer.number(from, end);
        char separator = end < text.length() ? text.charAt(end) : ' ';
        if (!DateLexer.isYear(year) || "-/.".indexOf(separator) < 0 || !lexer.isDigitAt(end + 1)) {
            return NONE;
        }
        int second = end + 1;
        int secondEnd = lexer.digitsEnd(second);
        if (secondEnd - second > 2) {
            return NONE;
        }
        int month = lexer.number(second, secondEnd);
        boolean hasDay = lexer.isAt(secondEnd, separator) && lexer.isDigitAt(secondEnd + 1);
        int third = secondEnd + 1;
        int thirdEnd = hasDay ? lexer.digitsEnd(third) : secondEnd;
        boolean isMonth = separator != '.'
                && secondEnd - second == 2
                && month >= 1
                && month <= 12
                && month != (year + 1) % 100
                && (lexer.lenient || separator == '-');
        if (hasDay ? thirdEnd - third > 2 : !isMonth) {
            return NONE;
        }
        // 2019-13-01 cannot mean another date, so it stays impossible.
        date.set(hasDay ? lexer.number(third, thirdEnd) : 0, month, year);
        date.add(Part.YEAR, from, end);
        date.add(Part.MONTH, second, secondEnd);
        if (hasDay) {
            date.add(Part.DAY, third, thirdEnd);
        }
        return thirdEnd;
    }

    /** Reads 17-20/06/2016: two days before one month. */
    int range(WrittenDate date, int from, int end) {
        int second = secondDayOfRange(end);
        if (second == NONE) {
            return NONE;
        }
        int secondEnd = lexer.digitsEnd(second);
        if (secondEnd - second > 2
                || !lexer.isAt(secondEnd, '/') && !lexer.isAt(secondEnd, '.')
                || !lexer.isDigitAt(secondEnd + 1)) {
            return NONE;
        }
        int monthStart = secondEnd + 1;
        int monthEnd = lexer.digitsEnd(monthStart);
        if (monthEnd - monthStart > 2
                || !lexer.isAt(monthEnd, text.charAt(secondEnd))
                || !lexer.isDigitAt(monthEnd + 1)) {
            return NONE;
        }
        int yearEnd = lexer.digitsEnd(monthEnd + 1);
        int year = lexer.year(monthEnd + 1, yearEnd);
        int month = lexer.number(monthStart, monthEnd);
        int firstDay = lexer.number(from, end);
        int lastDay = lexer.number(second, secondEnd);
        if (year == 0 || month < 1 || month > 12 || firstDay < 1 || lastDay <= firstDay || lastDay > 31) {
            return NONE;
        }
        date.set(firstDay, month, year);
        date.secondDay = lastDay;
        date.add(Part.DAY, from, end);
        date.add(Part.SECOND_DAY, second, secondEnd);
        date.add(Part.MONTH, monthStart, monthEnd);
        date.add(Part.YEAR, monthEnd + 1, yearEnd);
        return yearEnd;
    }

    /** Returns the start of the second day after "17-", "17 a " or "17 al ". */
    private int secondDayOfRange(int end) {
        int dash = lexer.skipSpaces(end);
        if (dash >= text.length() || !DateLexer.isDash(text.charAt(dash)) && text.charAt(dash) != 'a') {
            return NONE;
        }
        int second = lexer.skipSpaces(text.startsWith("al ", dash) ? dash + 2 : dash + 1);
        return lexer.isDigitAt(second) && !(text.charAt(dash) == 'a' && second == dash + 1) ? second : NONE;
    }

    /** Reads two or three numbers with one separator, with or without spaces around it: 06/2016, 17/06/2016. */
    int separated(WrittenDate date, int from, int end) {
        int separatorAt = lexer.skipSpaces(end);
        if (separatorAt >= text.length() || !isSeparator(text.charAt(separatorAt))) {
            return NONE;
        }
        int second = lexer.skipSpaces(separatorAt + 1);
        boolean spaced = separatorAt > end || second > separatorAt + 1;
        return lexer.isDigitAt(second) ? separated(date, from, end, text.charAt(separatorAt), second, spaced) : NONE;
    }

    private static boolean isSeparator(char c) {
        return c == '/' || c == '.' || DateLexer.isDash(c);
    }

    private int separated(WrittenDate date, int from, int end, char separator, int second, boolean spaced) {
        int secondEnd = lexer.digitsEnd(second);
        if (secondEnd - second == 4 && !spaced) {
            return monthAndYear(date, from, end, separator, second, secondEnd);
        }
        if (secondEnd - second > 2) {
            return NONE;
        }
        int again = lexer.skipSpaces(secondEnd);
        if (!lexer.isAt(again, separator)) {
            return NONE;
        }
        int third = lexer.skipSpaces(again + 1);
        if (!lexer.isDigitAt(third) || (again > secondEnd || third > again + 1) && !spaced) {
            return NONE;
        }
        int thirdEnd = lexer.digitsEnd(third);
        int year = lexer.year(third, thirdEnd);
        // 1.2.16 is a section or a version, 10-12-14 a result, and 1 / 2 / 16 a list.
        if (year == 0
                || thirdEnd - third == 2
                        && (spaced && !lexer.lenient && separator != '/'
                                || separator != '/' && !lexer.lenient && !lexer.followsDateWord(from))) {
            return NONE;
        }
        if (lexer.isAt(thirdEnd, separator) && lexer.isDigitAt(thirdEnd + 1)) {
            return NONE;
        }
        int one = lexer.number(from, end);
        int other = lexer.number(second, secondEnd);
        if (!lexer.assign(date, one, other, year) && thirdEnd - third == 2) {
            // 42/40/40 are three measurements.
            return NONE;
        }
        addDayAndMonth(date, lexer.isDayFirst(one, other), from, end, second, secondEnd);
        date.add(Part.YEAR, third, thirdEnd);
        return thirdEnd;
    }

    private int monthAndYear(WrittenDate date, int from, int end, char separator, int second, int secondEnd) {
        int month = lexer.number(from, end);
        int year = lexer.number(second, secondEnd);
        if (month < 1
                || month > 12
                || !DateLexer.isYear(year)
                || separator == '.'
                || !lexer.lenient && end - from != 2 && separator != '/') {
            return NONE;
        }
        return addMonthAndYear(date, month, year, from, end, second, secondEnd);
    }

    /** Reads "17/06", "6/17" or "06/98" in a text that is known to be a date. */
    int pair(WrittenDate date, int from, int end) {
        if (!lexer.isAt(end, '/') && !lexer.isAt(end, '-') && !lexer.isAt(end, '.') || !lexer.isDigitAt(end + 1)) {
            return NONE;
        }
        int second = end + 1;
        int secondEnd = lexer.digitsEnd(second);
        if (secondEnd - second > 2) {
            return NONE;
        }
        int one = lexer.number(from, end);
        int other = lexer.number(second, secondEnd);
        if (other > 31 && secondEnd - second == 2 && one >= 1 && one <= 12) {
            return addMonthAndYear(date, one, lexer.year(second, secondEnd), from, end, second, secondEnd);
        }
        lexer.assign(date, one, other, 0);
        addDayAndMonth(date, lexer.isDayFirst(one, other), from, end, second, secondEnd);
        return secondEnd;
    }

    /** Reads a year by itself in a text that is known to be a date. */
    int year(WrittenDate date, int from, int end) {
        int year = lexer.number(from, end);
        if (!DateLexer.isYear(year)) {
            return NONE;
        }
        date.set(0, 0, year);
        date.add(Part.YEAR, from, end);
        return end;
    }

    private static int addMonthAndYear(
            WrittenDate date, int month, int year, int from, int end, int second, int secondEnd) {
        date.set(0, month, year);
        date.add(Part.MONTH, from, end);
        date.add(Part.YEAR, second, secondEnd);
        return secondEnd;
    }

    private static void addDayAndMonth(
            WrittenDate date, boolean dayFirst, int from, int end, int second, int secondEnd) {
        date.add(dayFirst ? Part.DAY : Part.MONTH, from, end);
        date.add(dayFirst ? Part.MONTH : Part.DAY, second, secondEnd);
    }
}
