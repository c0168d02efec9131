package dev.sigilo.convert.application;

import dev.sigilo.formats.SourceReject;
import dev.sigilo.records.Provenance;

/**
 * A part of a message that cannot be read as a record. Contains PHI.
 *
 * @param provenance the part's provenance
 * @param part       the part
 */
public record RejectedPart(Provenance provenance, SourceReject part) {

    /** Returns the place and the reason. */
    @Override
    public String toString() {
        return "RejectedPart[" + part + "]";
    }
}
