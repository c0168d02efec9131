package dev.sigilo.tokenize.domain.detect;

import java.util.List;

/**
 * Finds what identifies somebody in free text, without help from the record's own fields.
 *
 * <p>Thread-safe, deterministic, linear in the length of the text, and defined for every string.
 */
public final class IdentifierDetector {

    private static final IdentifierDetector STANDARD = new IdentifierDetector();

    private IdentifierDetector() {}

    /** Returns the detector with the shipped model. */
    public static IdentifierDetector standard() {
        return STANDARD;
    }

    /**
     * Finds every span, also those that a policy keeps.
     *
     * @param text any text
     * @param language its language, or null to guess it
     * @return spans in the order of the text, none overlapping another
     */
    public List<Span> detect(String text, Language language) {
        return NetPatterns.find(text);
    }
}
