package dev.sigilo.tokenize.domain;

import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.IdText;

/** Which record it is, in a form that tells nobody. */
public final class RecordIdentity {
    private RecordIdentity() {}

    /**
     * The record's token. The field that gave the natural id is part of it: a record_id and an accession_number that look
     * alike are not one record. White space around the id is ignored; see {@link IdText}.
     */
    public static String token(ClassifiedRecord record, TokenKeys keys, Policy policy) {
        return keys.recordToken(naturalId(record), policy.tokenDomain());
    }

    /** The token of the record whose field {@code naturalIdField} holds {@code naturalId}. */
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
