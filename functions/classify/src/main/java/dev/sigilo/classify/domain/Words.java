package dev.sigilo.classify.domain;

import java.util.Arrays;

/**
 * The words of one sentence: their numbers, their positions, and the punctuation before each. Reused for the next
 * sentence.
 */
final class Words {
    /** A sentence longer than this is read in pieces, so that memory and time per word are bounded. */
    static final int MAX_WORDS = 400;

    static final int COMMA = 1;
    static final int COLON = 2;
    static final int SEMICOLON = 4;
    static final int DASH = 8;
    static final int OPEN = 16;
    static final int CLOSE = 32;
    static final int SLASH = 64;
    static final int SPACE = 128;
    static final int OTHER = 256;
    static final int MINUS = 512;

    int count;
    int[] id = new int[64];
    int[] start = new int[64];
    int[] end = new int[64];
    /** The punctuation between the previous word and this one; at index {@code count}, what follows the last word. */
    int[] before = new int[65];

    void clear() {
        count = 0;
        before[0] = 0;
    }

    void add(int word, int from, int to) {
        if (count == id.length) {
            int size = id.length * 2;
            id = Arrays.copyOf(id, size);
            start = Arrays.copyOf(start, size);
            end = Arrays.copyOf(end, size);
            before = Arrays.copyOf(before, size + 1);
        }
        id[count] = word;
        start[count] = from;
        end[count] = to;
        count++;
        before[count] = 0;
    }
}
