package dev.sigilo.text.dates;

import dev.sigilo.text.dates.CalendarNames.Name;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;

/**
 * One date in a text, or a range of days in one month, with the position of each of its parts. A part that is not
 * written is 0. The forms fill it in while they read.
 */
final class WrittenDate {
    /** Used for a date without a year if there is no reference year. Not a leap year. */
    private static final int DEFAULT_YEAR = 2001;

    private static final int MIDDLE_OF_MONTH = 15;
    private static final int MIDDLE_MONTH = 7;
    private static final int MIDDLE_MONTH_DAY = 2;

    enum Part {
        DAY,
        SECOND_DAY,
        ORDINAL,
        SECOND_ORDINAL,
        MONTH,
        YEAR,
        WEEKDAY
    }

    /** The characters of the text that show one part of the date. */
    record Piece(Part part, int start, int end, Name name, boolean roman) {
        int length() {
            return end - start;
        }
    }

    int start;
    int end;
    int day;
    int secondDay;
    int month;
    int year;
    /** The year of the date that ends the range that this date begins. */
    int impliedYear;
    /** From 0 for Monday, -1 if not written. */
    int weekday = -1;
    /** Whether only the language decided which number is the day. */
    boolean dayMonthAssumed;
    /** The order that the numbers themselves show, or null. */
    DayMonthOrder shownOrder;

    boolean monthFirst;
    /** Whether a dash or slash joins day and month name. */
    boolean joined;

    final List<Piece> pieces = new ArrayList<>(5);

    WrittenDate(int start) {
        this.start = start;
    }

    /** Forgets what an attempt has read, so that another form can be tried from the same start. */
    void clear() {
        set(0, 0, 0);
        secondDay = 0;
        dayMonthAssumed = false;
        shownOrder = null;
        monthFirst = false;
        joined = false;
        pieces.clear();
    }

    void set(int dayOfMonth, int monthOfYear, int ofYear) {
        day = dayOfMonth;
        month = monthOfYear;
        year = ofYear;
    }

    void add(Part part, int from, int to) {
        pieces.add(new Piece(part, from, to, null, false));
    }

    void addName(Part part, int from, int to, Name name) {
        pieces.add(new Piece(part, from, to, name, false));
    }

    /** Adds a month written as a name, or as a Roman numeral if {@code name} is null. */
    void addMonth(int from, int to, Name name) {
        pieces.add(new Piece(Part.MONTH, from, to, name, name == null));
    }

    /** Adds a part before the month and year that were read last. */
    void addBeforeMonth(Part part, int from, int to) {
        int monthAndYear = piece(Part.YEAR) != null ? 2 : 1;
        pieces.add(pieces.size() - monthAndYear, new Piece(part, from, to, null, false));
    }

    /** Returns the first piece with this part, or null. */
    Piece piece(Part part) {
        for (Piece piece : pieces) {
            if (piece.part == part) {
                return piece;
            }
        }
        return null;
    }

    /** Returns whether it is a numeric day and month without a year. */
    boolean isNumericPair() {
        return year == 0
                && day != 0
                && secondDay == 0
                && weekday < 0
                && pieces.size() == 2
                && pieces.stream()
                        .allMatch(piece -> piece.name == null
                                && !piece.roman
                                && (piece.part == Part.DAY || piece.part == Part.MONTH));
    }

    /** Returns whether its year has two digits. */
    boolean hasShortYear() {
        Piece yearPiece = piece(Part.YEAR);
        return yearPiece != null && yearPiece.length() == 2;
    }

    /**
     * Returns whether the date exists in the calendar. {@code referenceYear} is the year of a date without a year, or
     * 0.
     */
    boolean isPossible(int referenceYear) {
        if (month == 0) {
            return day == 0;
        }
        return first(referenceYear) != null && (secondDay == 0 || second(referenceYear) != null);
    }

    /** Returns the day, or the first one of a range; null if it does not exist in the calendar. */
    LocalDate first(int referenceYear) {
        return date(day, referenceYear);
    }

    /** Returns the last day of a range, or null. */
    LocalDate second(int referenceYear) {
        return secondDay == 0 ? null : date(secondDay, referenceYear);
    }

    private LocalDate date(int dayOfMonth, int referenceYear) {
        int y = year != 0 ? year : impliedYear != 0 ? impliedYear : referenceYear != 0 ? referenceYear : DEFAULT_YEAR;
        int m = month == 0 ? MIDDLE_MONTH : month;
        int d = month == 0 ? MIDDLE_MONTH_DAY : dayOfMonth == 0 ? MIDDLE_OF_MONTH : dayOfMonth;
        if (year == 0 && m == 2 && d == 29 && !Year.isLeap(y)) {
            // The leap year before.
            y = y / 4 * 4;
            y = Year.isLeap(y) ? y : y - 4;
        }
        return CalendarDay.exists(y, m, d) ? LocalDate.of(y, m, d) : null;
    }
}
