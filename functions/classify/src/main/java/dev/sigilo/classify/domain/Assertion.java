package dev.sigilo.classify.domain;

/**
 * How a sentence means a concept that it names.
 *
 * @param status whether it affirms it
 * @param cue    the words of Sigilo's tables that told so, or null where nothing did and it is affirmed
 */
public record Assertion(Status status, String cue) {

    /** Whether a concept is there. */
    public enum Status {
        /** It is there. */
        AFFIRMED,
        /** It is not there. */
        NEGATED,
        /** It may be there. */
        UNCERTAIN,
        /** It was there, or is old. */
        HISTORICAL,
        /** It is said of a relative. */
        FAMILY
    }

    static final Assertion PLAIN = new Assertion(Status.AFFIRMED, null);
}
