package dev.sigilo.text.dates;

import dev.sigilo.text.Language;
import dev.sigilo.text.WordList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Finds dates in free text, English and Spanish, shifts them by a number of days, or keeps only their year.
 *
 * <p>A shifted date keeps its format: order, separators, leading zeros, two-digit years, month names with their length
 * and letter case, ordinals (3rd, 4th), weekdays. The time of day and its zone do not change. Formats: {@code
 * 17/06/2016}, {@code 6/17/16}, {@code 17.06.2016}, {@code 17-06-2016}, {@code 2016-06-17} with or without time, {@code
 * 20160617} after words that introduce a date, {@code 03-MAR-2016}, {@code 17-VI-2016}, {@code 3 de marzo de 2016},
 * {@code March 3rd, 2016}, {@code 3 March 2016}, {@code marzo de 2016}, {@code 06/2016}, {@code 3 de marzo}, {@code
 * March 3}, weekdays before any of them, and ranges ({@code del 3 al 5 de marzo de 2016}, {@code March 3-5, 2016},
 * {@code 17-20/06/2016}).
 *
 * <h2>Rules</h2>
 * <ul>
 * <li>If day and month are ambiguous, they are read in the order of the language (Spanish 3/4 is 3 April, English March
 *     4), and the result has {@link ShiftedDate#DAY_MONTH_ASSUMED}.</li>
 * <li>An impossible date (31/02/2016) is not shifted: the result is empty, and the span must be redacted.</li>
 * <li>A two-digit year is between 1930 and 2029.</li>
 * <li>A month without a day is shifted from its 15th to the nearest month, a year without a month from 2 July to the
 *     nearest year.</li>
 * <li>A day and month without a year are shifted in the reference year if there is one, else in 2001.</li>
 * </ul>
 *
 * All methods take time linear in the text. Thread-safe.
 */
public final class DateText {
    /** The reference year if none is known. A date without a year is then shifted within 2001, except 29 February. */
    public static final int NO_YEAR = 0;
    /** Words that may accompany a date in a span without adding information. */
    private static final Set<String> AROUND = WordList.setOfWords("""
            of the on in at to and through until thru from since between by or then am pm hrs hr hours hour date
            dated day month year early late mid end beginning middle this last next est edt pst cst utc gmt de
            del el la las los en al hasta desde entre día dia días mes año fecha fechado finales principios
            mediados inicios horas hs pasado este hora st nd rd th""");
    /** Words of dates relative to today. */
    private static final Set<String> RELATIVE = WordList.setOfWords("""
            yesterday today tonight tomorrow ago morning afternoon evening night week weeks months years days
            weekend previous past following a an one two three four five six seven eight ten noon midnight hoy
            ayer anoche anteayer mañana tarde noche madrugada semana semanas meses años hace próximo próxima
            pasada siguiente anterior previo previa un una dos tres cuatro cinco seis mismo misma esta ese esa
            momento actual por now same that y o ingreso alta""");

    private DateText() {}

    /**
     * A date found in a text.
     *
     * @param start    offset of its first UTF-16 unit
     * @param end      offset after its last
     * @param possible whether the date exists in the calendar
     */
    public record Found(int start, int end, boolean possible) {}

    /**
     * Finds the dates in a text, except those whose form does not distinguish them from other numbers and words (a year
     * or a month by itself, {@code 6/16}).
     *
     * @return the dates in the order of the text, without overlap
     */
    public static List<Found> scan(String text, Language language) {
        List<Found> found = new ArrayList<>();
        for (WrittenDate date : DateParser.parseAll(text, language, false)) {
            found.add(new Found(date.start, date.end, date.isPossible(NO_YEAR)));
        }
        return found;
    }

    /** Shifts the date or dates in one span; see {@link #shift(String, Language, int, int)}. */
    public static Optional<ShiftedDate> shift(String span, Language language, int days) {
        return shift(span, language, days, NO_YEAR);
    }

    /**
     * Shifts the date or dates in one span.
     *
     * @param span          the text of a span that was found to be a date
     * @param language      decides the order of day and month
     * @param days          the number of days, negative to shift back
     * @param referenceYear the year of a date without a year, or 0
     * @return the shifted date, or empty if the span has no date that is understood and possible
     */
    public static Optional<ShiftedDate> shift(String span, Language language, int days, int referenceYear) {
        return shift(span, language, DayMonthOrder.OF_LANGUAGE, days, referenceYear);
    }

    /**
     * Shifts the date or dates in one span with the order of day and month from the surrounding text. Also returns
     * empty if the text leaves the order in doubt.
     */
    public static Optional<ShiftedDate> shift(
            String span, Language language, DayMonthOrder order, int days, int referenceYear) {
        List<WrittenDate> dates = DateParser.parseAll(span, language, order, true);
        if (!isWhole(span, dates, referenceYear)
                || order == DayMonthOrder.IN_DOUBT && dates.stream().anyMatch(date -> date.dayMonthAssumed)) {
            return Optional.empty();
        }
        StringBuilder moved = new StringBuilder(span.length() + 8);
        boolean assumed = false;
        int from = 0;
        for (WrittenDate date : dates) {
            moved.append(span, from, date.start);
            if (!DateWriter.appendShifted(moved, span, date, days, referenceYear)) {
                return Optional.empty();
            }
            assumed |= date.dayMonthAssumed;
            from = date.end;
        }
        moved.append(span, from, span.length());
        return Optional.of(new ShiftedDate(moved.toString(), assumed ? ShiftedDate.DAY_MONTH_ASSUMED : null));
    }

    /**
     * Keeps only the year of the date or dates in one span: {@code 17/06/2016} becomes {@code 2016}, a range over two
     * years {@code 2016-2017}.
     *
     * @return the year, or empty if the span has none, is not understood or is impossible
     */
    public static Optional<String> year(String span, Language language) {
        List<WrittenDate> dates = DateParser.parseAll(span, language, true);
        if (!isWhole(span, dates, NO_YEAR)) {
            return Optional.empty();
        }
        int first = 0;
        int last = 0;
        for (WrittenDate date : dates) {
            if (date.year == NO_YEAR) {
                return Optional.empty();
            }
            first = first == 0 ? date.year : first;
            last = date.year;
        }
        return Optional.of(first == last ? "" + first : first + "-" + last);
    }

    /** Returns the year of the first date in the span that has one. */
    public static Optional<Integer> firstYear(String span, Language language) {
        return DateParser.parseAll(span, language, true).stream()
                .map(date -> date.year)
                .filter(year -> year != NO_YEAR)
                .findFirst();
    }

    /** Returns the order of day and month that the span's numbers show, as in 13/04/2019; null if they show none. */
    public static DayMonthOrder shownOrder(String span) {
        DayMonthOrder shown = null;
        for (WrittenDate date : DateParser.parseAll(span, Language.ENGLISH, true)) {
            shown = date.shownOrder == null ? shown : date.shownOrder;
        }
        return shown;
    }

    /** Returns whether the span is only a numeric day and month: {@code 3/4}. */
    public static boolean isNumericDayAndMonth(String span) {
        List<WrittenDate> dates = DateParser.parseAll(span, Language.ENGLISH, true);
        return dates.size() == 1 && dates.get(0).isNumericPair();
    }

    /** Returns whether a year in the span has two digits. */
    public static boolean hasShortYear(String span, Language language) {
        return DateParser.parseAll(span, language, true).stream().anyMatch(WrittenDate::hasShortYear);
    }

    /**
     * Returns whether the span identifies no day: it has no digits, and only words such as "yesterday" or "last week".
     * Names of months, weekdays, seasons and holidays do identify one.
     */
    public static boolean identifiesNoDay(String span) {
        return span.chars().noneMatch(Character::isDigit)
                && allWords(
                        span,
                        0,
                        span.length(),
                        Character::isLetter,
                        word -> AROUND.contains(word) || RELATIVE.contains(word));
    }

    /**
     * Returns whether all words between the offsets, in lower case, are in the set; a word is a run of word characters.
     */
    public static boolean allWords(String text, int start, int end, IntPredicate inWord, Predicate<String> isSuch) {
        int i = start;
        while (i < end) {
            int word = i;
            while (word < end && inWord.test(text.charAt(word))) {
                word++;
            }
            if (word > i && !isSuch.test(text.substring(i, word).toLowerCase(Locale.ROOT))) {
                return false;
            }
            i = Math.max(word, i + 1);
        }
        return true;
    }

    /**
     * Returns whether the span contains dates and nothing else that could identify a day: no digits, and only words
     * that accompany dates.
     */
    private static boolean isWhole(String span, List<WrittenDate> dates, int referenceYear) {
        if (dates.isEmpty()) {
            return false;
        }
        int from = 0;
        for (WrittenDate date : dates) {
            if (!date.isPossible(referenceYear)
                    || hasDigits(span, from, date.start, from > 0)
                    || hasWords(span, from, date.start)) {
                return false;
            }
            from = date.end;
        }
        return !hasDigits(span, from, span.length(), true) && !hasWords(span, from, span.length());
    }

    /**
     * Returns whether there are words between the offsets that do not merely accompany a date: "Spring of 2019" is more
     * than its year.
     */
    private static boolean hasWords(String span, int start, int end) {
        return !allWords(span, start, end, Character::isLetter, word -> word.length() == 1 || AROUND.contains(word));
    }

    /** Returns whether there are digits between the offsets that are not a time of day or its zone. */
    private static boolean hasDigits(String span, int start, int end, boolean afterDate) {
        int i = start;
        while (i < end) {
            if (!Character.isDigit(span.charAt(i))) {
                i++;
                continue;
            }
            int next = afterDate || i > start ? TimeOfDay.end(span, i, end) : -1;
            if (next < 0) {
                return true;
            }
            i = next;
        }
        return false;
    }
}
