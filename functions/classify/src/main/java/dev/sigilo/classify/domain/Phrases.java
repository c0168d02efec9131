package dev.sigilo.classify.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds phrases of several words in one pass, with a tree over word numbers whose edges are in one hash table. The
 * longest phrase that begins at a word wins. It is filled while a classifier is built and only read afterwards.
 */
final class Phrases {
    private static final int ROOT = 0;
    private static final int NO_PHRASE = -1;

    private long[] edges = new long[1 << 10];
    private int[] targets = new int[1 << 10];
    private int edgeCount;
    private int[] phraseOf = new int[256];
    private int nodes = 1;
    private int longest;
    /** By word number: whether a phrase begins with the word. */
    private boolean[] begins = new boolean[256];

    private final List<String> texts = new ArrayList<>();
    private final Vocabulary vocabulary;

    Phrases(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        phraseOf[ROOT] = NO_PHRASE;
    }

    /** Adds a phrase and returns its number; a phrase that was added before keeps its number. */
    int add(String phrase) {
        List<String> words = Vocabulary.split(phrase);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a phrase needs a letter or digit: '" + phrase + "'");
        }
        int node = ROOT;
        for (int i = 0; i < words.size(); i++) {
            int word = vocabulary.add(words.get(i));
            if (i == 0) {
                if (word >= begins.length) {
                    begins = Arrays.copyOf(begins, Math.max(word + 1, begins.length * 2));
                }
                begins[word] = true;
            }
            int next = target(node, word);
            if (next < 0) {
                next = newNode();
                link(node, word, next);
            }
            node = next;
        }
        longest = Math.max(longest, words.size());
        if (phraseOf[node] == NO_PHRASE) {
            phraseOf[node] = texts.size();
            texts.add(String.join(" ", words));
        }
        return phraseOf[node];
    }

    private int newNode() {
        if (nodes == phraseOf.length) {
            phraseOf = Arrays.copyOf(phraseOf, nodes * 2);
        }
        phraseOf[nodes] = NO_PHRASE;
        return nodes++;
    }

    private static long key(int node, int word) {
        return ((long) node << 32 | word) + 1;
    }

    private static int slot(long key, int mask) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & mask;
    }

    private int target(int node, int word) {
        long key = key(node, word);
        int mask = edges.length - 1;
        for (int at = slot(key, mask); edges[at] != 0; at = at + 1 & mask) {
            if (edges[at] == key) {
                return targets[at];
            }
        }
        return -1;
    }

    private void link(int node, int word, int next) {
        if (++edgeCount * 2 > edges.length) {
            long[] oldEdges = edges;
            int[] oldTargets = targets;
            edges = new long[oldEdges.length * 2];
            targets = new int[oldEdges.length * 2];
            for (int i = 0; i < oldEdges.length; i++) {
                if (oldEdges[i] != 0) {
                    put(oldEdges[i], oldTargets[i]);
                }
            }
        }
        put(key(node, word), next);
    }

    private void put(long key, int next) {
        int mask = edges.length - 1;
        int at = slot(key, mask);
        while (edges[at] != 0) {
            at = at + 1 & mask;
        }
        edges[at] = key;
        targets[at] = next;
    }

    /**
     * Returns the longest phrase that begins at a word.
     *
     * @return its number in the upper half and its length in words in the lower, or -1
     */
    long match(Words words, int from) {
        int word = words.id[from];
        if (word >= begins.length || !begins[word]) {
            return -1;
        }
        int node = ROOT;
        long found = -1;
        int end = Math.min(words.count, from + longest);
        for (int at = from; at < end; at++) {
            node = target(node, words.id[at]);
            if (node < 0) {
                break;
            }
            if (phraseOf[node] != NO_PHRASE) {
                found = (long) phraseOf[node] << 32 | at + 1 - from;
            }
        }
        return found;
    }

    static int phrase(long match) {
        return (int) (match >>> 32);
    }

    static int length(long match) {
        return (int) match;
    }

    /** Returns the number of words to move on after a search: those of the phrase, or one if there is no match. */
    static int step(long match) {
        return match < 0 ? 1 : length(match);
    }

    int size() {
        return texts.size();
    }

    /** Returns the text of a phrase. It comes from the tables, never from a record. */
    String text(int phrase) {
        return texts.get(phrase);
    }
}
