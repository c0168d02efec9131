package dev.sigilo.formats.hl7v2;

import java.util.List;

/**
 * The segments of a message that make one record. Contains PHI.
 *
 * @param place    the place of the segment that the record is about, such as {@code OBR[2]}
 * @param segments the segments: first those that the record shares with others
 */
record MessagePart(String place, List<Segment> segments) {

    MessagePart {
        segments = List.copyOf(segments);
    }

    /** Returns the first segment with this name, or null. */
    Segment first(String name) {
        for (Segment segment : segments) {
            if (segment.name().equals(name)) {
                return segment;
            }
        }
        return null;
    }

    /** Returns a component, counted from 1, of the first segment with this name, as one line, or an empty text. */
    String value(String name, int field, int component) {
        Segment segment = first(name);
        return segment == null ? "" : segment.value(field, component);
    }

    @Override
    public String toString() {
        return "MessagePart[" + place + "]";
    }
}
