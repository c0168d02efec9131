package dev.sigilo.cli;

import java.util.Locale;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Finds the known name most similar to an unknown one. */
final class Similar {
    /** Below this similarity, many unrelated names match. */
    private static final double NEAR = 0.82;

    private static final double CONTAINED = 0.85;
    private static final int SHORTEST_CONTAINED = 4;
    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

    private Similar() {}

    /** Returns the candidate nearest to the name by letters and digits, or null if none is near. */
    static String nearest(String name, Iterable<String> candidates) {
        String letters = letters(name);
        String nearest = null;
        double best = NEAR;
        for (String candidate : candidates) {
            String other = letters(candidate);
            double likeness = SIMILARITY.apply(letters, other);
            if (Math.min(letters.length(), other.length()) >= SHORTEST_CONTAINED
                    && (other.contains(letters) || letters.contains(other))) {
                likeness = Math.max(likeness, CONTAINED);
            }
            if (likeness > best) {
                best = likeness;
                nearest = candidate;
            }
        }
        return nearest;
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
