package dev.sigilo.detection.words;

import java.util.Arrays;

/**
 * A map from hash to number with open addressing; absent keys give {@link #ABSENT}. Grows as needed. Key and number are
 * stored side by side, so that a look-up accesses memory only once. Small tables that are looked up for every word also
 * have a {@linkplain #filter filter}, which answers most look-ups of absent keys from the processor's first-level
 * cache.
 */
public final class IntTable {

    /** The result for a key that is not in the table. */
    public static final int ABSENT = -1;

    private static final int BITS_PER_KEY = 12;

    /** The key in the high half, the number plus 1 in the low half; 0 is free. */
    private long[] slots;

    private int size;
    /** A Bloom filter with one hash function over the keys; null if the table has none. */
    private long[] filter;

    /** Creates an empty table with room for this many keys. */
    public IntTable(int expected) {
        slots = new long[Integer.highestOneBit(Math.max(8, expected * 2 - 1)) << 1];
    }

    /**
     * Returns a table with a filter that gives 1 for each of these words.
     *
     * @param words separated by white space; found by their {@linkplain Hashes#folded hash}
     */
    public static IntTable words(String words) {
        IntTable table = new IntTable(64);
        table.putAll(words, 1);
        return table.withFilter();
    }

    /** Returns the number of a key, or {@link #ABSENT}. */
    public int get(int key) {
        long[] bits = filter;
        if (bits != null) {
            int bit = key ^ key >>> 15;
            if ((bits[bit >>> 6 & bits.length - 1] & 1L << bit) == 0) {
                return ABSENT;
            }
        }
        long[] all = slots;
        int mask = all.length - 1;
        int slot = Hashes.slot(key, mask) & mask;
        while (true) {
            long found = all[slot];
            if (found == 0) {
                return ABSENT;
            }
            if ((int) (found >>> 32) == key) {
                return (int) found - 1;
            }
            slot = slot + 1 & mask;
        }
    }

    /** Sets the number of a key, which must not be {@link #ABSENT}. */
    public void put(int key, int value) {
        filter = null;
        if (size * 2 >= slots.length) {
            grow();
        }
        insert(key, value);
    }

    /**
     * Sets the number of each of these words, which white space separates, by their {@linkplain Hashes#folded hash}.
     */
    public void putAll(String words, int value) {
        for (String word : words.strip().split("\\s+")) {
            put(Hashes.folded(word), value);
        }
    }

    /** Adds a filter of {@value #BITS_PER_KEY} bits per key. Adding a key later drops the filter. */
    public IntTable withFilter() {
        long[] bits = new long[Integer.highestOneBit(Math.max(1, size * BITS_PER_KEY / Long.SIZE)) * 2];
        for (long slot : slots) {
            if (slot != 0) {
                int key = (int) (slot >>> 32);
                int bit = key ^ key >>> 15;
                bits[bit >>> 6 & bits.length - 1] |= 1L << bit;
            }
        }
        filter = bits;
        return this;
    }

    /** Returns the number of keys in the table. */
    public int size() {
        return size;
    }

    /** Returns the keys in ascending order of their unsigned value. */
    public int[] sortedKeys() {
        int[] sorted = new int[size];
        int n = 0;
        for (long slot : slots) {
            if (slot != 0) {
                sorted[n++] = (int) (slot >>> 32) ^ Integer.MIN_VALUE;
            }
        }
        Arrays.sort(sorted);
        for (int i = 0; i < n; i++) {
            sorted[i] ^= Integer.MIN_VALUE;
        }
        return sorted;
    }

    private void insert(int key, int value) {
        int mask = slots.length - 1;
        int slot = Hashes.slot(key, mask);
        while (slots[slot] != 0 && (int) (slots[slot] >>> 32) != key) {
            slot = slot + 1 & mask;
        }
        size += slots[slot] == 0 ? 1 : 0;
        slots[slot] = (long) key << 32 | value + 1 & 0xFFFFFFFFL;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        size = 0;
        for (long slot : old) {
            if (slot != 0) {
                insert((int) (slot >>> 32), (int) slot - 1);
            }
        }
    }
}
