package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;

/** Recognizes codes of terminologies: "CPT 71046", "CPT code 71046, 71047", "ICD-10: R91.1", "LOINC 30746-2". */
final class TermCodes {

    private static final int MOST_WORDS_BETWEEN = 6;
    private static final int MOST_CODE_WORDS = 8;
    private static final int CODES_LISTED = 12;
    /** Names of terminologies. */
    private static final IntTable TERMINOLOGIES = IntTable.words("""
            cpt loinc snomed icd hcpcs drg rxnorm cie ndc msdrg sct omim meddra orphanet orpha atc mesh""");
    /** Words between the terminology and the code. */
    private static final IntTable BETWEEN = IntTable.words("""
            code codes codigo codigos cm ct pcs mc es number ms and y of dx""");

    private final TextWords words;
    private final ResultValues values;

    TermCodes(TextWords words, ResultValues values) {
        this.words = words;
        this.values = values;
    }

    /** Returns the word after the codes of the terminology that is named at this word, or {@code i}. */
    int end(int i) {
        if (!words.isIn(i, TERMINOLOGIES)) {
            return i;
        }
        int k = i + 1;
        while (k < words.count
                && k - i < MOST_WORDS_BETWEEN
                && !words.startsLine(k)
                && (words.isLetters(k) && words.isIn(k, BETWEEN)
                        || words.isMark(k, ":=#-(),")
                        || words.isDigits(k) && k == i + 2 && words.character(i + 1) == '-')) {
            k++;
        }
        int end = i;
        for (int n = 0;
                n < CODES_LISTED && k < words.count && !words.startsLine(k) && words.kind[k] != TextWords.OTHER;
                n++) {
            int last = codeEnd(k);
            if (values.digits(k, last) == 0) {
                break;
            }
            end = last;
            k = last;
            while (k < words.count
                    && k - last < 2
                    && (words.character(k) == ',' || words.character(k) == '/' || values.isAnd(k))) {
                k++;
            }
            if (k == last) {
                break;
            }
        }
        return end;
    }

    private int codeEnd(int k) {
        int last = k + 1;
        while (last < words.count
                && last - k < MOST_CODE_WORDS
                && words.isGlued(last)
                && (words.kind[last] != TextWords.OTHER
                        || ".-".indexOf(words.character(last)) >= 0
                                && last + 1 < words.count
                                && words.isGlued(last + 1)
                                && words.kind[last + 1] != TextWords.OTHER)) {
            last++;
        }
        return last;
    }
}
