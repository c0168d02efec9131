package dev.sigilo.text.dates;

import dev.sigilo.text.Digits;
import dev.sigilo.text.Ordinals;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds a given day in all English and Spanish formats, with a two-digit or four-digit year: {@code 2/11/28}, {@code
 * 1928-11-02}, {@code 19281102}, {@code November 2nd, 1928}, {@code 2 de noviembre del 28}. {@link DateParser} accepts
 * fewer formats, because {@code 2-11-28} can be a measurement result. A day that is known to be the patient's must not
 * remain in any format.
 */
public final class DayForms {
    private static final int NONE = -1;

    private final String text;
    private final LocalDate date;

    private DayForms(String text, LocalDate date) {
        this.text = text;
        this.date = date;
    }

    /** Returns the start and end of each occurrence of the day, in order. */
    public static List<int[]> find(LocalDate date, String text) {
        DayForms forms = new DayForms(text, date);
        List<int[]> found = new ArrayList<>(0);
        int i = 0;
        while (i < text.length()) {
            int end = forms.isStart(i) ? forms.end(i) : NONE;
            if (end != NONE) {
                found.add(new int[] {i, end});
            }
            i = Math.max(end, i + 1);
        }
        return found;
    }

    private boolean isStart(int i) {
        return Character.isLetterOrDigit(text.charAt(i))
                && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)) && "./-".indexOf(text.charAt(i - 1)) < 0);
    }

    /** Returns the end of the day that starts here. */
    private int end(int i) {
        int[] ends = {
            year(between(month(between(day(i))))),
            year(between(day(between(month(i))))),
            day(between(month(between(number(i, 4, date.getYear()))))),
            number(i, 8, (date.getYear() * 100 + date.getMonthValue()) * 100 + date.getDayOfMonth())
        };
        for (int end : ends) {
            if (end != NONE && isEnd(end)) {
                return end;
            }
        }
        return NONE;
    }

    /** Returns whether digits and letters end here, and no further digits follow after a separator. */
    private boolean isEnd(int i) {
        return i == text.length()
                || !Character.isLetterOrDigit(text.charAt(i))
                        && ("./-".indexOf(text.charAt(i)) < 0 || !Digits.isDigitAt(text, i + 1));
    }

    private int day(int i) {
        int end = oneOrTwo(i, date.getDayOfMonth());
        if (end == NONE) {
            return NONE;
        }
        return Ordinals.end(text, end);
    }

    private int month(int i) {
        int end = i;
        while (i != NONE && end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        if (end == i) {
            return oneOrTwo(i, date.getMonthValue());
        }
        return CalendarNames.monthNumber(text, i, end) == date.getMonthValue() ? end : NONE;
    }

    private int year(int i) {
        boolean shortened = i != NONE && i < text.length() && (text.charAt(i) == '\'' || text.charAt(i) == '’');
        int ofFour = shortened ? NONE : number(i, 4, date.getYear());
        return ofFour != NONE ? ofFour : number(shortened ? i + 1 : i, 2, date.getYear() % 100);
    }

    private int oneOrTwo(int i, int value) {
        int two = number(i, 2, value);
        return two != NONE ? two : number(i, 1, value);
    }

    /** Returns the end of the number here, if it has exactly this many digits and this value. */
    private int number(int i, int length, int value) {
        int end = i;
        while (i != NONE && Digits.isDigitAt(text, end) && end - i <= length) {
            end++;
        }
        return i != NONE && end - i == length && Integer.parseInt(text, i, end, 10) == value ? end : NONE;
    }

    /**
     * Returns the end of the text between two parts of a date: a separator with or without spaces, only spaces, a word
     * for "of", or the period of a short name.
     */
    private int between(int i) {
        if (i == NONE) {
            return NONE;
        }
        int point = i < text.length() && text.charAt(i) == '.' && !Digits.isDigitAt(text, i + 1) ? i + 1 : i;
        int space = afterSpace(point);
        if (space < text.length() && "-/.,".indexOf(text.charAt(space)) >= 0) {
            return afterSpace(space + 1);
        }
        for (String of : new String[] {"de", "del", "of"}) {
            int end = space + of.length();
            if (space > point && text.regionMatches(true, space, of, 0, of.length()) && afterSpace(end) > end) {
                return afterSpace(end);
            }
        }
        return space > i ? space : NONE;
    }

    private int afterSpace(int i) {
        boolean isSpace =
                i < text.length() && (Character.isWhitespace(text.charAt(i)) || Character.isSpaceChar(text.charAt(i)));
        return isSpace ? i + 1 : i;
    }
}
