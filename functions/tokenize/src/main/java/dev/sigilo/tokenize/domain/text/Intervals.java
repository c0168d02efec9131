package dev.sigilo.tokenize.domain.text;

import java.util.Map;
import java.util.TreeMap;

/** Stretches of a text that do not overlap. */
final class Intervals {
    private final TreeMap<Integer, Integer> byStart = new TreeMap<>();

    /** Adds the stretch, unless it shares a character with one that is there; says whether it did. */
    boolean addIfFree(int start, int end) {
        Map.Entry<Integer, Integer> before = byStart.lowerEntry(end);
        if (before != null && before.getValue() > start) {
            return false;
        }
        byStart.put(start, end);
        return true;
    }
}
