package dev.sigilo.text.dates;

import dev.sigilo.text.Language;
import dev.sigilo.text.dates.CalendarNames;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads dates out of a text. It starts at figures, looks back for a month or weekday name before them, and reads on;
 * each attempt is bounded by the longest date, so that the whole is linear in the text.
 */
final class DateParser {
    /** How far a look for context or a name may go back. */
    private static final int LOOK_BACK = 24;
    private static final int PIVOT = 30;
    private static final int EARLIEST_YEAR = 1800;
    private static final int LATEST_YEAR = 2199;

    /** A word before eight figures, or before day/month, that says that they are a date. */
    private static final Set<String> DATE_WORDS = Set.of("date", "dated", "on", "dob", "born", "birth", "since", "until",
            "study", "exam", "performed", "fecha", "fechado", "día", "dia", "nacimiento", "nacido", "nacida", "desde",
            "hasta", "estudio", "realizado", "realizada", "fechada", "fnac", "f.nac");

    private enum Part { DAY, SECOND_DAY, ORDINAL, SECOND_ORDINAL, MONTH, YEAR, WEEKDAY }

    /** A stretch of the text that shows one part of a date. */
    private record Piece(Part part, int start, int end, CalendarNames.Name name, boolean roman) {
        int length() {
            return end - start;
        }
    }

    /** One date, or a range of days in one month, with where each part stands. Parts that are not said are 0. */
    static final class Date {
        int start;
        int end;
        int day;
        int secondDay;
        int month;
        int year;
        boolean dayMonthAssumed;
        /** The order that the numbers themselves show, or null. */
        DayMonthOrder shownOrder;
        /** The year of the date that this one is the beginning of a range to. */
        private int impliedYear;
        private boolean monthFirst;
        /** Whether a dash or slash stands between day and month name. */
        private boolean joined;
        private int weekday = -1;
        private final List<Piece> pieces = new ArrayList<>(5);

        private void add(Part part, int from, int to) {
            pieces.add(new Piece(part, from, to, null, false));
        }

        private void addName(Part part, int from, int to, CalendarNames.Name name) {
            pieces.add(new Piece(part, from, to, name, false));
        }

        /** Whether it is a numeric day and month without a year. */
        boolean isPairOfFigures() {
            return year == 0 && day != 0 && secondDay == 0 && weekday < 0 && pieces.size() == 2 && pieces.stream().allMatch(
                    piece -> piece.name == null && !piece.roman && (piece.part == Part.DAY || piece.part == Part.MONTH));
        }

        /** Whether its year has two digits. */
        boolean hasShortYear() {
            Piece yearPiece = piece(Part.YEAR);
            return yearPiece != null && yearPiece.length() == 2;
        }

        private Piece piece(Part part) {
            for (Piece piece : pieces) {
                if (piece.part == part) {
                    return piece;
                }
            }
            return null;
        }

        boolean isPossible(int referenceYear) {
            if (month == 0) {
                return day == 0;
            }
            return first(referenceYear) != null && (secondDay == 0 || second(referenceYear) != null);
        }

        private LocalDate first(int referenceYear) {
            return date(day, referenceYear);
        }

        private LocalDate second(int referenceYear) {
            return secondDay == 0 ? null : date(secondDay, referenceYear);
        }

        private LocalDate date(int dayOfMonth, int referenceYear) {
            int y = year != 0 ? year : impliedYear != 0 ? impliedYear : referenceYear != 0 ? referenceYear : 2001;
            int m = month == 0 ? 7 : month;
            int d = month == 0 ? 2 : dayOfMonth == 0 ? 15 : dayOfMonth;
            if (year == 0 && m == 2 && d == 29 && !java.time.Year.isLeap(y)) {
                y = y / 4 * 4;
                y = java.time.Year.isLeap(y) ? y : y - 4;
            }
            boolean exists = m <= 12 && d >= 1 && d <= java.time.YearMonth.of(y, m).lengthOfMonth();
            return exists ? LocalDate.of(y, m, d) : null;
        }

        /** Appends the moved date; false where no calendar has it. */
        boolean appendShifted(StringBuilder to, String text, int days, int referenceYear) {
            if (!isPossible(referenceYear)) {
                return false;
            }
            LocalDate one = first(referenceYear).plusDays(days);
            LocalDate other = secondDay == 0 ? one : second(referenceYear).plusDays(days);
            boolean spreads = one.getMonthValue() != other.getMonthValue() || one.getYear() != other.getYear();
            int from = start;
            for (Piece piece : pieces) {
                to.append(text, from, piece.start);
                from = piece.end;
                String written = text.substring(piece.start, piece.end);
                switch (piece.part) {
                    case WEEKDAY -> to.append(CalendarNames.weekdayLike(
                            Math.floorMod(weekday + days, 7), piece.name, written));
                    case DAY -> {
                        appendDay(to, piece, one.getDayOfMonth());
                        if (spreads && !monthFirst) {
                            appendRest(to, text, one, one.getYear() != other.getYear());
                        } else if (spreads && one.getYear() != other.getYear()) {
                            Piece yearPiece = piece(Part.YEAR);
                            if (yearPiece != null) {
                                to.append(", ");
                                appendYear(to, yearPiece, one.getYear());
                            }
                        }
                    }
                    case SECOND_DAY -> {
                        if (spreads && monthFirst) {
                            appendMonth(to, text, piece(Part.MONTH), other.getMonthValue());
                            to.append(' ');
                        }
                        appendDay(to, piece, other.getDayOfMonth());
                    }
                    case ORDINAL -> to.append(ordinalLike(written, one.getDayOfMonth()));
                    case SECOND_ORDINAL -> to.append(ordinalLike(written, other.getDayOfMonth()));
                    case MONTH -> appendMonth(to, text, piece, (monthFirst ? one : other).getMonthValue());
                    case YEAR -> appendYear(to, piece, other.getYear());
                }
            }
            to.append(text, from, end);
            return true;
        }

        /** Writes the month, and the year if wanted, after a range's first day, with the range's own separators. */
        private void appendRest(StringBuilder to, String text, LocalDate date, boolean withYear) {
            Piece month = piece(Part.MONTH);
            Piece ordinal = piece(Part.SECOND_ORDINAL);
            int after = ordinal != null ? ordinal.end : piece(Part.SECOND_DAY).end;
            to.append(text, after, month.start);
            appendMonth(to, text, month, date.getMonthValue());
            Piece yearPiece = piece(Part.YEAR);
            if (withYear && yearPiece != null) {
                to.append(text, month.end, yearPiece.start);
                appendYear(to, yearPiece, date.getYear());
            }
        }

        private void appendDay(StringBuilder to, Piece piece, int dayOfMonth) {
            if (dayOfMonth < 10 && isPadded(piece, piece.part == Part.DAY ? day : secondDay)) {
                to.append('0');
            }
            to.append(dayOfMonth);
        }

        private void appendMonth(StringBuilder to, String text, Piece piece, int monthOfYear) {
            if (piece.name != null) {
                to.append(CalendarNames.monthLike(monthOfYear, piece.name, text.substring(piece.start, piece.end)));
            } else if (piece.roman) {
                to.append(CalendarNames.roman(monthOfYear));
            } else {
                if (monthOfYear < 10 && isPadded(piece, month)) {
                    to.append('0');
                }
                to.append(monthOfYear);
            }
        }

        private static void appendYear(StringBuilder to, Piece piece, int y) {
            if (piece.length() == 2) {
                to.append((char) ('0' + y / 10 % 10)).append((char) ('0' + y % 10));
            } else {
                to.append(y);
            }
        }

        /** Whether figures under ten have a leading zero: seen in this part, else in the other, else usual in figures. */
        private boolean isPadded(Piece piece, int value) {
            if (value < 10) {
                return piece.length() == 2;
            }
            Piece monthPiece = piece(Part.MONTH);
            if (piece.part != Part.MONTH) {
                if (monthPiece == null) {
                    return false;
                }
                // "17-MAR-2016" comes from a machine, "17 March" from a pen.
                return monthPiece.name != null || monthPiece.roman ? joined : month >= 10 || monthPiece.length() == 2;
            }
            Piece dayPiece = piece(Part.DAY);
            return dayPiece == null || day >= 10 || dayPiece.length() == 2;
        }

        private static String ordinalLike(String written, int day) {
            if (!Character.isLetter(written.charAt(0)) || written.length() != 2 || written.equalsIgnoreCase("er")) {
                // Spanish: only the first of a month is ever an ordinal.
                return day == 1 ? written : "";
            }
            return CalendarNames.inCaseOf(Character.isUpperCase(written.charAt(0)) ? "XX" : "xx", ordinal(day));
        }
    }

    static String ordinal(int day) {
        if (day / 10 == 1) {
            return "th";
        }
        return switch (day % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }

    private final String text;
    private final Language language;
    private final DayMonthOrder order;
    private final boolean lenient;
    private Date date;

    private DateParser(String text, Language language, DayMonthOrder order, boolean lenient) {
        this.text = text;
        this.language = language;
        this.order = order;
        this.lenient = lenient;
    }

    /**
     * All dates of the text, in order.
     *
     * @param lenient whether the text is known to be a date, so that a year, a month, a weekday or {@code 17/06} alone
     *                counts as one
     */
    static List<Date> parseAll(String text, Language language, boolean lenient) {
        return parseAll(text, language, DayMonthOrder.OF_LANGUAGE, lenient);
    }

    /** The same with a given order of day and month. */
    static List<Date> parseAll(String text, Language language, DayMonthOrder order, boolean lenient) {
        return new DateParser(text, language, order, lenient).all();
    }

    private List<Date> all() {
        List<Date> dates = new ArrayList<>();
        int length = text.length();
        int last = 0;
        int i = 0;
        while (i < length) {
            if (!isDigit(i)) {
                i++;
                continue;
            }
            int next = digitsEnd(i);
            if (startsWord(i, last)) {
                Date found = dateAround(i, last);
                if (found != null) {
                    dates.add(found);
                    last = found.end;
                    next = Math.max(next, found.end);
                }
            }
            i = next;
        }
        if (lenient) {
            namesAlone(dates);
        }
        implyYears(dates);
        return dates;
    }

    /** The date that has the figures at {@code digits} as its first ones, and starts at {@code earliest} or later. */
    private Date dateAround(int digits, int earliest) {
        int monthStart = nameBefore(digits, earliest, true);
        if (monthStart >= 0) {
            Date found = read(monthStart);
            if (found != null) {
                return withWeekday(found, earliest);
            }
        }
        Date found = read(digits);
        return found == null ? null : withWeekday(found, earliest);
    }

    /** Where the month (or weekday) name starts that stands before {@code position} with at most a short word between; -1. */
    private int nameBefore(int position, int earliest, boolean month) {
        int i = position;
        int limit = Math.max(earliest, position - LOOK_BACK);
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
            if ((month ? CalendarNames.month(text, i, end, language) : CalendarNames.weekday(text, i, end)) != null) {
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
        return end - start <= 3 && switch (text.substring(start, end).toLowerCase(Locale.ROOT)) {
            case "de", "del", "of", "the", "día" -> true;
            default -> false;
        };
    }

    private Date withWeekday(Date found, int earliest) {
        int start = nameBefore(found.start, earliest, false);
        if (start < 0) {
            return found;
        }
        int end = start;
        while (end < found.start && Character.isLetter(text.charAt(end))) {
            end++;
        }
        CalendarNames.Name name = CalendarNames.weekday(text, start, end);
        found.start = start;
        found.weekday = name.index();
        found.pieces.add(0, new Piece(Part.WEEKDAY, start, end, name, false));
        return found;
    }

    /** Reads one date from here, or null. */
    private Date read(int from) {
        date = begin(from);
        int end = isDigit(from) ? numberFirst(from) : monthFirst(from);
        if (end < 0 || end < text.length() && Character.isLetterOrDigit(text.charAt(end)) && !isTimeMark(end)) {
            return null;
        }
        date.end = end;
        return date;
    }

    private static Date begin(int from) {
        Date date = new Date();
        date.start = from;
        return date;
    }

    private boolean isTimeMark(int i) {
        return (text.charAt(i) == 'T' || text.charAt(i) == 't') && i + 1 < text.length() && isDigit(i + 1);
    }

    private int numberFirst(int from) {
        int end = digitsEnd(from);
        int length = end - from;
        if (length == 8 || length == 12 || length == 14) {
            return compact(from, end);
        }
        int end4 = length == 4 ? yearFirst(from, end) : -1;
        if (end4 >= 0) {
            return end4;
        }
        if (length <= 2) {
            int best = rangeInFigures(from, end);
            if (best < 0) {
                date = begin(from);
                best = dayFirst(from, end);
            }
            if (best < 0 && lenient) {
                date = begin(from);
                best = pairOfFigures(from, end);
            }
            return best;
        }
        return lenient && length == 4 ? yearAlone(from, end) : -1;
    }

    /** 20160617, 20160617101500. */
    private int compact(int from, int end) {
        if (!lenient && !isTimeMarkAt(end) && !isSaidToBeDate(from)) {
            return -1;
        }
        int year = number(from, from + 4);
        int month = number(from + 4, from + 6);
        int day = number(from + 6, from + 8);
        if (isYear(year) && month >= 1 && month <= 12 && day >= 1 && day <= 31) {
            put(day, month, year);
            date.add(Part.YEAR, from, from + 4);
            date.add(Part.MONTH, from + 4, from + 6);
            date.add(Part.DAY, from + 6, from + 8);
            return end;
        }
        year = number(from + 4, from + 8);
        if (end - from == 8 && isYear(year) && order(number(from, from + 2), number(from + 2, from + 4), year)) {
            boolean dayIsFirst = readsDayFirst(number(from, from + 2), number(from + 2, from + 4));
            date.add(dayIsFirst ? Part.DAY : Part.MONTH, from, from + 2);
            date.add(dayIsFirst ? Part.MONTH : Part.DAY, from + 2, from + 4);
            date.add(Part.YEAR, from + 4, from + 8);
            return end;
        }
        return -1;
    }

    private boolean isTimeMarkAt(int i) {
        return i < text.length() && isTimeMark(i);
    }

    /** 2016-06-17, 2016/06/17, 2016.06.17, 2016-06. */
    private int yearFirst(int from, int end) {
        int year = number(from, end);
        char separator = end < text.length() ? text.charAt(end) : ' ';
        if (!isYear(year) || separator != '-' && separator != '/' && separator != '.' || !isDigitAt(end + 1)) {
            return -1;
        }
        int second = end + 1;
        int secondEnd = digitsEnd(second);
        if (secondEnd - second > 2) {
            return -1;
        }
        int value = number(second, secondEnd);
        if (secondEnd < text.length() && text.charAt(secondEnd) == separator && isDigitAt(secondEnd + 1)) {
            int third = secondEnd + 1;
            int thirdEnd = digitsEnd(third);
            if (thirdEnd - third > 2) {
                return -1;
            }
            int last = number(third, thirdEnd);
            // 2019-13-01 is never written for another date: it stays impossible.
            put(last, value, year);
            date.add(Part.YEAR, from, end);
            date.add(Part.MONTH, second, secondEnd);
            date.add(Part.DAY, third, thirdEnd);
            return thirdEnd;
        }
        if (separator == '.' || secondEnd - second != 2 || value < 1 || value > 12 || value == (year + 1) % 100
                || !lenient && separator != '-') {
            return -1;
        }
        put(0, value, year);
        date.add(Part.YEAR, from, end);
        date.add(Part.MONTH, second, secondEnd);
        return secondEnd;
    }

    /** 17-20/06/2016: two days before one month. */
    private int rangeInFigures(int from, int end) {
        int dash = skipSpaces(end);
        if (dash >= text.length() || !isDash(text.charAt(dash)) && text.charAt(dash) != 'a') {
            return -1;
        }
        int second = skipSpaces(text.startsWith("al ", dash) ? dash + 2 : dash + 1);
        if (!isDigitAt(second) || text.charAt(dash) == 'a' && second == dash + 1) {
            return -1;
        }
        int secondEnd = digitsEnd(second);
        if (secondEnd - second > 2 || secondEnd >= text.length() || text.charAt(secondEnd) != '/'
                && text.charAt(secondEnd) != '.' || !isDigitAt(secondEnd + 1)) {
            return -1;
        }
        char separator = text.charAt(secondEnd);
        int monthStart = secondEnd + 1;
        int monthEnd = digitsEnd(monthStart);
        if (monthEnd - monthStart > 2 || monthEnd >= text.length() || text.charAt(monthEnd) != separator
                || !isDigitAt(monthEnd + 1)) {
            return -1;
        }
        int yearEnd = digitsEnd(monthEnd + 1);
        int year = year(monthEnd + 1, yearEnd);
        int month = number(monthStart, monthEnd);
        int firstDay = number(from, end);
        int lastDay = number(second, secondEnd);
        if (year == 0 || month < 1 || month > 12 || firstDay < 1 || lastDay <= firstDay || lastDay > 31) {
            return -1;
        }
        put(firstDay, month, year);
        date.secondDay = lastDay;
        date.add(Part.DAY, from, end);
        date.add(Part.SECOND_DAY, second, secondEnd);
        date.add(Part.MONTH, monthStart, monthEnd);
        date.add(Part.YEAR, monthEnd + 1, yearEnd);
        return yearEnd;
    }

    /** 17/06/2016, 6/17/16, 03-MAR-2016, 3 de marzo de 2016, 3rd of March 2016, 3-5 March 2016, 06/2016. */
    private int dayFirst(int from, int end) {
        int value = number(from, end);
        int i = skipOrdinal(end);
        int ordinalEnd = i;
        int separatorAt = skipSpaces(i);
        char separator = separatorAt < text.length() ? text.charAt(separatorAt) : 0;
        if (ordinalEnd == end && (separator == '/' || separator == '.' || isDash(separator))) {
            int second = skipSpaces(separatorAt + 1);
            boolean spaced = separatorAt > i || second > separatorAt + 1;
            if (isDigitAt(second)) {
                int found = figures(from, end, separator, second, spaced);
                if (found >= 0) {
                    return found;
                }
            }
        }
        if (value < 1 || value > 31) {
            return -1;
        }
        date.add(Part.DAY, from, end);
        if (ordinalEnd > end) {
            date.add(Part.ORDINAL, end, ordinalEnd);
        }
        int secondDay = rangeInWords(ordinalEnd);
        if (secondDay > 0) {
            int dayEnd = digitsEnd(secondDay);
            int ordinal = skipOrdinal(dayEnd);
            int found = monthAndYear(ordinal);
            int second = number(secondDay, dayEnd);
            if (found >= 0 && second <= 31) {
                date.day = value;
                date.secondDay = second;
                date.pieces.add(date.pieces.size() - namedPieces(), new Piece(Part.SECOND_DAY, secondDay, dayEnd, null, false));
                if (ordinal > dayEnd) {
                    date.pieces.add(date.pieces.size() - namedPieces(),
                            new Piece(Part.SECOND_ORDINAL, dayEnd, ordinal, null, false));
                }
                return found;
            }
            date = restart(from, end, ordinalEnd);
        }
        int found = monthAndYear(ordinalEnd);
        if (found < 0) {
            return -1;
        }
        date.day = value;
        return found;
    }

    private Date restart(int from, int end, int ordinalEnd) {
        Date again = begin(from);
        again.add(Part.DAY, from, end);
        if (ordinalEnd > end) {
            again.add(Part.ORDINAL, end, ordinalEnd);
        }
        return again;
    }

    /** How many of the last pieces are month and year, before which a second day is to be put. */
    private int namedPieces() {
        return date.piece(Part.YEAR) != null ? 2 : 1;
    }

    /** Where the second day of "3-5", "3 al 5", "3 to 5", "3 y 5" starts, or -1. */
    private int rangeInWords(int from) {
        int i = skipSpaces(from);
        if (i < text.length() && isDash(text.charAt(i))) {
            i = skipSpaces(i + 1);
        } else {
            int end = i;
            while (end < text.length() && end - i < 8 && Character.isLetter(text.charAt(end))) {
                end++;
            }
            if (i == from || !switch (text.substring(i, end).toLowerCase(Locale.ROOT)) {
                case "a", "al", "y", "e", "to", "and", "through", "until", "hasta" -> true;
                default -> false;
            }) {
                return -1;
            }
            int after = skipSpaces(end);
            if (text.startsWith("el ", after)) {
                after = skipSpaces(after + 3);
            }
            i = after == end ? text.length() : after;
        }
        return isDigitAt(i) && digitsEnd(i) - i <= 2 ? i : -1;
    }

    /** Two or three figures with one separator. */
    private int figures(int from, int end, char separator, int second, boolean spaced) {
        int secondEnd = digitsEnd(second);
        int one = number(from, end);
        if (secondEnd - second == 4 && !spaced) {
            int year = number(second, secondEnd);
            if (one >= 1 && one <= 12 && isYear(year) && separator != '.' && (lenient || end - from == 2 || separator == '/')) {
                put(0, one, year);
                date.add(Part.MONTH, from, end);
                date.add(Part.YEAR, second, secondEnd);
                return secondEnd;
            }
            return -1;
        }
        if (secondEnd - second > 2) {
            return -1;
        }
        int again = skipSpaces(secondEnd);
        if (again >= text.length() || text.charAt(again) != separator) {
            return -1;
        }
        int third = skipSpaces(again + 1);
        if (!isDigitAt(third) || (again > secondEnd || third > again + 1) && !spaced) {
            return -1;
        }
        int thirdEnd = digitsEnd(third);
        int year = year(third, thirdEnd);
        // 1.2.16 is a section or a version, 10-12-14 a result, and 1 / 2 / 16 a list.
        if (year == 0 || thirdEnd - third == 2 && (spaced && !lenient && separator != '/'
                || separator != '/' && !lenient && !isSaidToBeDate(from))) {
            return -1;
        }
        if (thirdEnd + 1 < text.length() && text.charAt(thirdEnd) == separator && isDigit(thirdEnd + 1)) {
            return -1;
        }
        int other = number(second, secondEnd);
        boolean dayIsFirst = readsDayFirst(one, other);
        if (!order(one, other, year) && thirdEnd - third == 2) {
            // 42/40/40 are three measurements.
            return -1;
        }
        date.add(dayIsFirst ? Part.DAY : Part.MONTH, from, end);
        date.add(dayIsFirst ? Part.MONTH : Part.DAY, second, secondEnd);
        date.add(Part.YEAR, third, thirdEnd);
        return thirdEnd;
    }

    /** Reads "17/06", "6/17" or "06/98" where the text is known to be a date. */
    private int pairOfFigures(int from, int end) {
        if (end >= text.length() || text.charAt(end) != '/' && text.charAt(end) != '-' && text.charAt(end) != '.'
                || !isDigitAt(end + 1)) {
            return -1;
        }
        int second = end + 1;
        int secondEnd = digitsEnd(second);
        if (secondEnd - second > 2) {
            return -1;
        }
        int one = number(from, end);
        int other = number(second, secondEnd);
        if (other > 31 && secondEnd - second == 2 && one >= 1 && one <= 12) {
            put(0, one, year(second, secondEnd));
            date.add(Part.MONTH, from, end);
            date.add(Part.YEAR, second, secondEnd);
            return secondEnd;
        }
        boolean dayIsFirst = readsDayFirst(one, other);
        order(one, other, 0);
        date.add(dayIsFirst ? Part.DAY : Part.MONTH, from, end);
        date.add(dayIsFirst ? Part.MONTH : Part.DAY, second, secondEnd);
        return secondEnd;
    }

    private int yearAlone(int from, int end) {
        int year = number(from, end);
        if (!isYear(year)) {
            return -1;
        }
        put(0, 0, year);
        date.add(Part.YEAR, from, end);
        return end;
    }

    /** " de marzo de 2016", "-MAR-2016", " March, 2016", " marzo": what follows a day. */
    private int monthAndYear(int from) {
        int i = from;
        char separator = 0;
        if (i < text.length() && (isDash(text.charAt(i)) || text.charAt(i) == '/' || text.charAt(i) == '.')) {
            separator = text.charAt(i++);
            if (isDigitAt(i)) {
                return -1;
            }
        }
        int spaces = i;
        i = skipSpaces(i);
        boolean of = false;
        if (separator == 0) {
            int word = skipWord(i, "de", "of", "del");
            of = word > i;
            i = word > i ? skipSpaces(word) : i;
            int noun = skipWord(i, "mes");
            if (noun > i) {
                i = skipSpaces(skipWord(skipSpaces(noun), "de"));
            }
            if (i == from) {
                return -1;
            }
        } else if (i > spaces && separator != '.') {
            return -1;
        }
        int end = lettersEnd(i);
        CalendarNames.Name name = CalendarNames.month(text, i, end, language);
        int roman = name == null && separator != 0 ? CalendarNames.romanMonth(text, i, end) : 0;
        if (name == null && roman == 0) {
            return -1;
        }
        date.month = name == null ? roman : name.index() + 1;
        date.joined = separator != 0;
        if (date.joined && name != null && end - i == 3) {
            // May is both; beside a dash it is the short form.
            name = new CalendarNames.Name(name.index(), name.language(), true);
        }
        date.pieces.add(new Piece(Part.MONTH, i, end, name, roman > 0));
        int afterYear = yearAfterMonth(end, separator);
        if (afterYear >= 0) {
            return afterYear;
        }
        if (roman > 0) {
            return -1;
        }
        // Without a year it takes more to be a date: "level 3 may represent" is none.
        boolean named = Character.isUpperCase(text.charAt(i)) || of && name.language() == 1;
        return named && (separator == 0 || lenient) && !name.isShort() || lenient || named && of ? end : -1;
    }

    /** The end of the year that follows a month, or -1. */
    private int yearAfterMonth(int monthEnd, char separator) {
        int i = monthEnd;
        if (separator != 0 && separator != '.') {
            if (i >= text.length() || text.charAt(i) != separator) {
                return -1;
            }
            i++;
        } else {
            if (i < text.length() && (text.charAt(i) == '.' || text.charAt(i) == ',')) {
                i++;
            }
            int spaces = i;
            i = skipSpaces(i);
            int word = skipWord(i, "de", "del", "of");
            i = word > i ? skipSpaces(word) : i;
            int noun = skipWord(i, "año");
            i = noun > i ? skipSpaces(noun) : i;
            if (i < text.length() && text.charAt(i) == ',') {
                i = skipSpaces(i + 1);
            }
            if (i == spaces && i == monthEnd) {
                return -1;
            }
            if (i < text.length() && (text.charAt(i) == '\'' || text.charAt(i) == '’')) {
                i++;
            }
        }
        if (!isDigitAt(i)) {
            return -1;
        }
        int end = digitsEnd(i);
        // "3 March 16": two figures are a year only after a separator of their own kind, an apostrophe or in a known date.
        boolean twoFigures = end - i == 2;
        if (twoFigures && separator == 0 && text.charAt(i - 1) != '\'' && text.charAt(i - 1) != '’' && !lenient
                && !endsHere(end)) {
            return -1;
        }
        if (twoFigures && end < text.length() && (text.charAt(end) == ':' || text.charAt(end) == 'h')) {
            return -1;
        }
        int year = year(i, end);
        if (year == 0) {
            return -1;
        }
        date.year = year;
        date.add(Part.YEAR, i, end);
        return end;
    }

    private boolean endsHere(int end) {
        return end == text.length() || ".,;)\n".indexOf(text.charAt(end)) >= 0 && !isDigitAt(end + 1);
    }

    /** March 3rd, 2016; March 3-5, 2016; March 3; March 2016; marzo de 2016. */
    private int monthFirst(int from) {
        int end = lettersEnd(from);
        CalendarNames.Name name = CalendarNames.month(text, from, end, language);
        if (name == null) {
            return -1;
        }
        date.monthFirst = true;
        date.month = name.index() + 1;
        date.addName(Part.MONTH, from, end, name);
        int i = end;
        if (i < text.length() && text.charAt(i) == '.') {
            i++;
        }
        char separator = i < text.length() && (isDash(text.charAt(i)) || text.charAt(i) == '/') ? text.charAt(i++) : 0;
        if (separator == 0 && i < text.length() && text.charAt(i) == ',') {
            i++;
        }
        i = separator == 0 ? skipSpaces(i) : i;
        int word = skipWord(i, "de", "del", "of", "the");
        i = word > i ? skipSpaces(word) : i;
        int noun = skipWord(i, "año");
        i = noun > i ? skipSpaces(noun) : i;
        boolean apostrophe = i < text.length() && (text.charAt(i) == '\'' || text.charAt(i) == '’');
        i = apostrophe ? i + 1 : i;
        if (i == end || !isDigitAt(i)) {
            return -1;
        }
        int numberEnd = digitsEnd(i);
        int length = numberEnd - i;
        if (length == 4 || apostrophe && length == 2) {
            date.year = year(i, numberEnd);
            date.add(Part.YEAR, i, numberEnd);
            return date.year == 0 ? -1 : numberEnd;
        }
        int value = number(i, numberEnd);
        if (length > 2 || value < 1 || value > 31 || word > 0 && name.language() == 1 && word != i && !lenient && word > end + 1
                && text.charAt(word - 1) == 'l') {
            return -1;
        }
        date.day = value;
        date.add(Part.DAY, i, numberEnd);
        int ordinal = skipOrdinal(numberEnd);
        if (ordinal > numberEnd) {
            date.add(Part.ORDINAL, numberEnd, ordinal);
        }
        int after = ordinal;
        int second = separator == 0 ? rangeInWords(ordinal) : -1;
        if (second > 0 && number(second, digitsEnd(second)) > value && number(second, digitsEnd(second)) <= 31) {
            int secondEnd = digitsEnd(second);
            int secondOrdinal = skipOrdinal(secondEnd);
            if (secondOrdinal >= text.length() || !Character.isLetter(text.charAt(secondOrdinal))) {
                date.secondDay = number(second, secondEnd);
                date.add(Part.SECOND_DAY, second, secondEnd);
                if (secondOrdinal > secondEnd) {
                    date.add(Part.SECOND_ORDINAL, secondEnd, secondOrdinal);
                }
                after = secondOrdinal;
            }
        }
        int yearEnd = yearAfterDay(after, separator);
        if (yearEnd >= 0) {
            return yearEnd;
        }
        boolean named = Character.isUpperCase(text.charAt(from)) && separator == 0
                && (name.language() == 0 || !name.isShort());
        return (named || lenient) && !isMeasure(after) ? after : -1;
    }

    private int yearAfterDay(int from, char separator) {
        int i = from;
        if (separator != 0) {
            if (i >= text.length() || text.charAt(i) != separator) {
                return -1;
            }
            i++;
        } else {
            i = skipSpaces(i);
            if (i < text.length() && text.charAt(i) == ',') {
                i = skipSpaces(i + 1);
            }
            int word = skipWord(i, "of", "de", "del");
            i = word > i ? skipSpaces(word) : i;
            if (i < text.length() && (text.charAt(i) == '\'' || text.charAt(i) == '’')) {
                i++;
            }
            if (i == from) {
                return -1;
            }
        }
        if (!isDigitAt(i)) {
            return -1;
        }
        int end = digitsEnd(i);
        boolean marked = separator != 0 || text.charAt(i - 1) == '\'' || text.charAt(i - 1) == '’';
        int year = end - i == 4 || marked ? year(i, end) : 0;
        if (year == 0 || end < text.length() && text.charAt(end) == ':') {
            return -1;
        }
        date.year = year;
        date.add(Part.YEAR, i, end);
        return end;
    }

    /** Whether a unit or a decimal follows, so that the figures were no day. */
    private boolean isMeasure(int end) {
        if (end < text.length() && (text.charAt(end) == '%' || isDecimal(end))) {
            return true;
        }
        int i = skipSpaces(end);
        int wordEnd = lettersEnd(i);
        return wordEnd - i <= 2 && wordEnd > i && switch (text.substring(i, wordEnd).toLowerCase(Locale.ROOT)) {
            case "mm", "cm", "mg", "ml", "g", "l", "kg", "x" -> true;
            default -> false;
        };
    }

    private boolean isDecimal(int i) {
        return (text.charAt(i) == '.' || text.charAt(i) == ',') && isDigitAt(i + 1);
    }

    /** Adds months and weekdays that stand without figures. */
    private void namesAlone(List<Date> dates) {
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
            int end = lettersEnd(i);
            if (startsWord(i, i - 1)) {
                Date alone = nameAlone(i, end);
                if (alone != null) {
                    dates.add(next++, alone);
                }
            }
            i = end;
        }
    }

    private Date nameAlone(int start, int end) {
        CalendarNames.Name month = CalendarNames.month(text, start, end, language);
        CalendarNames.Name weekday = month == null ? CalendarNames.weekday(text, start, end) : null;
        if (month == null && weekday == null) {
            return null;
        }
        Date alone = new Date();
        alone.start = start;
        alone.end = end;
        if (month != null) {
            alone.month = month.index() + 1;
            alone.addName(Part.MONTH, start, end, month);
        } else {
            alone.weekday = weekday.index();
            alone.addName(Part.WEEKDAY, start, end, weekday);
        }
        return alone;
    }

    /** In "del 30 de diciembre al 2 de enero de 2017" the first date is of the year before. */
    private void implyYears(List<Date> dates) {
        for (int i = dates.size() - 2; i >= 0; i--) {
            Date one = dates.get(i);
            Date next = dates.get(i + 1);
            int nextYear = next.year != 0 ? next.year : next.impliedYear;
            if (one.year == 0 && one.month > 0 && nextYear > 0 && next.start - one.end <= 8 && next.month > 0) {
                one.impliedYear = one.month > next.month ? nextYear - 1 : nextYear;
            }
        }
    }

    // ---- parts

    private boolean spanish() {
        return language == Language.SPANISH;
    }

    private void put(int day, int month, int year) {
        date.day = day;
        date.month = month;
        date.year = year;
    }

    private boolean readsDayFirst(int one, int other) {
        if (one > 12 || other > 12) {
            return one > 12;
        }
        return order == DayMonthOrder.DAY_FIRST || order != DayMonthOrder.MONTH_FIRST && spanish();
    }

    /** Assigns two numbers to day and month in the order of the text or language, unless only the other order is possible. */
    private boolean order(int one, int other, int year) {
        boolean dayIsFirst = readsDayFirst(one, other);
        put(dayIsFirst ? one : other, dayIsFirst ? other : one, year);
        boolean either = one <= 12 && other <= 12 && one != other;
        date.dayMonthAssumed = either && (order == DayMonthOrder.OF_LANGUAGE || order == DayMonthOrder.IN_DOUBT);
        if (!either && one != other) {
            date.shownOrder = one > 12 ? DayMonthOrder.DAY_FIRST : DayMonthOrder.MONTH_FIRST;
        }
        return one >= 1 && other >= 1 && date.month <= 12 && date.day <= 31;
    }

    private int year(int start, int end) {
        int value = end - start > 4 ? 0 : number(start, end);
        if (end - start == 2) {
            return value < PIVOT ? 2000 + value : 1900 + value;
        }
        return end - start == 4 && isYear(value) ? value : 0;
    }

    private static boolean isYear(int year) {
        return year >= EARLIEST_YEAR && year <= LATEST_YEAR;
    }

    private boolean isSaidToBeDate(int position) {
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

    private boolean startsWord(int i, int lastEnd) {
        if (i == 0) {
            return true;
        }
        char before = text.charAt(i - 1);
        if (Character.isLetterOrDigit(before)) {
            return false;
        }
        // The end of a longer number is no date, as in 555-01-2016; but a range's second date may follow its first.
        return i < 2 || before != '.' && before != ',' && before != '/' && before != '-' || !isDigit(i - 2)
                || i - 1 == lastEnd || lenient && before != ',';
    }

    private boolean isDigit(int i) {
        char c = text.charAt(i);
        return c >= '0' && c <= '9';
    }

    private boolean isDigitAt(int i) {
        return i >= 0 && i < text.length() && isDigit(i);
    }

    private int digitsEnd(int i) {
        int end = i;
        while (end < text.length() && isDigit(end)) {
            end++;
        }
        return end;
    }

    private int lettersEnd(int i) {
        int end = i;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** At most nine figures. */
    private int number(int start, int end) {
        int value = 0;
        for (int i = start; i < Math.min(end, start + 9); i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    private int skipSpaces(int i) {
        int at = i;
        while (at < text.length() && at - i < 4 && (text.charAt(at) == ' ' || text.charAt(at) == '\u00a0'
                || text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
            at++;
        }
        return at;
    }

    private int skipWord(int i, String... words) {
        for (String word : words) {
            int end = i + word.length();
            if (text.regionMatches(true, i, word, 0, word.length())
                    && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
                return end;
            }
        }
        return i;
    }

    /** Skips st, nd, rd, th, º, ª, ° or er right after the figures. */
    private int skipOrdinal(int i) {
        if (i < text.length() && (text.charAt(i) == 'º' || text.charAt(i) == '°' || text.charAt(i) == 'ª')) {
            return i + 1;
        }
        return skipWord(i, "st", "nd", "rd", "th", "er");
    }

    private static boolean isDash(char c) {
        return c == '-' || c == '–' || c == '—' || c == '‐' || c == '‑';
    }

    /**
     * The end of the time of day that starts here, with seconds, am or pm and zone; or -1 where there is none. Figures
     * after a T or an h, or a zone's, count too.
     */
    static int timeEnd(String text, int start, int limit) {
        int i = start;
        while (i < limit && Character.isDigit(text.charAt(i))) {
            i++;
        }
        int length = i - start;
        char before = start > 0 ? text.charAt(start - 1) : ' ';
        boolean marked = before == 'T' || before == 't';
        if (length > 6 || length > 2 && !marked) {
            boolean zone = length == 4 && (before == '+' || before == '-');
            return zone ? i : -1;
        }
        boolean isTime = marked || before == '+' || before == 'h';
        while (i + 1 < limit && (text.charAt(i) == ':' || isTime && text.charAt(i) == '.')
                && Character.isDigit(text.charAt(i + 1))) {
            isTime = true;
            i++;
            while (i < limit && Character.isDigit(text.charAt(i))) {
                i++;
            }
        }
        int word = i;
        while (word < limit && text.charAt(word) == ' ') {
            word++;
        }
        for (String unit : new String[] {"am", "pm", "a.m.", "p.m.", "horas", "hrs", "hs", "h", "hours"}) {
            if (text.regionMatches(true, word, unit, 0, unit.length()) && word + unit.length() <= limit) {
                return word + unit.length();
            }
        }
        return isTime ? i : -1;
    }
}
