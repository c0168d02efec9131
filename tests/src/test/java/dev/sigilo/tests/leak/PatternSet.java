package dev.sigilo.tests.leak;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds many patterns in one pass. A filter over the shortest pattern's length leaves few candidate positions; at
 * those, a rolling hash tests each pattern length. The time is therefore linear in the text, for any number of
 * patterns.
 */
final class PatternSet {
    /** Patterns are looked up by no more than this many of their first characters, then compared in full. */
    private static final int LONGEST_HASHED = 24;

    private static final int FILTER_BITS = 24;
    private static final long BASE = 0x100000001B3L;

    /** Receives each match of a pattern. */
    @FunctionalInterface
    interface Found {
        void at(int start, int end, int pattern);
    }

    /** Patterns with the same hash form a list, which mostly has one element. */
    private record Pattern(String text, int number, Pattern next) {}

    private final int shortest;
    private final Map<Long, Pattern> byHash = new HashMap<>();
    private final TreeSet<Integer> lengths = new TreeSet<>();
    private final BitSet filter = new BitSet();
    private int size;

    /** @param shortest shorter patterns are ignored, because they would be found everywhere by chance */
    PatternSet(int shortest) {
        this.shortest = shortest;
    }

    /** Adds a pattern under a number that {@link Found} is given; one that is too short is ignored. */
    void add(String text, int number) {
        if (text.length() < shortest) {
            return;
        }
        int hashed = Math.min(text.length(), LONGEST_HASHED);
        long hash = 0;
        for (int i = 0; i < hashed; i++) {
            hash = hash * BASE + text.charAt(i) + 1;
        }
        Pattern same = byHash.get(keyed(hash, hashed));
        for (Pattern pattern = same; pattern != null; pattern = pattern.next) {
            if (pattern.text.equals(text)) {
                return;
            }
        }
        byHash.put(keyed(hash, hashed), new Pattern(text, number, same));
        lengths.add(hashed);
        filter.set(gram(text, 0));
        size++;
    }

    int size() {
        return size;
    }

    void search(CharSequence text, Found found) {
        int[] wanted = lengths.stream().mapToInt(Integer::intValue).toArray();
        for (int start = 0; start + shortest <= text.length(); start++) {
            if (!filter.get(gram(text, start))) {
                continue;
            }
            long hash = 0;
            int read = 0;
            for (int length : wanted) {
                if (start + length > text.length()) {
                    break;
                }
                while (read < length) {
                    hash = hash * BASE + text.charAt(start + read++) + 1;
                }
                Pattern pattern = byHash.get(keyed(hash, length));
                for (; pattern != null; pattern = pattern.next) {
                    if (standsAt(pattern.text, text, start)) {
                        found.at(start, start + pattern.text.length(), pattern.number);
                    }
                }
            }
        }
    }

    private static boolean standsAt(String pattern, CharSequence text, int start) {
        if (start + pattern.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) != text.charAt(start + i)) {
                return false;
            }
        }
        return true;
    }

    private static long keyed(long hash, int length) {
        return hash * 31 + length;
    }

    private int gram(CharSequence text, int start) {
        long hash = 0;
        for (int i = start; i < start + shortest; i++) {
            hash = hash * 0x9E3779B97F4A7C15L + text.charAt(i) + 1;
        }
        return (int) (hash * 0x9E3779B97F4A7C15L >>> 64 - FILTER_BITS);
    }
}
