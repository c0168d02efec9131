package dev.sigilo.tokenize.domain.text;

import dev.sigilo.text.Folding;
import java.util.Arrays;
import java.util.List;

/**
 * A text prepared for comparison in one pass. It holds the letters and digits, folded and without gaps, each with its
 * index in the text, and the words, each with its hash.
 */
final class FoldedText {
    final String text;
    /** Letters and digits, folded. */
    char[] squeezed;
    /** The index of each in the text. */
    int[] position;

    int squeezedLength;

    int words;
    int[] wordStart;
    int[] wordEnd;
    long[] wordHash;
    /** The start of each word in {@link #squeezed}. */
    int[] wordSqueezed;

    private final List<int[]> skipped;

    /** Prepares the text without the parts to be skipped (start and end, in order). Each of these parts ends a word. */
    FoldedText(String text, List<int[]> skipped) {
        this.text = text;
        this.skipped = skipped;
        int length = text.length();
        squeezed = new char[length + 8];
        position = new int[length + 8];
        int guess = length / 5 + 8;
        wordStart = new int[guess];
        wordEnd = new int[guess];
        wordHash = new long[guess];
        wordSqueezed = new int[guess];
        read();
    }

    private void read() {
        int start = -1;
        int begin = 0;
        int last = 0;
        long hash = 0;
        int out = 0;
        int length = text.length();
        int skip = 0;
        int skipFrom = skipped.isEmpty() ? length : skipped.get(0)[0];
        for (int i = 0; i < length; i++) {
            if (i == skipFrom) {
                if (start >= 0) {
                    addWord(start, last + 1, hash, begin);
                    start = -1;
                }
                i = skipped.get(skip)[1] - 1;
                skip++;
                skipFrom = skip < skipped.size() ? skipped.get(skip)[0] : length;
                continue;
            }
            char c = text.charAt(i);
            boolean isPair = Character.isHighSurrogate(c) && i + 1 != skipFrom && hasLowSurrogate(i + 1);
            char plain = isPair ? Folding.ofPair(c, text.charAt(i + 1)) : Folding.of(c);
            if (plain == Folding.NOTHING) {
                continue;
            }
            if (plain == Folding.BREAK) {
                if (start >= 0) {
                    addWord(start, last + 1, hash, begin);
                    start = -1;
                }
                continue;
            }
            if (start < 0) {
                start = i;
                begin = out;
                hash = 0;
            }
            last = i;
            makeRoom(out + 2);
            squeezed[out] = plain;
            position[out++] = i;
            hash = Folding.next(hash, plain);
            if (isPair) {
                last = ++i;
                continue;
            }
            char second = Folding.second(c);
            if (second != Folding.BREAK) {
                squeezed[out] = second;
                position[out++] = i;
                hash = Folding.next(hash, second);
            }
        }
        if (start >= 0) {
            addWord(start, last + 1, hash, begin);
        }
        squeezedLength = out;
    }

    private boolean hasLowSurrogate(int i) {
        return i < text.length() && Character.isLowSurrogate(text.charAt(i));
    }

    /** Makes room for at least this many characters and one more. */
    private void makeRoom(int length) {
        if (length >= squeezed.length) {
            squeezed = Arrays.copyOf(squeezed, squeezed.length * 2);
            position = Arrays.copyOf(position, squeezed.length);
        }
    }

    private void addWord(int start, int end, long hash, int begin) {
        if (words == wordStart.length) {
            int size = words * 2;
            wordStart = Arrays.copyOf(wordStart, size);
            wordEnd = Arrays.copyOf(wordEnd, size);
            wordHash = Arrays.copyOf(wordHash, size);
            wordSqueezed = Arrays.copyOf(wordSqueezed, size);
        }
        wordStart[words] = start;
        wordEnd[words] = end;
        wordHash[words] = hash;
        wordSqueezed[words++] = begin;
    }

    /** Returns the end of the text's character from which this character of {@link #squeezed} was made. */
    int endOf(int squeezedIndex) {
        int at = position[squeezedIndex];
        return at + (Character.isHighSurrogate(text.charAt(at)) ? 2 : 1);
    }

    /** Returns the length of the folded word. */
    int wordLength(int word) {
        return (word + 1 < words ? wordSqueezed[word + 1] : squeezedLength) - wordSqueezed[word];
    }

    String word(int word) {
        return new String(squeezed, wordSqueezed[word], wordLength(word));
    }

    /** Returns whether the word starts with a capital and has lower-case letters. */
    boolean isTitleCase(int word) {
        return Character.isUpperCase(text.charAt(wordStart[word])) && !isUpperCase(word);
    }

    boolean isUpperCase(int word) {
        for (int i = wordStart[word]; i < wordEnd[word]; i++) {
            if (Character.isLowerCase(text.charAt(i))) {
                return false;
            }
        }
        return wordEnd[word] - wordStart[word] > 1;
    }

    boolean isCapital(int word) {
        return Character.isUpperCase(text.charAt(wordStart[word]));
    }
}
