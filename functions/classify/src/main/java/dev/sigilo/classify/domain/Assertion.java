package dev.sigilo.classify.domain;

/**
 * The way in which a sentence asserts a concept that it names.
 *
 * @param status whether the sentence affirms, negates or qualifies the concept
 * @param cue    the words of Sigilo's tables that determined the status; null if there are none and the concept is
 *               affirmed
 */
public record Assertion(Status status, String cue) {

    /** The status of a concept. */
    public enum Status {
        /** The concept is present. */
        AFFIRMED,
        /** The concept is absent. */
        NEGATED,
        /** The concept may be present. */
        UNCERTAIN,
        /** The concept was present in the past, or is old. */
        HISTORICAL,
        /** The sentence is about a relative. */
        FAMILY
    }

    static final Assertion PLAIN = new Assertion(Status.AFFIRMED, null);
}
