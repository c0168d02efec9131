package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes scores, vertebral levels, stages, doses and measurements, which a model trained on addresses may mistake for
 * one: "Lung-RADS 3, T12-L1", "Gleason 3+4=7", "pT2N1M0", "850 mg". They identify no person.
 */
public final class ClinicalTerms {

    private static final IntTable UNITS =
            IntTable.words("mg mcg ug µg g kg ml dl l cl mm cm m ui iu meq mmol mmhg lpm bpm units unidades mgy "
                    + "msv hz khz mhz ng pg kcal cc fr ch gy miu mbq mci gbq copies copias cfu ufc mmhg kgm2 hu u uds");

    private static final int G = Hashes.folded("g");
    private static final int P = Hashes.folded("p");

    private final TextWords words;
    private final ClinicalScales scales;
    private final ClinicalValues clinicalValues;

    private ClinicalTerms(TextWords words, ClinicalValues clinicalValues) {
        this.words = words;
        this.scales = new ClinicalScales(words);
        this.clinicalValues = clinicalValues;
    }

    /**
     * Returns the spans without such terms at their ends, without clinical values of the patient anywhere in them, and
     * without spans that contain nothing else.
     */
    public static List<Span> without(List<Span> spans, TextWords words, ClinicalValues clinicalValues) {
        ClinicalTerms terms = new ClinicalTerms(words, clinicalValues);
        List<Span> kept = new ArrayList<>(spans.size());
        int word = 0;
        for (Span span : spans) {
            word = words.endingAfter(word, span.start());
            boolean scoreAlone = span.type() == IdentifierType.AGE || span.type() == IdentifierType.DATE;
            if (span.type() == IdentifierType.DATE && clinicalValues.coversAll(span, word)) {
                continue;
            }
            if (scoreAlone && !terms.isScore(span, word) || !scoreAlone && !mayContainTerms(span.type())) {
                kept.add(span);
            } else if (!scoreAlone) {
                terms.trim(span, word, kept);
            }
        }
        return kept;
    }

    /**
     * Returns whether spans of the type may contain such terms. Numbers that are proven by their form, and types
     * without numbers, need no check.
     */
    private static boolean mayContainTerms(IdentifierType type) {
        return switch (type) {
            case STREET,
                    TERRITORY,
                    ZIP,
                    HOSPITAL,
                    HEALTH_CENTER,
                    INSTITUTION,
                    PATIENT_NAME,
                    STAFF_NAME,
                    PHONE,
                    ID_PATIENT,
                    FAX,
                    ID_CONTACT,
                    ID_INSURANCE,
                    ID_STAFF,
                    DEVICE,
                    VEHICLE,
                    OTHER,
                    LICENSE,
                    PASSPORT,
                    NATIONAL_ID,
                    ACCOUNT,
                    SSN -> true;
            default -> false;
        };
    }

    /** Returns whether a span is the score of a scale that is named before it: "Mini-Mental 27/30". */
    private boolean isScore(Span span, int first) {
        int end = scaleOver(first);
        return end > first && words.end[end - 1] >= span.end();
    }

    /** Returns the word after the scale that begins before this word and includes it, or the word itself. */
    private int scaleOver(int i) {
        if (i > 0
                && i < words.count
                && words.isDigits(i - 1)
                && words.gap[i] <= TextWords.ONE_SPACE
                && isLetters(i)
                && words.isIn(i, UNITS)
                && words.length(i) > 1) {
            return i + 1;
        }
        for (int k = Math.max(0, i - ClinicalScales.MOST_WORDS); k < i; k++) {
            int end = Math.max(scales.end(k), births(k));
            if (end > i) {
                return end;
            }
        }
        return i;
    }

    private void trim(Span span, int firstWord, List<Span> kept) {
        int from = firstWord;
        int to = from;
        while (to < words.count && words.start[to] < span.end()) {
            to++;
        }
        int keepFrom = -1;
        int keepTo = -1;
        boolean cut = false;
        int i = scaleOver(from);
        while (i < to) {
            int end = Math.max(term(i), i);
            if (end > i && clinicalValues.covers(i) && keepFrom >= 0) {
                // Clinical values of the patient in the middle: the words before them are a separate span.
                keep(span, from, to, keepFrom, keepTo, kept);
                keepFrom = -1;
                cut = true;
            }
            if (end == i) {
                if (words.kind[i] != TextWords.OTHER) {
                    keepFrom = keepFrom < 0 ? i : keepFrom;
                    keepTo = i + 1;
                }
                i++;
            } else {
                i = end;
            }
        }
        if (!cut && (keepFrom == from && keepTo == to || from == to)) {
            kept.add(span);
        } else {
            keep(span, from, to, keepFrom, keepTo, kept);
        }
    }

    /** Keeps the rest of a span between two terms, if it can be an identifier. */
    private void keep(Span span, int from, int to, int keepFrom, int keepTo, List<Span> kept) {
        if (keepFrom >= 0 && !isInSmallLetters(keepFrom, keepTo)) {
            // A mark at the end, such as the period of "Inc.", stays if nothing was removed there.
            int start = words.start[keepFrom];
            int end = isMarkOnly(keepTo, to) ? span.end() : words.end[keepTo - 1];
            kept.add(new Span(
                    Math.max(span.start(), keepFrom == firstLetterOrDigit(from, to) ? span.start() : start),
                    end,
                    span.type()));
        }
    }

    /**
     * Returns whether the rest between two terms is only words in lower case, such as "and", and therefore not a name.
     */
    private boolean isInSmallLetters(int from, int to) {
        for (int i = from; i < to; i++) {
            if (words.kind[i] != TextWords.OTHER && (!words.isLetters(i) || words.shape[i] != 0)) {
                return false;
            }
        }
        return true;
    }

    private boolean isMarkOnly(int from, int to) {
        for (int i = from; i < to; i++) {
            if (words.kind[i] != TextWords.OTHER) {
                return false;
            }
        }
        return true;
    }

    private int firstLetterOrDigit(int from, int to) {
        int i = from;
        while (i < to && words.kind[i] == TextWords.OTHER) {
            i++;
        }
        return i;
    }

    /** Returns the word after the term that begins at this one, or {@code i}. */
    private int term(int i) {
        int end = scales.end(i);
        end = end > i ? end : levels(i);
        end = end > i ? end : stage(i);
        end = end > i ? end : comaResponses(i);
        end = end > i ? end : births(i);
        end = end > i ? end : gestation(i);
        return end > i ? end : measure(i);
    }

    /** Recognizes "T12-L1", "L4/5", "C7". */
    private int levels(int i) {
        int end = level(i);
        if (end == i) {
            return i;
        }
        if (end + 1 < words.count && "-/".indexOf(words.character(end)) >= 0 && words.isGlued(end)) {
            int next = level(end + 1);
            if (next > end + 1) {
                return next;
            }
            return words.isDigits(end + 1) && words.length(end + 1) <= 2 && words.isGlued(end + 1) ? end + 2 : end;
        }
        return end;
    }

    private int level(int i) {
        boolean letter =
                i + 1 < words.count && isLetters(i) && words.length(i) == 1 && "CTDLS".indexOf(words.character(i)) >= 0;
        return letter
                        && words.isDigits(i + 1)
                        && words.length(i + 1) <= 2
                        && words.isGlued(i + 1)
                        && !(i + 2 < words.count && words.isGlued(i + 2) && isLetters(i + 2))
                ? i + 2
                : i;
    }

    /** Recognizes a T with a digit and an N with one: "pT2aN1M0", "T3 N2 M1". */
    private int stage(int i) {
        int k = i;
        boolean node = false;
        int parts = 0;
        while (k + 1 < words.count
                && isLetters(k)
                && words.length(k) <= 3
                && words.isDigits(k + 1)
                && words.isGlued(k + 1)
                && words.length(k + 1) == 1
                && (parts > 0 || Character.toUpperCase(words.text.charAt(words.end[k] - 1)) == 'T')) {
            char last = words.text.charAt(words.end[k] - 1);
            if (parts > 0 && "NM".indexOf(last) < 0) {
                break;
            }
            node |= last == 'N';
            parts++;
            k += 2;
            if (k < words.count
                    && words.isGlued(k)
                    && isLetters(k)
                    && words.length(k) == 1
                    && "abc".indexOf(words.character(k)) >= 0) {
                k++;
            }
        }
        return node ? k : i;
    }

    /** Recognizes the three parts of a coma score: "E4V5M6". */
    private int comaResponses(int i) {
        int k = i;
        for (char part : new char[] {'E', 'V', 'M'}) {
            if (k + 1 >= words.count
                    || !isLetters(k)
                    || words.length(k) != 1
                    || words.character(k) != part
                    || !words.isDigits(k + 1)
                    || words.length(k + 1) != 1
                    || !words.isGlued(k + 1)) {
                return i;
            }
            k += 2;
        }
        return k;
    }

    /** Recognizes pregnancies and births: "G3P2002", "G6 P1-1-2-0". */
    private int births(int i) {
        if (i + 3 >= words.count
                || words.hash[i] != G
                || !isNumber(i + 1, 2)
                || words.hash[i + 2] != P
                || !isNumber(i + 3, 4)) {
            return i;
        }
        int k = i + 4;
        while (k + 1 < words.count && words.character(k) == '-' && isNumber(k + 1, 2)) {
            k += 2;
        }
        while (k + 1 < words.count && words.isGlued(k) && isLetters(k) && words.length(k) <= 2 && isNumber(k + 1, 2)) {
            k += 2;
        }
        return k;
    }

    /** Recognizes weeks and days: "36 6/7". */
    private int gestation(int i) {
        boolean form = i + 3 < words.count
                && isNumber(i, 2)
                && isNumber(i + 1, 1)
                && words.character(i + 2) == '/'
                && words.isGlued(i + 2)
                && isNumber(i + 3, 1)
                && words.character(i + 3) == '7'
                && words.isGlued(i + 3);
        return form ? i + 4 : i;
    }

    private boolean isNumber(int i, int most) {
        return words.isDigits(i) && words.length(i) <= most && !(words.startsLine(i) && i > 0);
    }

    /** Returns the word after the clinical values of the patient that begin here, or {@code i}. */
    private int measure(int i) {
        int k = i;
        while (k < words.count && clinicalValues.covers(k)) {
            k++;
        }
        return k;
    }

    private boolean isLetters(int i) {
        return i < words.count && words.isLetters(i);
    }
}
