package dev.sigilo.detection.sequence;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import java.util.Arrays;

/**
 * The labels that a word can have: those that it had in training if it was common there, else those of rare words that
 * look like it. Most words can only be outside and cause no further cost.
 *
 * <p>The keys are part of the model file's format.
 */
public final class WordLabels {

    private static final int CLASS_MARK = 0x3C6EF372;

    final IntTable indexes;
    final long[] sets;
    final int setCount;
    private final int any;

    /**
     * @param indexes word key or class key to the index of its set
     * @param any index of the set for words that were never seen
     */
    public WordLabels(IntTable indexes, long[] sets, int setCount, int any) {
        this.indexes = indexes;
        this.sets = sets;
        this.setCount = setCount;
        this.any = any;
    }

    int any() {
        return any;
    }

    /** Returns the possible labels of every word, two longs per word. */
    public long[] of(TextWords words, WordFeatures features) {
        long[] result = new long[2 * words.count];
        for (int i = 0; i < words.count; i++) {
            int index = indexes.get(wordKey(words, i));
            if (index == IntTable.ABSENT) {
                index = indexes.get(classKey(words, features, i));
            }
            if (index == IntTable.ABSENT) {
                index = any;
            }
            result[2 * i] = sets[2 * index];
            result[2 * i + 1] = sets[2 * index + 1];
        }
        return result;
    }

    /** Returns whether training saw the word, and never in a span. */
    public boolean isOutsideOnly(TextWords words, int i) {
        int index = indexes.get(wordKey(words, i));
        return index != IntTable.ABSENT && sets[2 * index] == 1L << Labels.OUTSIDE && sets[2 * index + 1] == 0;
    }

    /** Returns whether training saw the word of letters in lower case, in a span or not. */
    public boolean isKnownInSmallLetters(TextWords words, int i) {
        return indexes.get(Hashes.mix(words.classHash[i], TextWords.LETTERS * 256)) != IntTable.ABSENT;
    }

    /** Returns the key of the word in its spelling, with case pattern; numbers of one length share it. */
    public static int wordKey(TextWords words, int i) {
        return Hashes.mix(words.classHash[i], words.kind[i] * 256 + Math.min(words.shape[i], 15));
    }

    /** Returns the key of all words of its kind and case pattern, for words too rare for their own key. */
    public static int classKey(TextWords words, WordFeatures features, int i) {
        int lists = features.lists[i];
        int common = lists == ListedWords.COMMON_WORD ? 1 : 0;
        boolean other = words.kind[i] == TextWords.OTHER;
        return Hashes.mix(CLASS_MARK, words.kind[i] * 4096 + (other ? 0 : words.shape[i]) * 2 + common);
    }

    @Override
    public String toString() {
        return "WordLabels[" + indexes.size() + " words, " + setCount + " sets, " + Arrays.hashCode(sets) + "]";
    }
}
