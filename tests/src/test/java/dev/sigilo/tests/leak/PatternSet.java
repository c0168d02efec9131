package dev.sigilo.tests.leak;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds many patterns in one pass. A filter over the first {@value #GRAM} characters passes few places on; there, a
 * rolling hash answers for each length whether a pattern of it begins. So the time is linear in the text, whatever the
 * number of patterns.
 */
final class PatternSet {
    /** Shorter patterns are not taken: they would be found everywhere. */
    static final int GRAM = 4;
    /** Patterns are looked up by no more than this many of their first characters, then compared in full. */
    private static final int LONGEST_HASHED = 24;
    private static final int FILTER_BITS = 24;
    private static final long BASE = 0x100000001B3L;

    /** Told of each place where a pattern stands. */
    @FunctionalInterface
    interface Found {
        void at(int start, int end, int pattern);
    }

    private record Pattern(String text, int number) {
    }

    private final Map<Long, List<Pattern>> byHash = new HashMap<>();
    private final TreeSet<Integer> lengths = new TreeSet<>();
    private final BitSet filter = new BitSet(1 << FILTER_BITS);

    /** Adds a pattern under a number that {@link Found} is given; one that is too short is passed over. */
    void add(String text, int number) {
        if (text.length() < GRAM) {
            return;
        }
        int hashed = Math.min(text.length(), LONGEST_HASHED);
        long hash = 0;
        for (int i = 0; i < hashed; i++) {
            hash = hash * BASE + text.charAt(i) + 1;
        }
        List<Pattern> same = byHash.computeIfAbsent(keyed(hash, hashed), key -> new ArrayList<>(1));
        if (same.stream().noneMatch(pattern -> pattern.text.equals(text))) {
            same.add(new Pattern(text, number));
            lengths.add(hashed);
            filter.set(gram(text, 0));
        }
    }

    int size() {
        return byHash.values().stream().mapToInt(List::size).sum();
    }

    void search(CharSequence text, Found found) {
        int[] wanted = lengths.stream().mapToInt(Integer::intValue).toArray();
        for (int start = 0; start + GRAM <= text.length(); start++) {
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
                for (Pattern pattern : byHash.getOrDefault(keyed(hash, length), List.of())) {
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

    private static int gram(CharSequence text, int start) {
        long hash = 0;
        for (int i = start; i < start + GRAM; i++) {
            hash = hash * 0x9E3779B97F4A7C15L + text.charAt(i) + 1;
        }
        return (int) (hash * 0x9E3779B97F4A7C15L >>> 64 - FILTER_BITS);
    }
}
