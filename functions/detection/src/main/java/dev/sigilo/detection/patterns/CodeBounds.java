package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.TextWords;

/** Finds where a code of letters and digits ends, and which characters it consists of. */
final class CodeBounds {

    /** The most words of a value. */
    static final int MAX_VALUE_WORDS = 16;

    private static final int MOST_CAPITALS = 4;
    private static final int LEAST_ID_DIGITS = 5;
    private static final int MOST_PLATE_GROUP = 4;
    private static final int LEAST_MIXED_CHARACTERS = 6;

    private CodeBounds() {}

    /**
     * Returns the word after a code that begins here: letters, digits and hyphens without a space. Groups of digits may
     * have a space between them. If a word for "number" introduces the code, capitals may also precede the first group,
     * and a single capital may follow the last one: "AB 123 456 C".
     */
    static int codeEnd(TextWords words, int start, boolean counted) {
        int i = start;
        while (i < words.count && i - start < MAX_VALUE_WORDS) {
            if (i > start && !words.isGlued(i) && !isNextGroup(words, start, i, counted)) {
                break;
            }
            boolean joins = words.kind[i] == TextWords.OTHER
                    && "-/.".indexOf(words.character(i)) >= 0
                    && i > start
                    && i + 1 < words.count
                    && words.isGlued(i + 1)
                    && words.kind[i + 1] != TextWords.OTHER;
            if (words.kind[i] != TextWords.DIGITS && words.kind[i] != TextWords.LETTERS && !joins) {
                break;
            }
            i++;
        }
        return i;
    }

    private static boolean isNextGroup(TextWords words, int start, int i, boolean counted) {
        if (words.gap[i] != TextWords.ONE_SPACE) {
            return false;
        }
        if (words.kind[i] == TextWords.DIGITS && words.kind[i - 1] == TextWords.DIGITS) {
            return true;
        }
        boolean afterCapitals = i == start + 1
                && words.kind[i] == TextWords.DIGITS
                && (words.shape[start] == 2 || words.shape[start] == 3)
                && words.length(start) <= MOST_CAPITALS;
        boolean lastCapital = words.shape[i] == 3
                && words.kind[i] == TextWords.LETTERS
                && words.kind[i - 1] == TextWords.DIGITS
                && (words.shape[start] == 2
                        || i + 1 == words.count
                        || words.kind[i + 1] == TextWords.OTHER && words.isGlued(i + 1));
        // "CIP ABCD 880717 001": many digits after the capitals need no word for "number".
        return counted && (afterCapitals || lastCapital) || afterCapitals && words.length(i) >= LEAST_ID_DIGITS;
    }

    /**
     * Returns the word after a number plate that begins here: a code, perhaps with a group of capitals or digits after
     * it, "4417 KBD".
     */
    static int plateEnd(TextWords words, int start) {
        int end = codeEnd(words, start, false);
        if (end > start
                && end < words.count
                && words.gap[end] == TextWords.ONE_SPACE
                && (words.kind[end] == TextWords.DIGITS
                        || words.kind[end] == TextWords.LETTERS && words.shape[end] == 2)
                && words.length(end) <= MOST_PLATE_GROUP) {
            return end + 1;
        }
        return end;
    }

    /** Returns whether a code consists of capitals and digits, as serial numbers and licences do: "4TR7K02". */
    static boolean isMixedCode(TextWords words, int from, int to) {
        boolean capitals = false;
        for (int i = from; i < to; i++) {
            if (words.kind[i] == TextWords.LETTERS && words.shape[i] < 2) {
                return false;
            }
            capitals |= words.kind[i] == TextWords.LETTERS;
        }
        return capitals && words.end[to - 1] - words.start[from] >= LEAST_MIXED_CHARACTERS;
    }

    static boolean isDecimal(TextWords words, int from, int end) {
        return end == from + 3
                && words.kind[from] == TextWords.DIGITS
                && words.character(from + 1) == '.'
                && words.kind[from + 2] == TextWords.DIGITS;
    }

    /** Returns whether the word consists of exactly this many digits. */
    static boolean isDigits(TextWords words, int i, int length) {
        return words.kind[i] == TextWords.DIGITS && words.length(i) == length;
    }

    static int digits(TextWords words, int from, int to) {
        return characters(words, TextWords.DIGITS, from, to);
    }

    static int letters(TextWords words, int from, int to) {
        return characters(words, TextWords.LETTERS, from, to);
    }

    private static int characters(TextWords words, int kind, int from, int to) {
        int characters = 0;
        for (int i = from; i < to; i++) {
            characters += words.kind[i] == kind ? words.length(i) : 0;
        }
        return characters;
    }
}
