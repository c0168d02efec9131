package dev.sigilo.tokenize.domain.text;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.records.Category;
import dev.sigilo.tokenize.domain.OwnIdentifier;

/**
 * Something found in a text, before it is settled what becomes of it.
 *
 * @param start      offset of its first UTF-16 unit
 * @param end        offset after its last
 * @param type       the detector's type, or null for an own identifier
 * @param identifier the record's own identifier, or null where it was detected
 */
record Found(int start, int end, IdentifierType type, OwnIdentifier identifier) {
    int length() {
        return end - start;
    }

    boolean isOwn() {
        return identifier != null;
    }

    Category category() {
        return isOwn() ? identifier.category() : type.category();
    }

    Found within(int from, int to) {
        return new Found(from, to, type, identifier);
    }
}
