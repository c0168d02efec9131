package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.detection.words.WordClasses;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds words that have the form of a date, and decides how far the form and the words around it prove them to be one.
 */
final class DateForms {

    /** Month names that have no other meaning when capitalized; the others need a preceding word such as "in". */
    private static final IntTable PLAIN_MONTHS = IntTable.words("""
            january february july september october november december""");
    /** Short forms of Spanish months that are common in English texts with another meaning. */
    private static final IntTable ENGLISH_WORDS = IntTable.words("ago set ene dic abr");
    /** Words before "the 11th". */
    private static final IntTable BEFORE_THE_DAY = IntTable.words("on by until till since");
    /** Things from which or in which days are counted: "día 3 de ingreso". */
    private static final IntTable COURSES = IntTable.words("""
            dia dias postoperatorio posoperatorio postop ciclo ingreso vida tratamiento evolucion estancia post
            pauta""");
    /** Labels before a date without marks: "DOB: 19520304". */
    private static final IntTable LABELS = IntTable.words("date dated dob doi dos fecha fnac nacimiento");
    /** "Día", before a day of the month. */
    static final int DAY_ES = Hashes.folded("dia");
    /** The most letters of a month in Roman numerals: VIII. */
    private static final int MONTH_LETTERS = 4;

    private static final int MARCH = Hashes.folded("march");
    private static final int MAY = Hashes.folded("may");
    private static final int AGO = Hashes.folded("ago");

    private final TextWords words;
    private final byte[] marks;
    private final boolean spanish;
    private final DateContext context;
    private final DateNumbers numbers;
    private final DateYears years;
    private final Weekdays weekdays;
    private final Holidays holidays;
    private final SpelledDates spelled;
    private final SlashedNumbers slashed;

    /**
     * Reads the words of a text.
     *
     * @param marks as {@link DatePatterns#marks} returns them
     */
    DateForms(DateContext context, byte[] marks) {
        this.words = context.words;
        this.marks = marks;
        this.spanish = context.spanish;
        this.context = context;
        this.numbers = context.numbers;
        this.years = new DateYears(context);
        this.weekdays = new Weekdays(context);
        this.holidays = new Holidays(context, years);
        this.spelled = new SpelledDates(context, years);
        this.slashed = new SlashedNumbers(context, new PairProofs(context, weekdays));
    }

    /**
     * Returns everything that has the form of a date, in the order of the text, except what is proven to be something
     * else.
     */
    List<DateCandidate> candidates() {
        List<DateCandidate> candidates = new ArrayList<>();
        int i = 0;
        while (i < words.count) {
            DateCandidate candidate = candidate(i);
            if (candidate == null) {
                i++;
            } else {
                if (candidate.proof != DateProof.NONE) {
                    candidates.add(candidate);
                }
                i = candidate.to;
            }
        }
        return candidates;
    }

    /** Returns the candidate that begins at this word, or null. A candidate with proof NONE is skipped as a whole. */
    private DateCandidate candidate(int i) {
        if (marks[i] == 1) {
            return marked(i);
        }
        if (words.isDigits(i)) {
            int holiday = holidays.end(i);
            return holiday > i ? new DateCandidate(i, holiday, DateProof.DATE) : number(i);
        }
        if (!words.isLetters(i)) {
            return null;
        }
        int end = holidays.end(i);
        end = end > i ? end : spelled.season(i);
        end = end > i ? end : spelled.day(i);
        if (end > i) {
            return new DateCandidate(i, end, DateProof.DATE);
        }
        if (words.wordClass[i] == WordClasses.MONTH) {
            return month(i);
        }
        if (words.wordClass[i] == WordClasses.WEEKDAY && weekdays.isWeekday(i)) {
            return new DateCandidate(i, i + 1, weekdays.isOneDay(i) ? DateProof.DATE : DateProof.WEEKDAY);
        }
        return romanMonth(i);
    }

    /** Returns a date that {@link DatePatterns} found. */
    private DateCandidate marked(int i) {
        int end = i + 1;
        while (end < words.count && marks[end] == 2) {
            end++;
        }
        if (words.isLetters(i) && !spanish && words.isIn(i, ENGLISH_WORDS)) {
            return new DateCandidate(i, end, DateProof.NONE);
        }
        if (isListNumber(i)) {
            return new DateCandidate(i, i + 2, DateProof.NONE);
        }
        boolean numeric = end == i + 5 && words.isDigits(i + 2) && words.isDigits(i);
        if (numeric && words.length(i + 4) == 2 && !context.followsDateWord(i)) {
            boolean stroke = words.character(i + 1) == '/';
            boolean small = words.value(i) <= 12 && words.value(i + 2) <= 12 && words.value(i + 4) <= 31;
            if (small
                    && !numbers.isPadded(i)
                    && !numbers.isPadded(i + 2)
                    && (context.isScaledWithin(i, 5) || context.hasUnit(end))) {
                return new DateCandidate(i, end, DateProof.NONE);
            }
            if (!stroke && words.value(i + 4) <= 31 && !context.followsEvent(i)) {
                return new DateCandidate(
                        i, end, context.hasUnit(end) || context.isScaled(i) ? DateProof.NONE : DateProof.OPEN);
            }
        }
        if (words.isDigits(i) && end == i + 2 && words.hash[i + 1] == AGO && !spanish) {
            return new DateCandidate(i, end, DateProof.NONE);
        }
        return new DateCandidate(i, years.year(end), DateProof.DATE);
    }

    /** Returns whether it is the number of a list entry and not a day: "2. July 18, 2007". */
    private boolean isListNumber(int i) {
        return i + 3 < words.count
                && words.isDigits(i)
                && words.character(i + 1) == '.'
                && !words.isGlued(i + 2)
                && words.wordClass[i + 2] == WordClasses.MONTH
                && numbers.isDay(i + 3);
    }

    /** Recognizes a month without a day: "in March 2019", "last January". */
    private DateCandidate month(int i) {
        if (!spanish && words.isIn(i, ENGLISH_WORDS)) {
            return null;
        }
        int k = i + 1;
        if (k < words.count && words.character(k) == '.' && words.isGlued(k) && words.length(i) <= 4) {
            k++;
        }
        if (k < words.count && numbers.isDay(k) && i > 1 && isListNumber(i - 2)) {
            int day = k + 1;
            day += day < words.count && words.isGlued(day) && words.isOrdinalMark(day) ? 1 : 0;
            return new DateCandidate(i, years.year(day), DateProof.DATE);
        }
        int end = years.yearOrReference(k);
        boolean capital = words.isCapitalised(i);
        boolean name = capital || spanish && WordClasses.isWholeMonth(words.hash[i]);
        if (end != k) {
            boolean isMonth =
                    name || WordClasses.isWholeMonth(words.hash[i]) && words.hash[i] != MAY && words.hash[i] != MARCH;
            return isMonth ? new DateCandidate(i, end > k ? end : i + 1, DateProof.DATE) : null;
        }
        if (!name
                || i + 1 < words.count
                        && words.isDigits(i + 1)
                        && words.gap[i + 1] <= TextWords.ONE_SPACE
                        && words.length(i) < 4) {
            return null;
        }
        boolean before = i > 0
                && !words.startsLine(i)
                && (words.isIn(i - 1, DateWords.MONTH_BEFORE)
                        || words.isIn(i - 1, DateWords.TIMES)
                        || words.character(i - 1) == '-'
                                && i > 1
                                && words.isGlued(i)
                                && words.isIn(i - 2, DateWords.MONTH_BEFORE));
        boolean personAfter = i + 1 < words.count && words.shape[i + 1] == 1 && words.gap[i + 1] == TextWords.ONE_SPACE;
        boolean plain = words.isIn(i, PLAIN_MONTHS) && words.shape[i] == 1;
        if (plain && !personAfter || before && !(personAfter && !plain)) {
            return new DateCandidate(i, i + 1, DateProof.DATE);
        }
        return null;
    }

    /** Recognizes a number that no pattern accepted as a date: "3/4", "20190304", "the 11th". */
    private DateCandidate number(int i) {
        if (numbers.isPartOfNumber(i)) {
            return null;
        }
        int length = words.length(i);
        if (length == 8 || length == 12 || length == 14) {
            return isCompact(i) ? new DateCandidate(i, i + 1, DateProof.DATE) : null;
        }
        if (length > 2) {
            return null;
        }
        if (i + 2 < words.count && words.isGlued(i + 1) && words.isGlued(i + 2)) {
            char separator = words.character(i + 1);
            if (separator == '/' && words.isDigits(i + 2)) {
                return slashed.candidate(i);
            }
            if ((separator == '-' || separator == '/' || separator == '.')
                    && words.isRoman(i + 2, MONTH_LETTERS)
                    && numbers.isDay(i)) {
                return romanAfterDay(i);
            }
        }
        return day(i);
    }

    /** Recognizes "on the 11th", "Monday the 11th", "el día 11", "del 3 y del 5 de abril". */
    private DateCandidate day(int i) {
        if (!numbers.isDay(i)) {
            return null;
        }
        boolean ordinal = i + 1 < words.count && words.isGlued(i + 1) && words.isOrdinalMark(i + 1);
        int end = ordinal ? i + 2 : i + 1;
        if (ordinal && i > 0 && words.hash[i - 1] == DateWords.THE_EN) {
            boolean weekday = i > 1
                    && (words.wordClass[i - 2] == WordClasses.WEEKDAY
                            || i > 2 && words.character(i - 2) == ',' && words.wordClass[i - 3] == WordClasses.WEEKDAY);
            boolean on =
                    i > 1 && words.isIn(i - 2, BEFORE_THE_DAY) && context.endsPhrase(end) || isOrdinalRange(i, end);
            boolean joined = end < words.count && words.isIn(end, DateWords.JOINING) && !words.startsLine(end);
            return weekday || on
                    ? new DateCandidate(i, end, DateProof.DATE)
                    : i > 1 && (context.isClosed(end) || joined) ? new DateCandidate(i, end, DateProof.OPEN) : null;
        }
        if (ordinal && i > 0 && words.wordClass[i - 1] == WordClasses.WEEKDAY) {
            return new DateCandidate(i, end, DateProof.DATE);
        }
        if (i > 1
                && words.hash[i - 1] == DAY_ES
                && words.isIn(i - 2, DateWords.ARTICLES_ES)
                && !countsDays(end)
                && !(end < words.count && words.isGlued(end) && !context.isClosed(end))) {
            return new DateCandidate(i, end, DateProof.OPEN);
        }
        if (i > 0 && words.wordClass[i - 1] == WordClasses.WEEKDAY && spanish && context.endsPhrase(end)) {
            return new DateCandidate(i, end, DateProof.DATE);
        }
        if (i > 0
                && words.isIn(i - 1, DateWords.ARTICLES_ES)
                && spanish
                && !ordinal
                && !(end < words.count && (words.character(end) == '%' || context.hasUnit(end)))) {
            return new DateCandidate(i, end, DateProof.OPEN);
        }
        return null;
    }

    /** Returns whether it is one end of "from the 9th to the 16th". */
    private boolean isOrdinalRange(int i, int end) {
        boolean opens = i > 1
                && words.isIn(i - 2, DateWords.SPAN_BEFORE)
                && end + 3 < words.count
                && words.isIn(end, DateWords.THROUGH)
                && words.hash[end + 1] == DateWords.THE_EN
                && numbers.isDay(end + 2)
                && words.isOrdinalMark(end + 3);
        boolean ends = i > 5
                && words.isIn(i - 2, DateWords.THROUGH)
                && words.isOrdinalMark(i - 3)
                && numbers.isDay(i - 4)
                && words.hash[i - 5] == DateWords.THE_EN
                && words.isIn(i - 6, DateWords.SPAN_BEFORE);
        return opens || ends;
    }

    /** Returns whether days are counted, as in "día 3 de ingreso", "día 2 postoperatorio". */
    private boolean countsDays(int k) {
        for (int n = k; n < words.count && n < k + 3; n++) {
            if (words.isIn(n, COURSES)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether the first eight digits of the word are a year, month and day, and a label for a date is before
     * it.
     */
    private boolean isCompact(int i) {
        String written =
                words.text.subSequence(words.start[i], words.start[i] + 8).toString();
        int year = Integer.parseInt(written.substring(0, 4));
        int month = Integer.parseInt(written.substring(4, 6));
        int dayOfMonth = Integer.parseInt(written.substring(6));
        boolean form = year >= 1900
                && year <= DateNumbers.LATEST
                && month >= 1
                && month <= 12
                && dayOfMonth >= 1
                && dayOfMonth <= 31;
        int k = i - 1;
        while (form && k >= 0 && i - k < 4 && words.isMark(k, ":=\"'[(>")) {
            k--;
        }
        return form && k >= 0 && words.isIn(k, LABELS);
    }

    /** Recognizes "3-III", "3-III-2019". */
    private DateCandidate romanAfterDay(int i) {
        int end = i + 3;
        if (end + 1 < words.count
                && words.character(end) == words.character(i + 1)
                && words.isGlued(end)
                && words.isGlued(end + 1)
                && words.isDigits(end + 1)
                && (words.length(end + 1) == 4 || words.length(end + 1) == 2)) {
            return new DateCandidate(i, end + 2, DateProof.DATE);
        }
        boolean single = words.length(i + 2) == 1;
        return new DateCandidate(
                i,
                end,
                words.character(i + 1) == '-' && !context.isScaled(i) && !single ? DateProof.DATE : DateProof.OPEN);
    }

    /** Recognizes "III/2019". */
    private DateCandidate romanMonth(int i) {
        boolean form = words.isRoman(i, MONTH_LETTERS)
                && i + 2 < words.count
                && "/-".indexOf(words.character(i + 1)) >= 0
                && words.isGlued(i + 1)
                && words.isGlued(i + 2)
                && numbers.isYear(i + 2)
                && !(i > 0 && words.isGlued(i));
        return form ? new DateCandidate(i, i + 3, DateProof.DATE) : null;
    }
}
