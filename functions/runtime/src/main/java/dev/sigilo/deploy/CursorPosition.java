package dev.sigilo.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entries that a subscription has acknowledged on one partition, according to Pulsar's internal statistics.
 *
 * @param acknowledged {@code LEDGER:ENTRY} of the last entry before which all are acknowledged
 * @param beyond       acknowledged ranges after it, as {@code [(3:7..3:9],(3:11..3:12]]}
 */
record CursorPosition(String acknowledged, String beyond) {
    private static final Pattern RANGE =
            Pattern.compile("([(\\[])(\\d{1,18}):(-?\\d{1,18})\\.\\.(\\d{1,18}):(-?\\d{1,18})([)\\]])");

    /**
     * The position of an entry.
     *
     * @param ledger the ledger's number
     * @param entry  the entry's number in it; -1 is before the first
     */
    record Place(long ledger, long entry) implements Comparable<Place> {
        /** Reads {@code LEDGER:ENTRY}; the rest of a message id is ignored. */
        static Place of(String text) {
            String[] parts = text.split(":");
            return new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        }

        @Override
        public int compareTo(Place other) {
            return ledger == other.ledger ? Long.compare(entry, other.entry) : Long.compare(ledger, other.ledger);
        }
    }

    /** Returns whether the entry is acknowledged. */
    boolean includes(Place place) {
        if (place.compareTo(Place.of(acknowledged)) <= 0) {
            return true;
        }
        Matcher range = RANGE.matcher(beyond == null ? "" : beyond);
        List<Boolean> in = new ArrayList<>();
        while (range.find()) {
            int from = place.compareTo(new Place(Long.parseLong(range.group(2)), Long.parseLong(range.group(3))));
            int to = place.compareTo(new Place(Long.parseLong(range.group(4)), Long.parseLong(range.group(5))));
            in.add((range.group(1).equals("[") ? from >= 0 : from > 0)
                    && (range.group(6).equals("]") ? to <= 0 : to < 0));
        }
        return in.contains(true);
    }
}
