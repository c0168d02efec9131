package dev.sigilo.formats.dicom;

import java.util.Map;
import java.util.TreeMap;

/** Counts what a dataset loses, by place. */
final class DropCounts {
    private static final String UNKNOWN = "(unknown tag)";
    private static final String PRIVATE = "(private tag)";

    private final Map<String, Integer> counts = new TreeMap<>();

    void add(int tag) {
        counts.merge(place(tag), 1, Integer::sum);
    }

    void add(String place) {
        counts.merge(place, 1, Integer::sum);
    }

    void addTo(Map<String, Integer> totals) {
        counts.forEach((place, count) -> totals.merge(place, count, Integer::sum));
    }

    Map<String, Integer> counts() {
        return counts;
    }

    /**
     * Returns the tag if the standard has it. Another tag is text of the message, whose digits may be anything, so it
     * is not shown.
     */
    static String place(int tag) {
        return Tag.isPrivate(tag) ? PRIVATE : DataDictionary.contains(tag) ? Tag.text(tag) : UNKNOWN;
    }
}
