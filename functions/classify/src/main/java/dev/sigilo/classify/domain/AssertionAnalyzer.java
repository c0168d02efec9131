package dev.sigilo.classify.domain;

import java.util.Set;

/**
 * Determines the assertion status of a concept in a text: affirmed, negated, uncertain, historical, or about a
 * relative. Like NegEx and ConText, it uses cue words from a table that open a scope, and conjunctions and punctuation
 * that end it. Supports English and Spanish. The label rules use the same scopes. Thread-safe.
 */
public final class AssertionAnalyzer {
    private final Vocabulary vocabulary = new Vocabulary();
    private final Phrases headings = new Phrases(vocabulary);
    private final Set<Integer> abbreviations = Scanner.abbreviations(vocabulary);
    private final Set<Integer> numbered = Scanner.numbered(vocabulary);
    private final Cues cues = new Cues(vocabulary);
    private final Languages languages = new Languages(vocabulary);

    /**
     * Returns how a text asserts a concept that it contains.
     *
     * @param text  one sentence or more
     * @param start offset of the concept's first character
     * @param end   offset after its last character
     * @throws IllegalArgumentException if the offsets are not within the text
     */
    public Assertion analyze(String text, int start, int end) {
        if (start < 0 || end > text.length() || start >= end) {
            throw new IllegalArgumentException(
                    "a concept from " + start + " to " + end + " is not within a text of " + text.length());
        }
        Scanner scanner = new Scanner(vocabulary, headings, abbreviations, numbered, languages);
        Scopes scopes = new Scopes(cues);
        Words words = scanner.words();
        scanner.begin(text);
        while (scanner.next()) {
            int from = -1;
            int to = -1;
            for (int i = 0; i < words.count; i++) {
                if (words.end[i] > start && words.start[i] < end) {
                    from = from < 0 ? i : from;
                    to = i + 1;
                }
            }
            if (from >= 0) {
                scopes.read(words);
                Assertion.Status status = scopes.status(from, to);
                int cue = scopes.cue(from, to, status);
                return cue == Scopes.NONE ? Assertion.PLAIN : new Assertion(status, cues.text(cue));
            }
        }
        return Assertion.PLAIN;
    }
}
