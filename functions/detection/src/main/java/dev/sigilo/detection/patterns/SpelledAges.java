package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;

/**
 * Recognizes ages of 90 and over in words: "ninety-two years old", "noventa y siete años", "nonagenarian", "in her
 * nineties".
 */
final class SpelledAges {

    /** Words for people of 90 and over. */
    private static final IntTable OLDEST_PERSONS = IntTable.words("""
            nonagenarian nonagenarians centenarian centenarians supercentenarian nonagenaria nonagenario
            nonagenarias nonagenarios centenaria centenario centenarias centenarios""");

    private static final IntTable NINETY = IntTable.words("ninety noventa");
    private static final IntTable NINETIETH = IntTable.words("ninetieth hundredth nonagesimo centesimo");
    private static final IntTable HUNDRED = IntTable.words("hundred cien ciento");
    private static final IntTable ONES = IntTable.words("""
            one two three four five six seven eight nine ten eleven twelve uno un una dos tres cuatro cinco seis
            siete ocho nueve diez once doce first second third fourth fifth sixth seventh eighth ninth""");
    private static final IntTable NINETIES = IntTable.words("nineties noventas");
    /** Words before "nineties" that make it an age. */
    private static final IntTable OWNED = IntTable.words("her his their early mid late upper");

    private static final int A = Hashes.folded("a");
    private static final int Y = Hashes.folded("y");
    private static final int ONE = Hashes.folded("one");

    private final TextWords words;
    private final AgeContext context;

    SpelledAges(AgeContext context) {
        this.words = context.words;
        this.context = context;
    }

    /** Returns the word after the age that begins here, or {@code i}. */
    int end(int i) {
        if (words.isIn(i, OLDEST_PERSONS)) {
            return i + 1;
        }
        if (words.isIn(i, NINETIES)) {
            return i > 0 && words.isIn(i - 1, OWNED) ? i + 1 : i;
        }
        int end = number(i);
        if (end == i) {
            return i;
        }
        if (context.isBirthday(end)) {
            return end + 1;
        }
        int k = end;
        k += k < words.count && words.isDash(k) ? 1 : 0;
        if (k < words.count && !words.startsLine(k) && context.isYears(k)) {
            return context.isLasting(i, k) ? i : end;
        }
        int before = context.before(i);
        boolean introduced = before >= 0 && context.introducesWords(before, end);
        return introduced && !(end < words.count && context.isUnit(end)) ? end : i;
    }

    /**
     * Recognizes "ninety-five", "noventa y siete", "one hundred and two", "ciento uno", "ninety-fifth"; returns the
     * word after it.
     */
    private int number(int i) {
        int k = i;
        if (words.isIn(k, NINETIETH)) {
            return k + 1;
        }
        if (words.isIn(k, NINETY)) {
            k++;
            int one = k;
            one += one < words.count && (words.isDash(one) || words.hash[one] == Y) ? 1 : 0;
            return one < words.count && words.isIn(one, ONES) && !words.startsLine(one) ? one + 1 : k;
        }
        k += (words.hash[k] == ONE || words.hash[k] == A) && k + 1 < words.count ? 1 : 0;
        if (!words.isIn(k, HUNDRED)) {
            return i;
        }
        k++;
        int one = k;
        one += one < words.count && context.isConjunction(one) ? 1 : 0;
        return one < words.count && words.isIn(one, ONES) ? one + 1 : k;
    }
}
