package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierScheme;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.LabelUse;
import java.util.List;

/** The words that introduce an identifier, by their hash, and the words that can come between a label and its value. */
final class IdentifierLabels {

    /** The most fillers between a label and its value. */
    static final int MAX_FILLERS = 6;

    private static final IdentifierType[] TYPES = IdentifierType.values();
    private static final IntTable LABELS = table(LabelUse.ALWAYS);
    private static final IntTable COUNTED_LABELS = table(LabelUse.BESIDE_NUMBER_WORD);
    private static final IntTable CODE_LABELS = table(LabelUse.BEFORE_CODE);
    private static final IntTable CAPITAL_LABELS = table(LabelUse.IN_CAPITALS);
    private static final IntTable FILLERS = new IntTable(64);
    private static final IntTable NUMBER_WORDS = new IntTable(16);
    /** Words that may be between "number" and the label: "n.º de póliza". */
    private static final IntTable OF = IntTable.words("de la del of the");

    static {
        FILLERS.putAll("""
                º ª no nº n num number numero id is es code line at de clinica clinico cª clin ciudadania identidad
                extranjeria nacional profesional electronica rec peru argentina chile colombia mexico uruguay ecuador
                bolivia venezuela paraguay espana""", 1);
        for (char filler : ":.#-/=(º°ª".toCharArray()) {
            FILLERS.put(filler, 1);
        }
        NUMBER_WORDS.putAll("no nº n num number numero id", 1);
        NUMBER_WORDS.put('#', 1);
        for (IntTable table : List.of(LABELS, COUNTED_LABELS, CODE_LABELS, CAPITAL_LABELS, FILLERS, NUMBER_WORDS)) {
            table.withFilter();
        }
    }

    private IdentifierLabels() {}

    private static IntTable table(LabelUse use) {
        IntTable labels = new IntTable(128);
        for (IdentifierScheme scheme : IdentifierScheme.values()) {
            scheme.type()
                    .ifPresent(type ->
                            scheme.labels(use).forEach(label -> labels.put(Hashes.folded(label), type.ordinal())));
        }
        return labels;
    }

    /**
     * Returns the type that a label of this use gives to the number after it, or null if the hash is not that of such a
     * label.
     */
    static IdentifierType type(LabelUse use, int hash) {
        int type = switch (use) {
            case ALWAYS -> LABELS.get(hash);
            case BESIDE_NUMBER_WORD -> COUNTED_LABELS.get(hash);
            case BEFORE_CODE -> CODE_LABELS.get(hash);
            case IN_CAPITALS -> CAPITAL_LABELS.get(hash);
        };
        return type == IntTable.ABSENT ? null : TYPES[type];
    }

    /** Returns whether this is the hash of a label that always counts. */
    static boolean isLabel(int hash) {
        return LABELS.get(hash) != IntTable.ABSENT;
    }

    /** Returns whether this is the hash of a label of an identifier, or of a word for "number". */
    static boolean isLabelOrNumberWord(int hash) {
        return LABELS.get(hash) != IntTable.ABSENT
                || COUNTED_LABELS.get(hash) != IntTable.ABSENT
                || CAPITAL_LABELS.get(hash) != IntTable.ABSENT
                || NUMBER_WORDS.get(hash) != IntTable.ABSENT;
    }

    static boolean isNumberWord(TextWords words, int i) {
        return words.isIn(i, NUMBER_WORDS);
    }

    static boolean isFiller(TextWords words, int i) {
        return words.isIn(i, FILLERS);
    }

    /** Returns the first word from here on that is not a filler; it may be on the next line or after the last word. */
    static int afterFillers(TextWords words, int from) {
        int i = from;
        // "MR#: , 00-48-31": in texts generated from a table, a comma follows the colon.
        while (i < words.count
                && i - from < MAX_FILLERS
                && !words.startsLine(i)
                && words.kind[i] != TextWords.DIGITS
                && (words.isIn(i, FILLERS) || words.character(i) == ',' && i > from && words.character(i - 1) == ':')) {
            i++;
        }
        return i;
    }

    /** Returns whether a word for "number" is between a label and its value, or before the label: "n.º de póliza". */
    static boolean hasNumberWord(TextWords words, int label, int value) {
        for (int k = label + 1; k < value; k++) {
            if (words.isIn(k, NUMBER_WORDS)) {
                return true;
            }
        }
        int k = label - 1;
        while (k >= 0 && label - k <= MAX_FILLERS && !words.startsLine(k + 1)) {
            if (words.isIn(k, NUMBER_WORDS)) {
                return true;
            }
            if (!words.isIn(k, OF) && ".º°".indexOf(words.character(k)) < 0) {
                return false;
            }
            k--;
        }
        return false;
    }
}
