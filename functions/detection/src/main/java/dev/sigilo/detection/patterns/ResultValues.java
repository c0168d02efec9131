package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;

/**
 * Reads the value after the name of a result: a number with its parts, its unit, and further values of the same result.
 */
final class ResultValues {

    private static final int MOST_NUMBER_WORDS = 9;
    /** A longer number is an identifier. */
    private static final int MOST_DIGITS = 8;

    private static final int MOST_LISTED = 40;
    private static final int MOST_UNIT_WORDS = 8;
    private static final String HYPHENS = "-–";
    private static final int TELEPHONE_DIGITS = 7;
    private static final IntTable UNITS = IntTable.words("""
            mg mcg ug µg g kg gr grs gram grams gramo gramos ml dl l cl mm cm m ui iu u miu uiu mui meq mmol mmhg
            lpm bpm units unidades unit mgy msv hz khz mhz ghz ng pg kcal cc french ch gy cgy mbq gbq mci bq ci kev
            mev fl µl umol µmol pmol nmol mosm mm3 mos copies copias minutes minute minutos minuto min mins seconds
            second sec secs segundos hours hour hrs hr horas hora days dias week weeks wk wks semanas semana sem
            months month meses mes beats latidos rpm breaths respiraciones degrees grados cmh2o joules volts ppm
            pulsaciones puffs tablets tablet tabs tab comprimidos comprimido caps capsules capsulas gotas drops
            cigarettes cigarrillos packs pack paquetes paquete vials vial reps times veces lead leads lb lbs pound
            pounds ounces ounce oz inches inch pulgadas feet diopter diopters dioptrias gauge per percent percentil
            percentile kv kvp ma mas mv msec ms cells celulas hpf cpc x10 lit litros litres liters polys segs
            lymphs lymphocytes bands monocytes eosinophils neutrophils linfocitos calorie calories calorias
            kilocalorias atmospheres atmosferas atm joule fingerbreadth foot mmhg mcgs units/l fps ptos puntos
            points dpt mts""");
    /** Words between the values of a list. */
    private static final IntTable AND = IntTable.words("and y e or o to a through vs then versus");

    private final TextWords words;
    private final byte[] dateMarks;

    /**
     * Reads values of these words.
     *
     * @param dateMarks as {@link DatePatterns#marks} returns them
     */
    ResultValues(TextWords words, byte[] dateMarks) {
        this.words = words;
        this.dateMarks = dateMarks;
    }

    /**
     * Returns the word after a number with its parts ("4.1", "120/80", "150 - 400", "2,5"), or {@code i} for a date and
     * for a possible telephone number.
     */
    int number(int i) {
        if (i >= words.count || !words.isDigits(i) || words.startsLine(i) && i > 0 || isWholeDate(i)) {
            return i;
        }
        int k = i;
        int groups = 0;
        int digits = 0;
        int hyphens = 0;
        while (k < words.count && k - i < MOST_NUMBER_WORDS && !(k > i && words.startsLine(k))) {
            if (words.isDigits(k) && (k == i || words.kind[k - 1] == TextWords.OTHER)) {
                groups++;
                digits += words.length(k);
                k++;
            } else if (k > i && isBetweenParts(k)) {
                hyphens += isHyphen(k) ? 1 : 0;
                k++;
            } else {
                break;
            }
        }
        boolean telephone = hyphens > 1 && digits >= TELEPHONE_DIGITS
                || hyphens == 1 && digits > MOST_DIGITS
                || groups == 1 && digits > MOST_DIGITS;
        return telephone ? i : k;
    }

    private boolean isBetweenParts(int k) {
        if (!words.isMark(k, ".,/-–x×^+") || k + 1 >= words.count || !words.isDigits(k + 1) || !words.isDigits(k - 1)) {
            return false;
        }
        return words.isGlued(k) && words.isGlued(k + 1)
                || isHyphen(k) && words.gap[k] == TextWords.ONE_SPACE && words.gap[k + 1] == TextWords.ONE_SPACE;
    }

    private boolean isHyphen(int k) {
        return HYPHENS.indexOf(words.character(k)) >= 0;
    }

    /**
     * Returns whether a date with a day and a year begins here, or one with day, month and year, which is not a result.
     */
    boolean isWholeDate(int i) {
        if (dateMarks[i] != 1) {
            return false;
        }
        int numbers = 0;
        int digits = 0;
        int k = i;
        while (k < words.count && (k == i || dateMarks[k] == 2)) {
            if (words.isDigits(k)) {
                numbers++;
                digits += words.length(k);
            } else if (words.isLetters(k)) {
                return true;
            }
            k++;
        }
        return numbers >= 3 || numbers == 2 && digits >= 5;
    }

    /** Returns whether the word is part of a date. */
    boolean isInDate(int i) {
        return dateMarks[i] != 0;
    }

    /** Returns whether the word is a unit of results, doses or measures. */
    boolean isUnit(int k) {
        return words.isIn(k, UNITS);
    }

    /** Returns whether the word with this hash is such a unit. */
    static boolean isUnitHash(int hash) {
        return UNITS.get(hash) != IntTable.ABSENT;
    }

    /** Returns whether the word joins the values of a list. */
    boolean isAnd(int k) {
        return words.isIn(k, AND);
    }

    /** Returns the word after the unit that begins here, or {@code i}. */
    int unit(int i) {
        int k = i;
        while (k < words.count
                && k - i < MOST_UNIT_WORDS
                && !words.startsLine(k)
                && words.gap[k] <= TextWords.ONE_SPACE
                && (words.isLetters(k) && isUnit(k) && !isNextResult(k)
                        || words.character(k) == '%'
                        || (words.character(k) == '/' || words.character(k) == '^') && words.isGlued(k)
                        || words.isDigits(k) && k > i && words.isGlued(k))) {
            k++;
        }
        return k;
    }

    /** Returns the word after further values of the same result, as in "83, 84, 87 and 90", or {@code from}. */
    int listEnd(int from) {
        int end = from;
        for (int n = 0; n < MOST_LISTED; n++) {
            int k = end;
            while (k < words.count
                    && k - end < 2
                    && !words.startsLine(k)
                    && (words.character(k) == ','
                            || words.isLetters(k) && isAnd(k)
                            || words.character(k) == '/'
                            || words.character(k) == '-' && !words.isGlued(k))) {
                k++;
            }
            int next = k > end ? number(k) : k;
            if (next == k
                    || digits(k, next) > MOST_DIGITS
                    || next < words.count
                            && words.isLetters(next)
                            && words.gap[next] == TextWords.ONE_SPACE
                            && words.isCapitalised(next)
                            && words.shape[next] == 1) {
                return end;
            }
            end = unit(next);
        }
        return end;
    }

    /** Returns whether the word is the name of the next result: chloride, not centilitres, in "K 4.1 Cl 101". */
    boolean isNextResult(int k) {
        return words.shape[k] == 1 && k + 1 < words.count && words.isDigits(k + 1);
    }

    /** Returns how many digits the words have. */
    int digits(int from, int to) {
        int digits = 0;
        for (int k = from; k < Math.min(to, words.count); k++) {
            digits += words.isDigits(k) ? words.length(k) : 0;
        }
        return digits;
    }
}
