package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Degrees;
import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;

/**
 * Decides from the words around two numbers with a slash between them whether they are a date: "admitted 3/4" is one,
 * "strength 3/4" is a grade, and "3/4" between other words may be either.
 */
final class PairProofs {

    /** Denominators of scales: the size of such a number proves nothing. */
    static final IntTable DENOMINATORS = IntTable.words("15 16 20 24 25 28 30");
    /** Days that are not the denominator of any scale: "5/13" by itself is a date unless a scale or unit is named. */
    private static final IntTable DAYS_ONLY = IntTable.words("13 14 17 19 22 26 29 31");
    /** The number of words within which a scale or part of the body makes such a pair a score. */
    private static final int SCALE_BESIDE = 4;
    /** The same for a pair after an event. */
    private static final int SCALE_BEFORE_EVENT = 3;

    private static final int LAST_DAY = 31;
    /** Two digits from this number on are a year without further evidence. */
    private static final int LEAST_PLAIN_YEAR = 70;
    /** Endings of words for operations and endoscopies. */
    private static final IntTable PROCEDURES = IntTable.words("ectomy scopy plasty otomy ostomy centesis");
    /** The halves of a day after a time. */
    private static final IntTable HALVES = IntTable.words("am pm a p");
    /** Events that can also be findings: "MR" is also mitral regurgitation, "CTA" also clear to auscultation. */
    private static final IntTable ALSO_FINDINGS = IntTable.words("mr cta check");
    /** Words before the last day of something: "was given through 2/9." */
    private static final IntTable UP_TO = IntTable.words("through see");
    /** Results of tests before a date in brackets. */
    private static final IntTable RESULTS = IntTable.words("""
            pos neg positive negative normal wnl nl nonreactive reactive immune ngtd""");
    /** Words before a time. */
    private static final IntTable AT = IntTable.words("at a @");

    private static final int ON = Hashes.folded("on");

    private final TextWords words;
    private final boolean spanish;
    private final DateContext context;
    private final DateNumbers numbers;
    private final Weekdays weekdays;

    PairProofs(DateContext context, Weekdays weekdays) {
        this.words = context.words;
        this.spanish = context.spanish;
        this.context = context;
        this.numbers = context.numbers;
        this.weekdays = weekdays;
    }

    /**
     * Returns how far the pair whose first number is this word is proven to be a date.
     *
     * @param dayAndMonth whether the numbers can be a day and a month
     * @param monthAndYear whether they can be a month and a year of two digits
     */
    DateProof proof(int i, boolean dayAndMonth, boolean monthAndYear) {
        int next = i + 3;
        boolean weekday = weekdays.isBeside(i, next);
        if ((context.hasUnit(next) || isCountBeforeDate(i, next)) && !weekday) {
            return DateProof.NONE;
        }
        if (context.followsDateWord(i) || weekday && dayAndMonth) {
            return DateProof.DATE;
        }
        boolean monthFirst = !spanish && dayAndMonth && words.value(i) <= 12;
        if (monthFirst && words.isIn(i + 2, DAYS_ONLY) && !context.isScaledWithin(i, SCALE_BESIDE)) {
            return DateProof.DATE;
        }
        boolean event = followsEvent(i);
        if (context.isScaled(i) && !(event && !context.isScaledWithin(i, SCALE_BEFORE_EVENT))) {
            return DateProof.NONE;
        }
        int before = context.wordBefore(i);
        if (event
                || monthAndYear && isMonthAndYear(i, before)
                || dayAndMonth && (isDayByWordsBefore(i, before) || isDayByWordsAfter(i, next, before))
                || isHeading(i, next)
                || before >= 0
                        && words.isIn(before, DateWords.THE)
                        && next < words.count
                        && words.isIn(next, DateWords.STUDIES)) {
            return DateProof.DATE;
        }
        return dayAndMonth || monthAndYear ? DateProof.OPEN : DateProof.NONE;
    }

    /** Recognizes a count and its day: "2/4 on 08/15". */
    private boolean isCountBeforeDate(int i, int next) {
        return isGrade(i)
                && next + 3 < words.count
                && words.hash[next] == ON
                && words.isDigits(next + 1)
                && words.character(next + 2) == '/';
    }

    private boolean followsEvent(int i) {
        boolean finding = isGrade(i) && i > 0 && words.isIn(i - 1, ALSO_FINDINGS);
        return context.followsEvent(i) && !finding || i > 0 && !words.startsLine(i) && isProcedure(i - 1);
    }

    /**
     * Returns whether the second number is a year because it cannot be a day or because of its zero: "since 5/98",
     * "3/05 to 4/06".
     */
    private boolean isMonthAndYear(int i, int before) {
        int year = words.value(i + 2);
        boolean yearLike = numbers.isPadded(i + 2) || year > LAST_DAY;
        return yearLike && before >= 0 && words.isIn(before, DateWords.MONTH_BEFORE)
                || year >= LEAST_PLAIN_YEAR && !(before >= 0 && words.isIn(before, DateContext.SCALED));
    }

    /** Returns whether zeros or the words before a pair make it a day: "08/3", "prior study 3/4", "scan from 3/4". */
    private boolean isDayByWordsBefore(int i, int before) {
        if (numbers.isPadded(i) || numbers.isPadded(i + 2)) {
            return true;
        }
        if (before < 0) {
            return false;
        }
        boolean period = words.isIn(before, DateWords.SPAN_BEFORE);
        boolean study = before > 0
                && (words.isIn(before, DateWords.PARTICLES) || period)
                && words.isIn(before - 1, DateWords.STUDIES)
                && !isGrade(i);
        boolean large = words.value(i) > 12 || words.value(i + 2) > 12;
        return study || words.isIn(before, DateWords.TIMES) || period && large && !words.isIn(i + 2, DENOMINATORS);
    }

    /** Returns whether the words after a pair make it a day: a time, a period, the end of a bracket or phrase. */
    private boolean isDayByWordsAfter(int i, int next, int before) {
        if (isBeforeTime(next) || isBeforeClock(next) || isRange(i)) {
            return true;
        }
        if (isGrade(i)) {
            return false;
        }
        boolean bracketed = i > 0
                && words.character(i - 1) == '('
                && next + 1 < words.count
                && words.character(next) == ')'
                && words.character(next + 1) == ':';
        return bracketed
                || context.isClosed(next) && before >= 0 && words.isIn(before, UP_TO)
                || endsBracketOrResult(i, next)
                || isAfterDegree(i, next);
    }

    /** Recognizes "3/4: seen by cardiology". */
    private boolean isHeading(int i, int next) {
        return next < words.count && words.character(next) == ':' && context.startsEntry(i) && !isGrade(i);
    }

    /** Recognizes "Appendectomy 8/6", "bronchoscopy 3/9". */
    private boolean isProcedure(int i) {
        if (!words.isLetters(i)) {
            return false;
        }
        for (int n = 4; n <= 6 && n < words.length(i) - 2; n++) {
            if (PROCEDURES.get(words.hashOf(words.end[i] - n, words.end[i])) != IntTable.ABSENT) {
                return true;
            }
        }
        return false;
    }

    /** Recognizes "4/19 at 9:15", "1/8 at 10a", "3/7, 9 am", "6/8 AM". */
    private boolean isBeforeTime(int next) {
        if (next >= words.count || words.startsLine(next)) {
            return false;
        }
        if (words.isIn(next, HALVES) && words.length(next) == 2 && words.gap[next] == TextWords.ONE_SPACE) {
            return true;
        }
        int hour = words.isIn(next, AT) || words.character(next) == ',' ? next + 1 : next;
        if (hour == next
                || hour + 1 >= words.count
                || !words.isDigits(hour)
                || words.length(hour) > 2
                || words.value(hour) > 23) {
            return false;
        }
        boolean minutes = words.character(hour + 1) == ':'
                && words.isGlued(hour + 1)
                && hour + 2 < words.count
                && words.isDigits(hour + 2);
        boolean half = words.isIn(hour + 1, HALVES) && (words.length(hour + 1) == 2 || words.isGlued(hour + 1));
        return words.isIn(next, AT) && minutes || half;
    }

    /** Recognizes "LKW 8/23 0630", "Complete 10/1 0325", "f/u 1/13 9:20", "8/8 140pm". */
    private boolean isBeforeClock(int next) {
        if (next >= words.count
                || !words.isDigits(next)
                || words.gap[next] == TextWords.NO_GAP
                || words.startsLine(next)) {
            return false;
        }
        int after = next + 1;
        boolean minutes = after + 1 < words.count
                && words.character(after) == ':'
                && words.isGlued(after)
                && words.isGlued(after + 1)
                && words.isDigits(after + 1)
                && words.length(after + 1) == 2
                && words.value(after + 1) < 60;
        if (words.length(next) <= 2) {
            return minutes && words.value(next) < 24;
        }
        boolean clock = words.value(next) / 100 < 24 && words.value(next) % 100 < 60;
        boolean halves = after < words.count && words.isGlued(after) && words.isIn(after, HALVES);
        return clock
                && (halves
                        || words.length(next) == 4
                                && words.character(next) <= '2'
                                && !context.hasUnit(after)
                                && (after >= words.count
                                        || !words.isGlued(after)
                                        || ".,;)".indexOf(words.character(after)) >= 0));
    }

    /**
     * Returns whether the pair is at the end of a bracket after a name and a comma, or by itself after a result:
     * "(Mehrotra, 2/8)", "GBS POS (10/20)".
     */
    private boolean endsBracketOrResult(int i, int next) {
        if (i < 2 || next >= words.count || words.character(next) != ')' || words.startsLine(i)) {
            return false;
        }
        boolean result = words.character(i - 1) == '(' && words.isIn(i - 2, RESULTS);
        boolean name = i > 2
                && words.character(i - 1) == ','
                && words.shape[i - 2] == 1
                && words.isLetters(i - 2)
                && words.character(i - 3) == '(';
        return result || name;
    }

    /** Returns whether it is the day of a signature: "J. Quist-Arcton, OTR/L, 9/5.". */
    private boolean isAfterDegree(int i, int next) {
        if (i < 2 || words.character(i - 1) != ',' || words.startsLine(i) || !context.isClosed(next)) {
            return false;
        }
        boolean licensed =
                i > 3 && words.length(i - 2) == 1 && words.character(i - 3) == '/' && Degrees.isDegree(words, i - 4);
        return licensed || Degrees.isDegree(words, i - 2) && Degrees.isOnlyDegree(words, i - 2);
    }

    /**
     * Returns whether the pair is one end of "3/1–3/18" or "9/30 to 10/11": two days whose second numbers differ,
     * unlike those of two scores on one scale.
     */
    private boolean isRange(int i) {
        int end = i + 3;
        if (end + 3 < words.count && isRangeWord(end) && numbers.isDayAndMonth(end + 1)) {
            return isLater(i, end + 1) && (words.isDash(end) || followsFrom(i));
        }
        int before = i - 4;
        return before >= 0
                && isRangeWord(i - 1)
                && numbers.isDayAndMonth(before)
                && isLater(before, i)
                && (words.isDash(i - 1) || followsFrom(before));
    }

    private boolean isRangeWord(int i) {
        return words.isDash(i) || words.isIn(i, DateWords.THROUGH);
    }

    /** Returns whether a word for one end of a period is before the pair. */
    private boolean followsFrom(int i) {
        return i > 0 && words.isIn(i - 1, DateWords.SPAN_BEFORE);
    }

    /**
     * Returns whether the second of two pairs is a later day of the same year, and the two are not scores on one scale.
     */
    private boolean isLater(int one, int other) {
        int before = words.value(one) * 100 + words.value(one + 2);
        int after = words.value(other) * 100 + words.value(other + 2);
        return words.value(one + 2) != words.value(other + 2)
                && after > before
                && words.value(one) <= 12
                && words.value(other) <= 12
                && (Math.max(words.value(one + 2), words.value(other + 2)) > 10
                        || followsFrom(one) && words.value(one) > words.value(one + 2));
    }

    /** Returns whether the pair may be a grade: "4/5", "7/10". */
    private boolean isGrade(int i) {
        return words.value(i) <= words.value(i + 2) && (words.value(i + 2) <= 6 || words.value(i + 2) == 10);
    }
}
