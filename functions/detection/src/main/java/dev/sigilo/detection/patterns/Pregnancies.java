package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;

/** Gestations and births: "24 2/7 weeks", "G3P2002". */
final class Pregnancies {

    private static final int GESTATIONS = Hashes.folded("g");
    private static final IntTable WEEKS = IntTable.words("week weeks wk wks w semanas semana sem sg");
    /** Abbreviations of pregnancies, births, abortions and living children. */
    private static final IntTable PARITY = IntTable.words("g p a c l ab sab tab tpal m para");

    private final TextWords words;
    private final ResultValues values;

    Pregnancies(TextWords words, ResultValues values) {
        this.words = words;
        this.values = values;
    }

    /** Returns the word after a gestation ("24 2/7 weeks", "31+5 semanas", "39+4/7"), or {@code i}. */
    int gestation(int i) {
        if (words.length(i) > 2) {
            return i;
        }
        int k = i + 1;
        if (k + 2 < words.count
                && words.isDigits(k)
                && words.length(k) == 1
                && words.character(k + 1) == '/'
                && words.character(k + 2) == '7'
                && words.length(k + 2) == 1) {
            k += 3;
        } else if (k + 1 < words.count
                && words.character(k) == '+'
                && words.isDigits(k + 1)
                && words.length(k + 1) == 1) {
            k += 2;
            if (k + 1 < words.count && words.character(k) == '/' && words.character(k + 1) == '7') {
                k += 2;
            } else if (!(k < words.count && words.isLetters(k) && words.isIn(k, WEEKS))) {
                return i;
            }
        } else {
            return i;
        }
        return k < words.count && words.isLetters(k) && words.isIn(k, WEEKS) && !words.startsLine(k) ? k + 1 : k;
    }

    /** Returns the word after pregnancies and births ("G3P2002", "G2 P1-0-1-1", "G3 P2 A1"), or {@code i}. */
    int parity(int i) {
        if (words.shape[i] != 3
                || words.character(i) != 'G'
                || i + 2 >= words.count
                || !words.isDigits(i + 1)
                || words.length(i + 1) > 2
                || !words.isGlued(i + 1)) {
            return i;
        }
        int k = i + 2;
        boolean births = false;
        while (k + 1 < words.count && k - i < 16 && !words.startsLine(k)) {
            int part = words.character(k) == ',' ? k + 1 : k;
            if (part + 1 >= words.count
                    || !words.isLetters(part)
                    || !words.isIn(part, PARITY)
                    || !words.isDigits(part + 1)
                    || words.length(part + 1) > 4) {
                break;
            }
            births |= words.hash[part] != GESTATIONS;
            k = values.number(part + 1);
            k = k == part + 1 ? part + 2 : k;
            // "2-0-0-2" has too many hyphens to be a result.
            while (k + 1 < words.count
                    && words.character(k) == '-'
                    && words.isDigits(k + 1)
                    && words.length(k + 1) == 1) {
                k += 2;
            }
        }
        return births ? k : i;
    }
}
