package dev.sigilo.policy;

/** What is done with a field that the policy does not name. */
public enum UnknownFields {
    /** It is removed. */
    DROP,
    /** It is scrubbed like free text and kept among the extras. */
    SCRUB,
    /** The record is rejected. */
    REJECT
}
