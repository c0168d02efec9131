package dev.sigilo.identifiers;

import java.util.Objects;

/**
 * A part of a text that identifies a person, or may do so.
 *
 * @param start offset of its first UTF-16 unit
 * @param end offset after its last UTF-16 unit, greater than {@code start}
 * @param type its type
 */
public record Span(int start, int end, IdentifierType type) {

    public Span {
        Objects.requireNonNull(type, "type");
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException(
                    "a span must start at 0 or later and end after its start, but is " + start + " to " + end);
        }
    }

    /** Returns whether the two spans share at least one character. */
    public boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }
}
