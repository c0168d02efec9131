package dev.sigilo.evaluation.labels;

import dev.sigilo.classify.domain.Assertion;
import dev.sigilo.classify.domain.AssertionAnalyzer;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Scores the assertions against sentences in the format of the NegEx test set: tab-separated id, an unused column,
 * concept, sentence, Affirmed or Negated; further columns are ignored.
 */
final class NegexScore {
    private static final int CONCEPT = 2;
    private static final int SENTENCE = 3;
    private static final int TRUTH = 4;

    private final AssertionAnalyzer analyzer = new AssertionAnalyzer();
    private final Confusion confusion = new Confusion();

    /** Scores every line; a header line is skipped. */
    NegexScore(List<String> lines, PrintStream errors) {
        for (String line : lines) {
            String[] columns = line.split("\t", -1);
            if (columns.length <= TRUTH) {
                continue;
            }
            String truth = columns[TRUTH].strip().toLowerCase(Locale.ROOT);
            boolean negated = truth.equals("negated");
            if (!negated && !truth.equals("affirmed")) {
                continue;
            }
            int[] span = find(columns[SENTENCE], columns[CONCEPT].strip());
            Assertion assertion = analyzer.analyze(columns[SENTENCE], span[0], span[1]);
            boolean said = assertion.status() == Assertion.Status.NEGATED;
            confusion.add(negated, said);
            if (said != negated) {
                errors.println(columns[0] + "\t" + (negated ? "missed" : "wrongly negated by '" + assertion.cue() + "'")
                        + "\t" + columns[CONCEPT] + "\t" + columns[SENTENCE]);
            }
        }
    }

    /** Returns the position of the concept: its mention in capitals, else its first mention, else the whole sentence. */
    static int[] find(String sentence, String concept) {
        String capitals = concept.toUpperCase(Locale.ROOT);
        int at = sentence.indexOf(capitals);
        if (at < 0) {
            at = sentence.toUpperCase(Locale.ROOT).indexOf(capitals);
        }
        if (at < 0 || concept.isEmpty() || at + concept.length() > sentence.length()) {
            return new int[] {0, Math.max(1, sentence.length())};
        }
        return new int[] {at, at + concept.length()};
    }

    Confusion confusion() {
        return confusion;
    }
}
