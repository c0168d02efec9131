package dev.sigilo.tokenize.domain.detect;

/** A map from hash to number with open addressing; absent keys give {@link #ABSENT}. Grows as needed. */
final class IntTable {

    static final int ABSENT = -1;

    private int[] keys;
    private int[] values;
    private int size;

    IntTable(int expected) {
        int capacity = Integer.highestOneBit(Math.max(8, expected * 2 - 1)) << 1;
        keys = new int[capacity];
        values = new int[capacity];
        java.util.Arrays.fill(values, ABSENT);
    }

    int get(int key) {
        int mask = keys.length - 1;
        int slot = Hashes.slot(key, mask);
        while (values[slot] != ABSENT) {
            if (keys[slot] == key) {
                return values[slot];
            }
            slot = slot + 1 & mask;
        }
        return ABSENT;
    }

    void put(int key, int value) {
        if (size * 2 >= keys.length) {
            grow();
        }
        insert(key, value);
    }

    int size() {
        return size;
    }

    /** Returns the keys in ascending order of their unsigned value. */
    int[] sortedKeys() {
        int[] sorted = new int[size];
        int n = 0;
        for (int slot = 0; slot < keys.length; slot++) {
            if (values[slot] != ABSENT) {
                sorted[n++] = keys[slot] ^ Integer.MIN_VALUE;
            }
        }
        java.util.Arrays.sort(sorted);
        for (int i = 0; i < n; i++) {
            sorted[i] ^= Integer.MIN_VALUE;
        }
        return sorted;
    }

    private void insert(int key, int value) {
        int mask = keys.length - 1;
        int slot = Hashes.slot(key, mask);
        while (values[slot] != ABSENT) {
            if (keys[slot] == key) {
                values[slot] = value;
                return;
            }
            slot = slot + 1 & mask;
        }
        keys[slot] = key;
        values[slot] = value;
        size++;
    }

    private void grow() {
        int[] oldKeys = keys;
        int[] oldValues = values;
        keys = new int[oldKeys.length * 2];
        values = new int[oldKeys.length * 2];
        java.util.Arrays.fill(values, ABSENT);
        size = 0;
        for (int slot = 0; slot < oldKeys.length; slot++) {
            if (oldValues[slot] != ABSENT) {
                insert(oldKeys[slot], oldValues[slot]);
            }
        }
    }
}
