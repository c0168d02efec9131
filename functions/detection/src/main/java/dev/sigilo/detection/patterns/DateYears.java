package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;

/** Recognizes years: after a month, a season or another date, or introduced by the preceding word. */
final class DateYears {

    /** Words before a year. */
    private static final IntTable YEAR_BEFORE = IntTable.words("""
            in by since of from before after around circa until till early late mid through en desde hasta during
            between year years to and en de del durante ano anos entre y a about approximately el al""");

    private static final IntTable REFERRING = IntTable.words("this last that next the same este ese pasado mismo");
    private static final IntTable YEAR = IntTable.words("year ano");

    private final DateContext context;
    private final TextWords words;
    private final DateNumbers numbers;

    DateYears(DateContext context) {
        this.context = context;
        this.words = context.words;
        this.numbers = context.numbers;
    }

    /** Returns the word after the year that belongs to the month or day before this word, or {@code end}. */
    int year(int end) {
        return Math.abs(yearOrReference(end));
    }

    /**
     * Returns the word after "of 2006" or "'06", or {@code end} if neither is here; {@code -end} for "of this year",
     * which proves a month without naming its year.
     */
    int yearOrReference(int end) {
        int k = end;
        if (k < words.count
                && words.character(k) == ','
                && k + 1 < words.count
                && (words.isIn(k + 1, DateWords.PARTICLES) || numbers.isYear(k + 1))) {
            k++;
        }
        if (k >= words.count || words.startsLine(k) && !words.isIn(k, DateWords.PARTICLES)) {
            return end;
        }
        k += words.isIn(k, DateWords.PARTICLES) ? 1 : 0;
        if (k < words.count
                && (words.character(k) == '\'' || words.character(k) == '’')
                && k + 1 < words.count
                && words.isDigits(k + 1)
                && words.length(k + 1) == 2
                && words.isGlued(k + 1)) {
            return k + 2;
        }
        if (k < words.count
                && numbers.isYear(k)
                && (k > end || words.gap[k] != TextWords.NEW_LINE)
                && !(k + 1 < words.count && context.hasUnit(k + 1))) {
            return k + 1;
        }
        int year = k;
        while (year < words.count && year - k < 2 && words.isIn(year, REFERRING)) {
            year++;
        }
        return year > k && k > end && year < words.count && words.isIn(year, YEAR) ? -end : end;
    }

    /** Returns whether the word is a year and the preceding word or brackets around it show that. */
    boolean isNamed(int i) {
        if (!numbers.isYear(i)
                || i + 1 < words.count
                        && (context.isUnit(i + 1)
                                || words.isGlued(i + 1) && "/%".indexOf(words.character(i + 1)) >= 0)) {
            return false;
        }
        int before = i - 1;
        while (before >= 0 && i - before < 3 && words.isMark(before, "('`´’")) {
            before--;
        }
        boolean inBrackets = i > 0
                && words.character(i - 1) == '('
                && i + 1 < words.count
                && (words.character(i + 1) == ')'
                        || words.character(i + 1) == ','
                        || words.isIn(i + 1, DateWords.JOINING) && i + 2 < words.count && numbers.isYear(i + 2));
        return inBrackets || before >= 0 && words.isIn(before, YEAR_BEFORE);
    }
}
