package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;

/**
 * Recognizes numbers with slashes between them that are not the usual form of a whole date: "3/4", "11/2015",
 * "08/23/207", "1/12-15/93".
 */
final class SlashedNumbers {

    /** Years of "11/2015": 1/2048 is a titre. */
    private static final int EARLIEST_YEAR = 1900;

    private static final int LATEST_YEAR = 2039;
    /** British notes write "in 1/52" for "in one week". */
    private static final int WEEKS_OF_YEAR = 52;
    /** Words before a period. */
    private static final IntTable HOW_LONG = IntTable.words("in for x over every");

    private final TextWords words;
    private final DateContext context;
    private final DateNumbers numbers;
    private final PairProofs pairs;

    SlashedNumbers(DateContext context, PairProofs pairs) {
        this.words = context.words;
        this.context = context;
        this.numbers = context.numbers;
        this.pairs = pairs;
    }

    /** Returns the candidate that begins at this word, the first of two numbers with a slash between them. */
    DateCandidate candidate(int i) {
        int next = i + 3;
        boolean dayAndMonth = numbers.isDayAndMonth(i);
        boolean third = isNumberAfterMark(next);
        boolean fourth = third && isNumberAfterMark(next + 2);
        if (third && words.character(next) == '/') {
            boolean date = isThreePartDate(i, dayAndMonth, fourth && words.character(next + 2) == '/');
            return new DateCandidate(i, next + 2, date ? DateProof.DATE : DateProof.NONE);
        }
        boolean twoDays = fourth
                && words.isDash(next)
                && words.character(next + 2) == '/'
                && dayAndMonth
                && numbers.isDay(next + 1);
        if (twoDays && words.length(next + 3) == 2 && words.value(next + 3) > 31) {
            // "1/12-15/93": the days of a month, then the year.
            return new DateCandidate(i, next + 4, DateProof.DATE);
        }
        if (twoDays && next + 5 < words.count && words.character(next + 4) == '/' && words.isGlued(next + 5)) {
            // "5/3-5/9/2018": the second date has the year.
            return new DateCandidate(i, next, DateProof.DATE);
        }
        if (isMeasure(next, third)) {
            return new DateCandidate(i, next, DateProof.NONE);
        }
        if (words.length(i + 2) == 4) {
            return new DateCandidate(i, next, isMonthAndYear(i) ? DateProof.DATE : DateProof.NONE);
        }
        int first = words.value(i);
        boolean weeks = words.value(i + 2) == WEEKS_OF_YEAR && i > 0 && words.isIn(i - 1, HOW_LONG);
        boolean monthAndYear = first >= 1 && first <= 12 && words.length(i + 2) == 2 && !weeks;
        boolean continued = next < words.count && words.isGlued(next) && words.isLetters(next);
        if (isToothDepth(i, next, third) || words.length(i + 2) > 2 || !dayAndMonth && !monthAndYear || continued) {
            return new DateCandidate(i, next, DateProof.NONE);
        }
        return new DateCandidate(i, next, pairs.proof(i, dayAndMonth, monthAndYear));
    }

    private boolean isNumberAfterMark(int mark) {
        return mark + 1 < words.count && words.isGlued(mark) && words.isGlued(mark + 1) && words.isDigits(mark + 1);
    }

    /** Recognizes a year with a digit too few or too many, "08/23/207", and "5/9/2018" after "5/3-". */
    private boolean isThreePartDate(int i, boolean dayAndMonth, boolean hasFourthPart) {
        int year = i + 4;
        boolean slip = !hasFourthPart
                && words.length(i + 2) <= 3
                && (words.length(year) == 3 && dayAndMonth
                        || numbers.isYear(year) && words.value(year) >= EARLIEST_YEAR);
        boolean range = i > 0
                && words.isGlued(i)
                && words.isDash(i - 1)
                && dayAndMonth
                && (numbers.isYear(year) || words.length(year) == 2);
        return slip || range;
    }

    /** Recognizes "5/80/-1" (dilation, effacement and station of a birth), "3/4.5", "1/2%". */
    private boolean isMeasure(int next, boolean third) {
        if (next >= words.count) {
            return false;
        }
        boolean station = next + 1 < words.count
                && words.character(next) == '/'
                && words.isGlued(next)
                && words.isGlued(next + 1)
                && "-+".indexOf(words.character(next + 1)) >= 0;
        return station || third && words.character(next) == '.' || words.isGlued(next) && words.character(next) == '%';
    }

    /** Recognizes "11/2015". */
    private boolean isMonthAndYear(int i) {
        int month = words.value(i);
        int year = words.value(i + 2);
        if (month < 1
                || month > 12
                || !numbers.isYear(i + 2)
                || year < EARLIEST_YEAR
                || year > LATEST_YEAR
                || context.hasUnit(i + 3)) {
            return false;
        }
        int before = context.wordBefore(i);
        return numbers.isPadded(i)
                || !context.isScaled(i)
                || context.followsDateWord(i)
                || context.followsEvent(i)
                || before >= 0 && words.isIn(before, DateWords.MONTH_BEFORE);
    }

    /** Recognizes pocket depths of a tooth: "3-3-4/3-3-9". */
    private boolean isToothDepth(int i, int next, boolean third) {
        return third
                && words.isDash(next)
                && i > 1
                && words.isGlued(i)
                && words.isDash(i - 1)
                && words.isGlued(i - 1)
                && words.isDigits(i - 2);
    }
}
