package dev.sigilo.classify.domain;

import dev.sigilo.text.Letters;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps words to small numbers. A word is identified by a 64-bit hash that is computed while the text is scanned, so a
 * lookup creates no objects. The vocabulary is filled while a classifier is built and only read afterwards.
 */
final class Vocabulary {
    /** The number of every word that is not in the vocabulary. */
    static final int UNKNOWN = 0;

    static final long HASH_START = 0xCBF29CE484222325L;

    private long[] hashes = new long[1 << 13];
    private int[] numbers = new int[1 << 13];
    private final List<String> words = new ArrayList<>(List.of(""));

    /** Returns the hash of a word after adding one folded character. */
    static long hash(long hash, char folded) {
        return (hash ^ folded) * 0x100000001B3L;
    }

    private static int slot(long hash, int mask) {
        return (int) (hash ^ hash >>> 29) & mask;
    }

    /** Returns the number of the word with this hash, or {@link #UNKNOWN}. */
    int numberOf(long hash) {
        int mask = hashes.length - 1;
        for (int at = slot(hash, mask); ; at = at + 1 & mask) {
            int number = numbers[at];
            if (number == UNKNOWN || hashes[at] == hash) {
                return number;
            }
        }
    }

    /** Returns the number of a folded word, or {@link #UNKNOWN}. */
    int numberOf(String foldedWord) {
        return numberOf(hash(foldedWord));
    }

    private static long hash(String foldedWord) {
        long hash = HASH_START;
        for (int i = 0; i < foldedWord.length(); i++) {
            hash = hash(hash, foldedWord.charAt(i));
        }
        return hash;
    }

    /** Adds a word if it is new. */
    int add(String foldedWord) {
        long hash = hash(foldedWord);
        int number = numberOf(hash);
        if (number != UNKNOWN) {
            return number;
        }
        if (words.size() * 3 > hashes.length) {
            grow();
        }
        number = words.size();
        words.add(foldedWord);
        put(hash, number);
        return number;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldNumbers = numbers;
        hashes = new long[oldHashes.length * 2];
        numbers = new int[oldHashes.length * 2];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldNumbers[i] != UNKNOWN) {
                put(oldHashes[i], oldNumbers[i]);
            }
        }
    }

    private void put(long hash, int number) {
        int mask = hashes.length - 1;
        int at = slot(hash, mask);
        while (numbers[at] != UNKNOWN) {
            at = at + 1 & mask;
        }
        hashes[at] = hash;
        numbers[at] = number;
    }

    /** Returns the words of a phrase from the tables, folded. */
    static List<String> split(String phrase) {
        List<String> parts = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= phrase.length(); i++) {
            char folded = i == phrase.length() ? Letters.NONE : Letters.fold(phrase.charAt(i));
            if (folded == Letters.NONE) {
                if (word.length() > 0) {
                    parts.add(word.toString());
                    word.setLength(0);
                }
            } else if (folded != Letters.MARK) {
                word.append(folded);
            }
        }
        return parts;
    }
}
