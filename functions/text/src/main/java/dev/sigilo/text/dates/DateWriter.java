package dev.sigilo.text.dates;

import dev.sigilo.text.Ordinals;
import dev.sigilo.text.dates.WrittenDate.Part;
import dev.sigilo.text.dates.WrittenDate.Piece;
import java.time.LocalDate;

/**
 * Writes a shifted date in the format of the original: order, separators, leading zeros, length and letter case of
 * names, ordinals.
 */
final class DateWriter {
    private final StringBuilder to;
    private final String text;
    private final WrittenDate date;
    private final int days;
    private final LocalDate first;
    /** The last day of a range; the same as {@link #first} for a single day. */
    private final LocalDate last;

    private DateWriter(StringBuilder to, String text, WrittenDate date, int days, int referenceYear) {
        this.to = to;
        this.text = text;
        this.date = date;
        this.days = days;
        this.first = date.first(referenceYear).plusDays(days);
        this.last = date.secondDay == 0 ? first : date.second(referenceYear).plusDays(days);
    }

    /**
     * Appends the shifted date.
     *
     * @param text          the text in which the date was found
     * @param referenceYear the year of a date without a year, or 0
     * @return false, and nothing is appended, if the date does not exist in the calendar
     */
    static boolean appendShifted(StringBuilder to, String text, WrittenDate date, int days, int referenceYear) {
        if (!date.isPossible(referenceYear)) {
            return false;
        }
        new DateWriter(to, text, date, days, referenceYear).append();
        return true;
    }

    private void append() {
        int from = date.start;
        for (Piece piece : date.pieces) {
            to.append(text, from, piece.start());
            from = piece.end();
            append(piece);
        }
        to.append(text, from, date.end);
    }

    private void append(Piece piece) {
        String written = text.substring(piece.start(), piece.end());
        switch (piece.part()) {
            case WEEKDAY ->
                to.append(CalendarNames.weekdayLike(Math.floorMod(date.weekday + days, 7), piece.name(), written));
            case DAY -> {
                appendDay(piece, first.getDayOfMonth());
                appendEndOfFirstDay();
            }
            case SECOND_DAY -> {
                if (date.monthFirst && spreads()) {
                    appendMonth(date.piece(Part.MONTH), last.getMonthValue());
                    to.append(' ');
                }
                appendDay(piece, last.getDayOfMonth());
            }
            case ORDINAL -> to.append(ordinalLike(written, first.getDayOfMonth()));
            case SECOND_ORDINAL -> to.append(ordinalLike(written, last.getDayOfMonth()));
            case MONTH -> appendMonth(piece, (date.monthFirst ? first : last).getMonthValue());
            case YEAR -> appendYear(piece, last.getYear());
        }
    }

    /** Returns whether the two days of the range are now in different months. */
    private boolean spreads() {
        return first.getMonthValue() != last.getMonthValue() || spreadsOverYears();
    }

    private boolean spreadsOverYears() {
        return first.getYear() != last.getYear();
    }

    /** Writes the month and year of the first day if they now differ from those of the last day. */
    private void appendEndOfFirstDay() {
        Piece yearPiece = date.piece(Part.YEAR);
        if (!date.monthFirst && spreads()) {
            appendMonthAndYearOfFirstDay(yearPiece);
        } else if (spreadsOverYears() && yearPiece != null) {
            to.append(", ");
            appendYear(yearPiece, first.getYear());
        }
    }

    /** Writes them with the separators that the range has after its last day. */
    private void appendMonthAndYearOfFirstDay(Piece yearPiece) {
        Piece month = date.piece(Part.MONTH);
        Piece ordinal = date.piece(Part.SECOND_ORDINAL);
        int after =
                ordinal != null ? ordinal.end() : date.piece(Part.SECOND_DAY).end();
        to.append(text, after, month.start());
        appendMonth(month, first.getMonthValue());
        if (spreadsOverYears() && yearPiece != null) {
            int afterMonth = month.end();
            to.append(text, afterMonth, yearPiece.start());
            appendYear(yearPiece, first.getYear());
        }
    }

    private void appendDay(Piece piece, int dayOfMonth) {
        appendPadded(piece, piece.part() == Part.DAY ? date.day : date.secondDay, dayOfMonth);
    }

    private void appendMonth(Piece piece, int month) {
        if (piece.name() != null) {
            to.append(CalendarNames.monthLike(month, piece.name(), text.substring(piece.start(), piece.end())));
        } else if (piece.roman()) {
            to.append(CalendarNames.roman(month));
        } else {
            appendPadded(piece, date.month, month);
        }
    }

    private void appendYear(Piece piece, int year) {
        if (piece.length() == 2) {
            to.append((char) ('0' + year / 10 % 10)).append((char) ('0' + year % 10));
        } else {
            to.append(year);
        }
    }

    private void appendPadded(Piece piece, int original, int number) {
        if (number < 10 && isPadded(piece, original)) {
            to.append('0');
        }
        to.append(number);
    }

    /**
     * Returns whether the date writes numbers below ten with a leading zero. This part decides it, else the other part,
     * else common usage.
     */
    private boolean isPadded(Piece piece, int original) {
        if (original < 10) {
            return piece.length() == 2;
        }
        if (piece.part() == Part.MONTH) {
            Piece dayPiece = date.piece(Part.DAY);
            return dayPiece == null || date.day >= 10 || dayPiece.length() == 2;
        }
        Piece month = date.piece(Part.MONTH);
        if (month == null) {
            return false;
        }
        // "17-MAR-2016" was written by a machine, "17 March" by a person.
        return month.name() != null || month.roman() ? date.joined : date.month >= 10 || month.length() == 2;
    }

    private static String ordinalLike(String written, int day) {
        if (!Character.isLetter(written.charAt(0)) || written.length() != 2 || written.equalsIgnoreCase("er")) {
            // In Spanish only the first of a month can be an ordinal.
            return day == 1 ? written : "";
        }
        return CalendarNames.inCaseOf(Character.isUpperCase(written.charAt(0)) ? "XX" : "xx", Ordinals.english(day));
    }
}
