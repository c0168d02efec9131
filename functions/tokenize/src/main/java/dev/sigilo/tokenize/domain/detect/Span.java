package dev.sigilo.tokenize.domain.detect;

import dev.sigilo.identifiers.IdentifierType;
import java.util.Objects;

/**
 * A piece of a text that identifies somebody, or may do so.
 *
 * @param start offset of its first UTF-16 unit
 * @param end offset after its last UTF-16 unit, greater than {@code start}
 * @param type the name of an {@link IdentifierType}
 */
public record Span(int start, int end, String type) {

    public Span {
        Objects.requireNonNull(type, "type");
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a span must start at 0 or later and end after its start, but is "
                    + start + " to " + end);
        }
    }

    /** Returns {@link #type()} as the enum constant. */
    public IdentifierType identifierType() {
        return IdentifierType.valueOf(type);
    }

    /** Returns whether the two spans share at least one character. */
    public boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }
}
