package dev.sigilo.tokenize.domain;

import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.IdText;

/** The identity of a record, in a form that identifies nobody. */
public final class RecordIdentity {
    private RecordIdentity() {}

    /**
     * Returns the record's token. It includes the name of the field that gave the natural id, so a record_id and an
     * accession_number with the same value are different records. White space around the id is ignored; see {@link
     * IdText}.
     */
    public static String token(ClassifiedRecord record, TokenKeys keys, Policy policy) {
        return keys.recordToken(naturalId(record), policy.tokenDomain());
    }

    /** Returns the token of the record whose field {@code naturalIdField} holds {@code naturalId}. */
    public static String token(String naturalIdField, String naturalId, TokenKeys keys, Policy policy) {
        return keys.recordToken(naturalId(naturalIdField, naturalId), policy.tokenDomain());
    }

    static String naturalId(ClassifiedRecord record) {
        return naturalId(record.naturalIdField(), record.naturalId());
    }

    private static String naturalId(String field, String id) {
        return field + "=" + IdText.of(id);
    }
}
