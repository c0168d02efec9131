package dev.sigilo.classify.domain;

import java.util.Set;

/**
 * Says how a text means a concept that it names: affirmed, negated, uncertain, historical, or said of a relative. In
 * the tradition of NegEx and ConText: words of a table open a scope, conjunctions and punctuation end it. English and
 * Spanish. The label rules stand on the same scopes. Thread-safe.
 */
public final class AssertionAnalyzer {
    private final Vocabulary vocabulary = new Vocabulary();
    private final Phrases headings = new Phrases(vocabulary);
    private final Set<Integer> abbreviations = Scanner.abbreviations(vocabulary);
    private final Set<Integer> numbered = Scanner.numbered(vocabulary);
    private final Cues cues = new Cues(vocabulary);
    private final Languages languages = new Languages(vocabulary);

    /**
     * How a text means the concept that stands in it.
     *
     * @param text  one sentence or more
     * @param start offset of the concept's first character
     * @param end   offset after its last character
     * @throws IllegalArgumentException where the offsets are not within the text
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
