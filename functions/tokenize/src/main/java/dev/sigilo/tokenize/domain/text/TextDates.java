package dev.sigilo.tokenize.domain.text;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.text.AgeText;
import dev.sigilo.text.Ages;
import dev.sigilo.text.Language;
import dev.sigilo.text.WordList;
import dev.sigilo.text.dates.CalendarNames;
import dev.sigilo.text.dates.DateText;
import dev.sigilo.text.dates.DayMonthOrder;
import dev.sigilo.text.dates.ShiftedDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Interprets the dates of one text together: one order of day and month, years for dates without one, and birth dates
 * that reveal an age of 90 or over. Doubtful dates are returned as empty and must be redacted.
 *
 * <ul>
 * <li>Day and month have the order shown by an unambiguous date of the text ({@code 13/04/2019}). If dates show both
 *     orders, ambiguous ones are in doubt; if none shows the order, the language decides.</li>
 * <li>A pair of numbers without a year is shifted if the preceding word makes it a day ("on 3/4", "Tue 3/4") or a date
 *     is beside it; "10/07" after any other word may be a month or a day, and is in doubt.</li>
 * <li>A birth date is in doubt if the text contains an age of 90 or over, or if its two-digit year could be a hundred
 *     years ago and no age in the text rules that out.</li>
 * <li>A two-digit year in the future is in doubt.</li>
 * </ul>
 */
final class TextDates {
    private static final int BIRTH_REACH = 48;
    private static final int BESIDE = 10;
    private static final int OLDEST_POSSIBLE = 115;
    private static final Set<String> DAY_BEFORE = Set.of("on", "dated", "el", "al", "del", "día", "dia", "fecha");
    private static final Set<String> BESIDES = WordList.setOfWords("""
            and y to a al e through then until hasta on the el del thru or o""");
    private static final Set<String> BIRTH = WordList.setOfWords("""
            dob born birth birthdate nacido nacida nacimiento nac fn fnac birthday nació""");

    private final String text;
    private final Language language;
    private final int publishedYear;
    private final List<Match> dates = new ArrayList<>();
    private final int[] years;
    private DayMonthOrder order;
    private boolean oldest;
    private boolean young;

    TextDates(String text, Language language, int publishedYear, List<Match> found) {
        this.text = text;
        this.language = language;
        this.publishedYear = publishedYear;
        for (Match one : found) {
            if (one.type() == IdentifierType.DATE) {
                dates.add(one);
            } else if (one.type() == IdentifierType.AGE) {
                boolean old = !AgeText.cap(value(one)).equals(value(one));
                oldest |= old;
                young |= !old;
            }
        }
        this.order = order();
        this.years = new int[dates.size()];
        for (int i = 0; i < years.length; i++) {
            years[i] = DateText.firstYear(value(dates.get(i)), language).orElse(DateText.NO_YEAR);
        }
        nearestYears();
    }

    private String value(Match found) {
        return text.substring(found.start(), found.end());
    }

    private DayMonthOrder order() {
        boolean dayFirst = false;
        boolean monthFirst = false;
        for (Match date : dates) {
            DayMonthOrder shown = DateText.shownOrder(value(date));
            dayFirst |= shown == DayMonthOrder.DAY_FIRST;
            monthFirst |= shown == DayMonthOrder.MONTH_FIRST;
        }
        if (dayFirst && monthFirst) {
            return DayMonthOrder.IN_DOUBT;
        }
        return dayFirst ? DayMonthOrder.DAY_FIRST : monthFirst ? DayMonthOrder.MONTH_FIRST : DayMonthOrder.OF_LANGUAGE;
    }

    /** Gives a date without a year the year of the preceding date. The first ones get the year of the next date. */
    private void nearestYears() {
        for (int i = 1; i < years.length; i++) {
            years[i] = years[i] == DateText.NO_YEAR ? years[i - 1] : years[i];
        }
        for (int i = years.length - 2; i >= 0; i--) {
            years[i] = years[i] == DateText.NO_YEAR ? years[i + 1] : years[i];
        }
    }

    private int indexOf(Match date) {
        return Collections.binarySearch(dates, date, Comparator.comparingInt(Match::start));
    }

    /** Returns the shifted date, or empty if it is in doubt. */
    Optional<ShiftedDate> shift(Match date, int days) {
        int index = indexOf(date);
        if (isInDoubt(date, index)) {
            return Optional.empty();
        }
        return DateText.shift(value(date), language, order, days, years[index]);
    }

    /** Returns the date's year, or empty if it is in doubt. */
    Optional<String> year(Match date) {
        return isInDoubt(date, indexOf(date)) ? Optional.empty() : DateText.year(value(date), language);
    }

    private boolean isInDoubt(Match date, int index) {
        String value = value(date);
        if (DateText.isNumericDayAndMonth(value) && !isDay(date, index)) {
            return true;
        }
        Optional<Integer> year = DateText.firstYear(value, language);
        if (year.isPresent() && publishedYear - year.get() >= Ages.OLDEST_YEARS) {
            return true;
        }
        boolean shortYear = DateText.hasShortYear(value, language);
        if (shortYear && year.isPresent() && year.get() > publishedYear + 1) {
            return true;
        }
        if (!isBirth(date)) {
            return false;
        }
        int age = year.isPresent() ? publishedYear - year.get() + 100 : 0;
        return oldest || shortYear && !young && age >= Ages.OLDEST_YEARS && age <= OLDEST_POSSIBLE;
    }

    /** Returns whether the context makes a pair of numbers a day and month, not a month and year. */
    private boolean isDay(Match date, int index) {
        String value = value(date);
        boolean monthOrDay = value.length() == 4 && value.startsWith("/0", 1);
        if (monthOrDay) {
            return false;
        }
        String before = wordBefore(date.start());
        if (DAY_BEFORE.contains(before) || CalendarNames.weekday(before, 0, before.length()) != null) {
            return true;
        }
        return index > 0 && isBeside(dates.get(index - 1).end(), date.start())
                || index + 1 < dates.size()
                        && isBeside(date.end(), dates.get(index + 1).start());
    }

    private boolean isBeside(int from, int to) {
        if (to - from > BESIDE) {
            return false;
        }
        return text.substring(from, Math.max(from, to)).indexOf('\n') < 0
                && DateText.allWords(
                        text,
                        from,
                        to,
                        Character::isLetterOrDigit,
                        word -> BESIDES.contains(word) || CalendarNames.weekday(word, 0, word.length()) != null);
    }

    private String wordBefore(int position) {
        int end = position;
        while (end > 0 && position - end < 3 && " (:,.".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        int start = end;
        while (start > 0 && end - start < 12 && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    /** Returns whether an earlier word in the same line marks it as a birth date. */
    private boolean isBirth(Match date) {
        String before = text.substring(Math.max(0, date.start() - BIRTH_REACH), date.start());
        String line = before.substring(before.lastIndexOf('\n') + 1).replace(".", "");
        return !DateText.allWords(line, 0, line.length(), Character::isLetterOrDigit, word -> !BIRTH.contains(word));
    }
}
