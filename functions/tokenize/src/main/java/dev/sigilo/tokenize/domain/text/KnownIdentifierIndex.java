package dev.sigilo.tokenize.domain.text;

import dev.sigilo.text.Folding;
import dev.sigilo.tokenize.domain.KnownIdentifier;
import dev.sigilo.tokenize.domain.text.KnownIdentifierPattern.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The index of everything to search for: patterns by their last characters, and words by their hash. It is filled with
 * the variants of all identifiers of one record and does not change after that.
 */
final class KnownIdentifierIndex {
    /** The length of the shortest pattern. Patterns are indexed by this number of last characters. */
    static final int WINDOW = 5;
    /** Longer patterns are cut off. */
    static final int LONGEST_PATTERN = 300;
    /** People beyond this number are searched by their whole names only, because each person is one bit of a long. */
    static final int MOST_PEOPLE = 63;

    private static final int KEY_MASK = (1 << 6 * WINDOW) - 1;
    private static final int SLOTS = 256;
    private static final int LONGEST_CHAIN = 8;

    final List<KnownIdentifier> identifiers;
    final List<KnownPerson> people = new ArrayList<>();
    /** Words that are always names. */
    final Set<String> certainNames = new LinkedHashSet<>();
    /** Long numbers and e-mail addresses. */
    final Set<String> certainNumbers = new LinkedHashSet<>();
    /** The identifiers that are days. */
    final List<KnownIdentifier> days = new ArrayList<>(0);
    /** The record's own days as eight digits: {@code 20190304}. */
    final Set<String> digitDays = new LinkedHashSet<>(0);

    private long[] wordKeys = new long[64];
    private KnownWord[] words = new KnownWord[64];
    private int wordCount;
    /** Chains of patterns, indexed by their last characters. */
    private final KnownIdentifierPattern[] patterns = new KnownIdentifierPattern[SLOTS];
    /**
     * Replaces chains that became long, so that many ids with the same ending cost no more than one of them; or null.
     */
    private PatternTails[] tails;

    KnownIdentifierIndex(List<KnownIdentifier> identifiers) {
        this.identifiers = identifiers;
    }

    /** Adds a pattern. If it is too short, it becomes a short id, unless it is part of an address or name. */
    void addPattern(String squeezed, int index, Rule rule) {
        if (squeezed.length() < WINDOW) {
            if (rule != Rule.STREET && rule != Rule.FACILITY) {
                addShortId(squeezed, index);
            }
            return;
        }
        String pattern = squeezed.length() > LONGEST_PATTERN ? squeezed.substring(0, LONGEST_PATTERN) : squeezed;
        int key = 0;
        for (int i = pattern.length() - WINDOW; i < pattern.length(); i++) {
            key = nextKey(key, pattern.charAt(i));
        }
        int slot = slot(key);
        KnownIdentifierPattern added = new KnownIdentifierPattern(pattern, index, rule);
        if (tails != null && tails[slot] != null) {
            tails[slot].add(added);
            return;
        }
        int length = 1;
        for (KnownIdentifierPattern other = patterns[slot]; other != null; other = other.next) {
            if (other.isLike(added)) {
                return;
            }
            length++;
        }
        added.next = patterns[slot];
        patterns[slot] = added;
        if (length > LONGEST_CHAIN) {
            tails = tails == null ? new PatternTails[SLOTS] : tails;
            tails[slot] = PatternTails.of(added);
            patterns[slot] = null;
        }
    }

    /** Adds an id that counts only after a label. */
    void addShortId(String squeezed, int index) {
        if (squeezed.length() >= 2) {
            KnownWord word = addWord(squeezed);
            word.shortId = word.shortId == KnownWord.NONE ? index : word.shortId;
        }
    }

    /** Returns the entry of the word. Adds it if there is none. */
    KnownWord addWord(String word) {
        if (wordCount * 2 >= words.length) {
            growWords();
        }
        long hash = Folding.hash(word);
        int slot = slotOf(hash, words.length);
        while (words[slot] != null && wordKeys[slot] != hash) {
            slot = slot + 1 & words.length - 1;
        }
        if (words[slot] == null) {
            words[slot] = new KnownWord(word);
            wordKeys[slot] = hash;
            wordCount++;
        }
        return words[slot];
    }

    private void growWords() {
        KnownWord[] old = words;
        long[] oldKeys = wordKeys;
        words = new KnownWord[old.length * 2];
        wordKeys = new long[old.length * 2];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != null) {
                int slot = slotOf(oldKeys[i], words.length);
                while (words[slot] != null) {
                    slot = slot + 1 & words.length - 1;
                }
                words[slot] = old[i];
                wordKeys[slot] = oldKeys[i];
            }
        }
    }

    /** Returns the entry of the word with this {@linkplain Folding#hash hash}, or null. */
    KnownWord word(long hash) {
        int slot = slotOf(hash, words.length);
        while (words[slot] != null) {
            if (wordKeys[slot] == hash) {
                return words[slot];
            }
            slot = slot + 1 & words.length - 1;
        }
        return null;
    }

    /** Returns the chain of patterns that may end where the last characters have this key, or null. */
    KnownIdentifierPattern chain(int key) {
        return patterns[slot(key)];
    }

    /** Returns further patterns that may end there, or null. */
    PatternTails tails(int key) {
        return tails == null ? null : tails[slot(key)];
    }

    /** Returns the key of the last {@link #WINDOW} characters, from the previous key and the next character. */
    static int nextKey(int key, char c) {
        int code = c >= 'a' && c <= 'z' ? c - 'a' + 1 : c >= '0' && c <= '9' ? c - '0' + 27 : 37 + c % 26;
        return (key << 6 | code) & KEY_MASK;
    }

    private static int slot(int key) {
        return key * 0x9E3779B1 >>> 24;
    }

    private static int slotOf(long hash, int size) {
        return (int) (hash >>> 40) & size - 1;
    }
}
