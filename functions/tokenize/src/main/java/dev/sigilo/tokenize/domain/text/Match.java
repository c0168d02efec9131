package dev.sigilo.tokenize.domain.text;

import dev.sigilo.records.Category;
import dev.sigilo.tokenize.domain.KnownIdentifier;
import dev.sigilo.tokenize.domain.detect.IdentifierType;

/**
 * Something found in a text, before it is settled what becomes of it.
 *
 * @param start      offset of its first UTF-16 unit
 * @param end        offset after its last
 * @param type       the detector's type, or null for an own identifier
 * @param identifier the record's own identifier, or null where it was detected
 */
record Match(int start, int end, IdentifierType type, KnownIdentifier identifier) {
    int length() {
        return end - start;
    }

    boolean isKnown() {
        return identifier != null;
    }

    Category category() {
        return isKnown() ? identifier.category() : Category.valueOf(type.category());
    }

    Match within(int from, int to) {
        return new Match(from, to, type, identifier);
    }
}
