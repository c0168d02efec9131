package dev.sigilo.policy;

/** What becomes of a field that the policy does not name. */
public enum UnknownFields {
    /** It is left out. */
    DROP,
    /** It is scrubbed like free text and kept among the extras. */
    SCRUB,
    /** The record is rejected. */
    REJECT
}
