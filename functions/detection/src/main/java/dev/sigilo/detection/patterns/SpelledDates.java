package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.detection.words.WordClasses;

/**
 * Recognizes dates whose day or year is in words, and seasons: "third of March", "dos de mayo de mil novecientos",
 * "last spring".
 */
final class SpelledDates {

    private static final IntTable SEASONS = IntTable.words("""
            spring summer autumn winter primavera verano otono invierno""");
    private static final int FALL = Hashes.folded("fall");
    private static final IntTable SEASON_BEFORE = IntTable.words("""
            last this next past previous early late mid pasado pasada proximo proxima ultimo ultima este esta since
            until during durante desde hasta""");
    private static final IntTable SEASON_AFTER = IntTable.words("pasado pasada proximo proxima");
    private static final IntTable ORDINALS = IntTable.words("""
            first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
            fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth""");
    private static final IntTable TENS = IntTable.words("twenty thirty");
    private static final IntTable DAYS_ES = IntTable.words("""
            uno primero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis
            diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco
            veintiseis veintisiete veintiocho veintinueve treinta""");
    private static final IntTable YEAR_WORDS = IntTable.words("""
            mil dos novecientos ochocientos nineteen two thousand hundred twenty and y cero oh uno un tres cuatro
            cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho
            diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis treinta cuarenta
            cincuenta sesenta setenta ochenta noventa one three four five six seven eight nine ten eleven twelve
            thirteen fourteen fifteen sixteen seventeen eighteen thirty forty fifty sixty seventy eighty ninety""");
    private static final IntTable YEAR_STARTS = IntTable.words("mil dos nineteen twenty two");

    private final TextWords words;
    private final DateYears years;

    SpelledDates(DateContext context, DateYears years) {
        this.words = context.words;
        this.years = years;
    }

    /** Returns the word after the season that begins at this word and is a specific one, or {@code i}. */
    int season(int i) {
        boolean fall = words.hash[i] == FALL;
        if (!fall && !words.isIn(i, SEASONS)) {
            return i;
        }
        int year = years.yearOrReference(i + 1);
        if (year != i + 1) {
            return Math.abs(year);
        }
        if (fall) {
            return i;
        }
        if (i + 1 < words.count && words.isIn(i + 1, SEASON_AFTER)) {
            return i + 2;
        }
        int before = i - 1;
        before -= before > 0 && words.isIn(before, DateWords.THE) ? 1 : 0;
        return before >= 0 && words.isIn(before, SEASON_BEFORE) ? i + 1 : i;
    }

    /**
     * Returns the word after a date in words, or {@code i}: "uno de mayo de mil novecientos cincuenta y dos", "third of
     * March", "twenty-first of June, nineteen ninety".
     */
    int day(int i) {
        int k = i;
        if (words.isIn(k, DAYS_ES) && words.wordClass[i] != WordClasses.WEEKDAY) {
            k++;
            if (k + 1 < words.count
                    && words.character(k) == 'y'
                    && words.length(k) == 1
                    && words.isIn(k + 1, DAYS_ES)) {
                k += 2;
            }
        } else if (words.isIn(k, TENS)
                && k + 2 < words.count
                && (words.character(k + 1) == '-' && words.isIn(k + 2, ORDINALS))) {
            k += 3;
        } else if (words.isIn(k, TENS) && k + 1 < words.count && words.isIn(k + 1, ORDINALS)) {
            k += 2;
        } else if (words.isIn(k, ORDINALS)) {
            k++;
        }
        if (k == i) {
            return monthFirst(i);
        }
        boolean ofMonth = k + 1 < words.count
                && words.isIn(k, DateWords.PARTICLES)
                && words.wordClass[k + 1] == WordClasses.MONTH
                && WordClasses.isWholeMonth(words.hash[k + 1]);
        return ofMonth ? yearInWords(k + 2) : i;
    }

    /** Recognizes "March the third", "June twenty-first, nineteen ninety", "March nineteen ninety". */
    private int monthFirst(int i) {
        if (words.wordClass[i] != WordClasses.MONTH
                || !words.isCapitalised(i)
                || !WordClasses.isWholeMonth(words.hash[i])
                || i + 1 >= words.count) {
            return i;
        }
        int k = i + 1;
        k += words.hash[k] == DateWords.THE_EN && k + 1 < words.count ? 1 : 0;
        if (words.isIn(k, ORDINALS)) {
            return yearInWords(k + 1);
        }
        if (words.isIn(k, TENS)
                && k + 2 < words.count
                && words.character(k + 1) == '-'
                && words.isIn(k + 2, ORDINALS)) {
            return yearInWords(k + 3);
        }
        int year = yearInWords(k);
        return year > k ? year : i;
    }

    /** Returns the word after the year, in digits or words, that may follow a month; {@code k} if there is none. */
    private int yearInWords(int k) {
        int year = years.year(k);
        if (year > k) {
            return year;
        }
        int i = k;
        while (i < words.count && i - k < 2 && (words.character(i) == ',' || words.isIn(i, DateWords.PARTICLES))) {
            i++;
        }
        if (i >= words.count || !words.isIn(i, YEAR_STARTS)) {
            return k;
        }
        int end = i;
        while (end < words.count
                && end - i < 9
                && (words.isIn(end, YEAR_WORDS) || words.character(end) == '-' && end > i)) {
            end++;
        }
        return end - i >= 2 ? end : k;
    }
}
