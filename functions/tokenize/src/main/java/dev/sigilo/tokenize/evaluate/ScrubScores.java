package dev.sigilo.tokenize.evaluate;

import dev.sigilo.tokenize.domain.detect.IdentifierType;
import dev.sigilo.tokenize.domain.detect.Span;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Adds up how well spans that were found agree with a gold standard.
 *
 * <p>Strict: a span is right if its start and end are those of a gold span; its type does not count. Leaked: a gold
 * value that still stands in the text when every found span of a type that policies replace is taken out. Changed: the
 * characters and words that are taken out although no gold span holds them.
 */
public final class ScrubScores {

    /** What the shipped policies leave in the text. */
    private static final Set<IdentifierType> KEPT = EnumSet.of(IdentifierType.COUNTRY, IdentifierType.NATIONALITY,
            IdentifierType.PROFESSION, IdentifierType.SEX, IdentifierType.RELATIVE, IdentifierType.OTHER);

    private static final class Counts {
        int right;
        int wrong;
        int missed;
        int leaked;

        int gold() {
            return right + missed;
        }
    }

    private final Map<String, Counts> byType = new TreeMap<>();
    private long charactersOutside;
    private long changedOutside;
    private long words;
    private long changedWords;

    /** Takes in one text: what its annotators marked, and what was found. */
    public void add(GoldText gold, List<Span> found) {
        Map<Long, Integer> foundTypes = new HashMap<>();
        for (Span span : found) {
            foundTypes.put(key(span.start(), span.end()), 1);
        }
        boolean[] marked = new boolean[gold.text().length()];
        StringBuilder scrubbed = scrub(gold.text(), found);
        Map<Long, String> goldKeys = new HashMap<>();
        for (GoldText.GoldSpan span : gold.spans()) {
            Counts counts = byType.computeIfAbsent(span.type(), type -> new Counts());
            goldKeys.put(key(span.start(), span.end()), span.type());
            if (foundTypes.containsKey(key(span.start(), span.end()))) {
                counts.right++;
            } else {
                counts.missed++;
            }
            if (scrubbed.indexOf(gold.text().substring(span.start(), span.end())) >= 0) {
                counts.leaked++;
            }
            java.util.Arrays.fill(marked, span.start(), span.end(), true);
        }
        boolean[] changed = new boolean[marked.length];
        for (Span span : found) {
            if (!goldKeys.containsKey(key(span.start(), span.end()))) {
                byType.computeIfAbsent(span.identifierType().meddocanType(), type -> new Counts()).wrong++;
            }
            java.util.Arrays.fill(changed, span.start(), span.end(), true);
        }
        for (int i = 0; i < marked.length; i++) {
            if (!marked[i]) {
                charactersOutside++;
                changedOutside += changed[i] ? 1 : 0;
            }
        }
        countWords(gold.text(), marked, replaced(marked.length, found));
    }

    private static boolean[] replaced(int length, List<Span> found) {
        boolean[] replaced = new boolean[length];
        for (Span span : found) {
            if (!KEPT.contains(span.identifierType())) {
                java.util.Arrays.fill(replaced, span.start(), span.end(), true);
            }
        }
        return replaced;
    }

    private static StringBuilder scrub(String text, List<Span> found) {
        StringBuilder scrubbed = new StringBuilder();
        int from = 0;
        for (Span span : found) {
            if (!KEPT.contains(span.identifierType())) {
                scrubbed.append(text, from, span.start()).append('\0');
                from = span.end();
            }
        }
        return scrubbed.append(text, from, text.length());
    }

    private void countWords(String text, boolean[] marked, boolean[] replaced) {
        int i = 0;
        while (i < text.length()) {
            if (Character.isWhitespace(text.charAt(i))) {
                i++;
                continue;
            }
            boolean outside = true;
            boolean hit = false;
            while (i < text.length() && !Character.isWhitespace(text.charAt(i))) {
                outside &= !marked[i];
                hit |= replaced[i];
                i++;
            }
            if (outside) {
                words++;
                changedWords += hit ? 1 : 0;
            }
        }
    }

    private static long key(int start, int end) {
        return (long) start << 32 | end;
    }

    public double precision() {
        return ratio(total(1, 0, 0), total(1, 1, 0));
    }

    public double recall() {
        return ratio(total(1, 0, 0), total(1, 0, 1));
    }

    /** Strict F1 over all types. */
    public double f1() {
        return ratio(2L * total(1, 0, 0), 2L * total(1, 0, 0) + total(0, 1, 1));
    }

    /** Part of the gold values of this type that is no longer in the text, 1 if there are none. */
    public double hidden(String goldType) {
        Counts counts = byType.get(goldType);
        return counts == null || counts.gold() == 0 ? 1 : 1 - (double) counts.leaked / counts.gold();
    }

    /** Part of the characters outside of all gold spans that a found span covers. */
    public double changedCharacters() {
        return ratio(changedOutside, charactersOutside);
    }

    /** Part of the words outside of all gold spans that policies would replace. */
    public double changedWords() {
        return ratio(changedWords, words);
    }

    private long total(int right, int wrong, int missed) {
        return byType.values().stream()
                .mapToLong(c -> (long) right * c.right + (long) wrong * c.wrong + (long) missed * c.missed).sum();
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** Returns a table: a line per gold type, then the totals. */
    public String table() {
        StringBuilder table = new StringBuilder(
                String.format(Locale.ROOT, "%-34s %6s %9s %9s %9s %9s%n", "type", "gold", "precision", "recall", "f1", "hidden"));
        byType.forEach((type, c) -> table.append(String.format(Locale.ROOT, "%-34s %6d %9.4f %9.4f %9.4f %9.4f%n", type,
                c.gold(), ratio(c.right, c.right + c.wrong), ratio(c.right, c.gold()),
                ratio(2L * c.right, 2L * c.right + c.wrong + c.missed), hidden(type))));
        table.append(String.format(Locale.ROOT, "%-34s %6d %9.4f %9.4f %9.4f%n", "all, strict", total(1, 0, 1),
                precision(), recall(), f1()));
        table.append(String.format(Locale.ROOT, "changed outside gold spans: %.4f of the characters, %.4f of the words%n",
                changedCharacters(), changedWords()));
        return table.toString();
    }
}
