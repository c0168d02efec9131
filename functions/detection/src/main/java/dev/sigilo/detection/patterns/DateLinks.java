package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.TextWords;
import java.util.List;

/**
 * Promotes words with the form of a date to a date because of the dates around them: in a list with one ("3/4, 3/5 and
 * 3/6/2019"), near one ("el día 11"), or in agreement with the others ("3/12 ... 3/14 ... 3/15").
 */
final class DateLinks {

    /** The most words between a day of a month and the date that names the month. */
    private static final int NEAR = 16;
    /** Fractions up to this denominator are more often scores. */
    private static final int SMALL_SCALE = 10;
    /**
     * The minimum number of different days in a course, and the maximum number of days between the first and the last.
     */
    private static final int COURSE = 3;

    private static final int LONGEST_COURSE = 10;
    /** The largest denominator of grades. */
    private static final int LARGEST_GRADE = 6;

    private final TextWords words;
    private final boolean spanish;
    private final DateContext context;
    private final DateNumbers numbers;
    private final List<DateCandidate> candidates;

    DateLinks(DateContext context, List<DateCandidate> candidates) {
        this.words = context.words;
        this.spanish = context.spanish;
        this.context = context;
        this.numbers = context.numbers;
        this.candidates = candidates;
    }

    /** Promotes open candidates and weekdays beside a date. Drops all candidates if none is a date. */
    void link() {
        boolean anyDate = false;
        for (DateCandidate candidate : candidates) {
            anyDate |= candidate.proof == DateProof.DATE;
        }
        if (!anyDate) {
            candidates.clear();
            return;
        }
        for (int k = 1; k < candidates.size(); k++) {
            linkTo(candidates.get(k), candidates.get(k - 1), k > 1 ? candidates.get(k - 2) : null);
        }
        for (int k = candidates.size() - 2; k >= 0; k--) {
            linkTo(candidates.get(k), candidates.get(k + 1), k + 2 < candidates.size() ? candidates.get(k + 2) : null);
        }
        daysNearDates();
    }

    /** Promotes days of a month that a nearby date names: "El día 11", "el 11". */
    private void daysNearDates() {
        int[] after = new int[candidates.size() + 1];
        after[candidates.size()] = Integer.MAX_VALUE;
        for (int k = candidates.size() - 1; k >= 0; k--) {
            after[k] = candidates.get(k).proof == DateProof.DATE ? candidates.get(k).from : after[k + 1];
        }
        int before = -NEAR - 1;
        for (int k = 0; k < candidates.size(); k++) {
            DateCandidate candidate = candidates.get(k);
            if (candidate.proof == DateProof.DATE) {
                before = candidate.to;
                continue;
            }
            boolean dayOnly = candidate.proof == DateProof.OPEN && candidate.to - candidate.from <= 2;
            boolean near = candidate.from - before <= NEAR || after[k] - NEAR <= candidate.to;
            boolean named = candidate.from > 0
                    && words.hash[candidate.from - 1] == DateForms.DAY_ES
                    && context.endsPhrase(candidate.to);
            if (dayOnly && near && (named || context.isClosed(candidate.to)) && !context.isScaled(candidate.from)) {
                candidate.proof = DateProof.DATE;
            }
        }
    }

    /** Promotes a candidate if the other one is a date beside it, or a weekday between it and a date. */
    private void linkTo(DateCandidate candidate, DateCandidate other, DateCandidate after) {
        if (candidate.proof == DateProof.DATE || candidate.proof == DateProof.NONE || !isBeside(candidate, other)) {
            return;
        }
        boolean throughWeekday = other.proof == DateProof.WEEKDAY
                && after != null
                && after.proof == DateProof.DATE
                && isBeside(other, after);
        if (other.proof == DateProof.DATE || throughWeekday && candidate.proof == DateProof.OPEN) {
            candidate.proof = DateProof.DATE;
        }
    }

    /** Returns whether only words and marks of a list are between two candidates. */
    private boolean isBeside(DateCandidate one, DateCandidate other) {
        int from = Math.min(one.to, other.to);
        int to = Math.max(one.from, other.from);
        if (isNextEntry(from, to) && !isScore(one) && !isScore(other)) {
            return true;
        }
        if (to - from > 4) {
            return false;
        }
        for (int i = from; i < to; i++) {
            boolean mark = words.isMark(i, ",;-–()&/");
            if (!mark
                    && !words.isIn(i, DateWords.JOINING)
                    && !words.isIn(i, DateContext.DATE_WORDS)
                    && !words.isIn(i, DateWords.THE)) {
                return false;
            }
        }
        return true;
    }

    /** Recognizes the ", out" in "chest tube 11/4, out 11/7". */
    private boolean isNextEntry(int from, int to) {
        return to == from + 2
                && (words.character(from) == ',' || words.character(from) == ';')
                && words.shape[from + 1] == 0
                && words.isLetters(from + 1)
                && !words.startsLine(from + 1)
                && !words.isIn(from + 1, DateContext.SCALED);
    }

    /**
     * Returns whether a pair may be a score of five or ten points, whose list proves nothing: "sleep 3/10, mood 4/10".
     */
    private boolean isScore(DateCandidate pair) {
        int second = pair.to - 1;
        return pair.to - pair.from == 3
                && words.isDigits(second)
                && (words.value(second) == 5 || words.value(second) == 10);
    }

    /**
     * Promotes pairs of numbers that agree with each other: three or more different days of one month, at most ten days
     * apart and above most scales, are dates and not scores. English only, where the month comes first.
     */
    private void promoteCourses() {
        int[] days = new int[13];
        for (DateCandidate candidate : candidates) {
            if (isOpenDay(candidate)) {
                days[words.value(candidate.from)] |= 1 << words.value(candidate.from + 2);
            }
        }
        for (DateCandidate candidate : candidates) {
            int month = isOpenDay(candidate) ? days[words.value(candidate.from)] : 0;
            int last = Integer.numberOfTrailingZeros(Integer.highestOneBit(month));
            if (Integer.bitCount(month) >= COURSE && last - Integer.numberOfTrailingZeros(month) <= LONGEST_COURSE) {
                candidate.proof = DateProof.DATE;
            }
        }
    }

    /**
     * Returns whether a candidate is a month and a day that is larger than most scales and is not a common denominator.
     */
    private boolean isOpenDay(DateCandidate candidate) {
        int i = candidate.from;
        return candidate.proof == DateProof.OPEN
                && candidate.to == i + 3
                && numbers.isDayAndMonth(i)
                && words.value(i) <= 12
                && words.value(i + 2) > LARGEST_GRADE
                && words.value(i + 2) != SMALL_SCALE
                && !words.isIn(i + 2, PairProofs.DENOMINATORS);
    }

    /**
     * Promotes pairs of numbers that agree with a proven date: the month is the same or a neighbouring one, and the day
     * is larger than most scales or smaller than the month, so the pair is not a score. English only, where the month
     * comes first.
     */
    void promoteAgreeing() {
        if (spanish) {
            return;
        }
        promoteCourses();
        boolean[] months = new boolean[14];
        boolean any = false;
        for (DateCandidate candidate : candidates) {
            if (candidate.proof == DateProof.DATE
                    && numbers.isDayAndMonth(candidate.from)
                    && words.value(candidate.from) <= 12) {
                months[words.value(candidate.from)] = true;
                any = true;
            }
        }
        if (!any) {
            return;
        }
        months[0] = months[12];
        months[13] = months[1];
        for (DateCandidate candidate : candidates) {
            int i = candidate.from;
            if (candidate.proof == DateProof.OPEN
                    && candidate.to == i + 3
                    && numbers.isDayAndMonth(i)
                    && words.value(i) <= 12
                    && (words.value(i + 2) > SMALL_SCALE || words.value(i) > words.value(i + 2))) {
                int month = words.value(i);
                boolean near = months[month] || months[month - 1] || months[month + 1];
                if (words.isIn(i + 2, PairProofs.DENOMINATORS) ? months[month] : near) {
                    candidate.proof = DateProof.DATE;
                }
            }
        }
    }
}
