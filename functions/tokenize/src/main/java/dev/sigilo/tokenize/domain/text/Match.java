package dev.sigilo.tokenize.domain.text;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.records.Category;
import dev.sigilo.tokenize.domain.KnownIdentifier;

/**
 * A range of a text that is an identifier, before {@link Settlement} decides between overlapping ones.
 *
 * @param start      offset of its first UTF-16 unit
 * @param end        offset after its last UTF-16 unit
 * @param type       the detector's type, or null if the identifier is known from the record's fields
 * @param identifier the identifier of the record's fields, or null if it was detected in the text
 */
record Match(int start, int end, IdentifierType type, KnownIdentifier identifier) {
    int length() {
        return end - start;
    }

    boolean isKnown() {
        return identifier != null;
    }

    Category category() {
        return isKnown() ? identifier.category() : type.category();
    }

    Match within(int from, int to) {
        return new Match(from, to, type, identifier);
    }
}
