package dev.sigilo.tokenize.evaluate;

import dev.sigilo.tokenize.domain.ScrubbedText.Replacement;
import dev.sigilo.tokenize.domain.detect.IdentifierType;
import dev.sigilo.tokenize.domain.detect.Span;
import dev.sigilo.tokenize.evaluate.GoldText.GoldSpan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Adds up how well scrubbing did on marked texts. docs/EVALUATE.md says what each figure means. Not thread-safe. */
public final class ScrubScores {
    /** Marks of these types count neither way unless told: what a source put in place of an identifier, years alone, countries. */
    public static final Set<String> NEUTRAL = Set.of("PLACEHOLDER", "YEAR", "COUNTRY");

    /** What the shipped policies leave in the text; used where only the detector is measured. */
    private static final Set<IdentifierType> KEPT = EnumSet.of(IdentifierType.COUNTRY, IdentifierType.NATIONALITY,
            IdentifierType.PROFESSION, IdentifierType.SEX, IdentifierType.RELATIVE, IdentifierType.OTHER);

    /** Figures of one type of marks. */
    public static final class Marked {
        private int count;
        private int hidden;
        private int left;

        public int count() {
            return count;
        }

        /** Marks all of whose letters and figures were found. */
        public int hidden() {
            return hidden;
        }

        /** Of the hidden ones those that the policy left standing, whole or in part. */
        public int left() {
            return left;
        }

        /** Share of the marks that is hidden, 1 where there are none. */
        public double hiddenShare() {
            return count == 0 ? 1 : (double) hidden / count;
        }
    }

    /** Figures of one category of what was changed. */
    public static final class Changed {
        private int spans;
        private int falseSpans;
        private int altered;
        private long spoilt;

        public int spans() {
            return spans;
        }

        /** Spans that touch no mark. */
        public int falseSpans() {
            return falseSpans;
        }

        /** False spans that hold a figure. */
        public int altered() {
            return altered;
        }

        /** Letters and figures outside of all marks that were changed. */
        public long spoilt() {
            return spoilt;
        }
    }

    private final Set<String> neutral;
    private final TypeMapping mapping;
    private final Map<String, Marked> marked = new TreeMap<>();
    private final Map<String, Changed> changed = new TreeMap<>();
    private final List<TextResult> results = new ArrayList<>();
    private int texts;
    private long words;
    private long outside;

    /** Scores with the neutral types and the mapping that are used unless told. */
    public ScrubScores() {
        this(NEUTRAL, TypeMapping.standard());
    }

    /**
     * @param neutral types of marks that are neither right nor wrong
     * @param mapping which of the detector's types are right for a mark's type
     */
    public ScrubScores(Set<String> neutral, TypeMapping mapping) {
        this.neutral = Set.copyOf(neutral);
        this.mapping = mapping;
    }

    /** Takes in a text by what the detector found in it, as though everything were replaced that the shipped policies replace. */
    public TextResult add(GoldText gold, List<Span> detected) {
        return add(gold, detected, detected.stream().filter(span -> !KEPT.contains(span.identifierType()))
                .map(span -> new Replacement(span.start(), span.end(), span.identifierType().category(), "")).toList());
    }

    /** Takes in a text: what its annotators marked, what the detector found, and what the policy changed. */
    public TextResult add(GoldText gold, List<Span> detected, List<Replacement> replaced) {
        TextResult result = new TextResult(gold, detected, replaced, neutral);
        results.add(result);
        texts++;
        words += result.words();
        outside += result.outside();
        result.counted().forEach(span -> of(span).count++);
        result.counted().forEach(span -> of(span).hidden++);
        result.missed().forEach(span -> of(span).hidden--);
        result.left().forEach(span -> of(span).left++);
        result.changed().forEach(span -> of(span.category()).spans++);
        result.falseSpans().forEach(span -> of(span.category()).falseSpans++);
        result.altered().forEach(span -> of(span.category()).altered++);
        result.spoilt().forEach((category, letters) -> of(category).spoilt += letters);
        return result;
    }

    private Marked of(GoldSpan span) {
        return marked.computeIfAbsent(span.type(), type -> new Marked());
    }

    private Changed of(String category) {
        return changed.computeIfAbsent(category, name -> new Changed());
    }

    /** What each text came to, in the order in which they were added. */
    public List<TextResult> results() {
        return results;
    }

    public int texts() {
        return texts;
    }

    /** Words of all texts. */
    public long words() {
        return words;
    }

    /** By type of marks; types that are neutral are not there. */
    public Map<String, Marked> marked() {
        return marked;
    }

    /** By category of what was changed. */
    public Map<String, Changed> changed() {
        return changed;
    }

    /** Figures of all marks. */
    public Marked allMarked() {
        Marked all = new Marked();
        marked.values().forEach(one -> {
            all.count += one.count;
            all.hidden += one.hidden;
            all.left += one.left;
        });
        return all;
    }

    /** Figures of all that was changed. */
    public Changed allChanged() {
        Changed all = new Changed();
        changed.values().forEach(one -> {
            all.spans += one.spans;
            all.falseSpans += one.falseSpans;
            all.altered += one.altered;
            all.spoilt += one.spoilt;
        });
        return all;
    }

    /** So many spans for a thousand words of the texts. */
    public double perThousandWords(int spans) {
        return 1000.0 * spans / Math.max(1, words);
    }

    /** So many letters and figures as a share of all that stand outside of marks. */
    public double spoiltShare(long letters) {
        return (double) letters / Math.max(1, outside);
    }

    /** Marks of types that the mapping does not know, with their number. */
    public Map<String, Integer> unmapped() {
        Map<String, Integer> unmapped = new TreeMap<>();
        marked.forEach((type, figures) -> {
            if (mapping.types(type).isEmpty()) {
                unmapped.put(type, figures.count);
            }
        });
        return unmapped;
    }

    /**
     * Precision, recall and F1.
     *
     * @param byType by type of marks that the mapping knows: the found type must be right, too
     * @param all    the sum of these
     * @param spans  of the same spans, whatever the type
     */
    public record Agreements(Map<String, Agreement> byType, Agreement all, Agreement spans) {}

    /** How found spans and marks agree. Spans of types that this corpus does not mark are left out. */
    public Agreements agreements() {
        Map<String, Agreement> byType = new TreeMap<>();
        Agreement all = new Agreement();
        Agreement spans = new Agreement();
        Set<String> present = new TreeSet<>(marked.keySet());
        present.removeIf(type -> mapping.types(type).isEmpty());
        Map<IdentifierType, List<String>> goldTypes = mapping.goldTypes(present);
        for (TextResult result : results) {
            List<GoldSpan> gold = result.counted().stream().filter(span -> present.contains(span.type())).toList();
            for (GoldSpan mark : gold) {
                Match match = new Match(mark, result.detected());
                byType.computeIfAbsent(mark.type(), type -> new Agreement()).addMarked(match.exact, match.touched);
                all.addMarked(match.exact, match.touched);
                spans.addMarked(match.exactSpan, match.touchedSpan);
            }
            for (Span found : result.detected()) {
                addFound(found, gold, result, goldTypes, byType, all, spans);
            }
        }
        return new Agreements(byType, all, spans);
    }

    private void addFound(Span found, List<GoldSpan> gold, TextResult result, Map<IdentifierType, List<String>> goldTypes,
            Map<String, Agreement> byType, Agreement all, Agreement spans) {
        List<String> candidates = goldTypes.getOrDefault(found.identifierType(), List.of());
        GoldSpan right = null;
        boolean touchesAny = false;
        boolean isRightExact = false;
        boolean isAnyExact = false;
        for (GoldSpan mark : gold) {
            if (mark.start() < found.end() && found.start() < mark.end()) {
                touchesAny = true;
                boolean exact = mark.start() == found.start() && mark.end() == found.end();
                isAnyExact |= exact;
                if (candidates.contains(mark.type()) && (right == null || exact)) {
                    right = mark;
                    isRightExact |= exact;
                }
            }
        }
        if (candidates.isEmpty() || !touchesAny && result.touchesNeutral(found.start(), found.end())) {
            return;
        }
        byType.computeIfAbsent(right != null ? right.type() : candidates.get(0), type -> new Agreement())
                .addFound(isRightExact, right != null);
        all.addFound(isRightExact, right != null);
        spans.addFound(isAnyExact, touchesAny);
    }

    /** How a mark was met by what was found. */
    private final class Match {
        private boolean exact;
        private boolean touched;
        private boolean exactSpan;
        private boolean touchedSpan;

        Match(GoldSpan mark, List<Span> detected) {
            Set<IdentifierType> types = mapping.types(mark.type());
            for (Span found : detected) {
                if (mark.start() < found.end() && found.start() < mark.end()) {
                    boolean ends = mark.start() == found.start() && mark.end() == found.end();
                    boolean fits = types.contains(found.identifierType());
                    exactSpan |= ends;
                    touchedSpan = true;
                    exact |= ends && fits;
                    touched |= fits;
                }
            }
        }
    }

    /** Tables of all figures, and one line that sums them up. */
    public String table() {
        StringBuilder table = new StringBuilder();
        Marked all = allMarked();
        table.append(String.format(Locale.ROOT, "%-34s %6s %8s %6s%n", "marked", "spans", "hidden", "left"));
        marked.entrySet().stream().sorted(Comparator.comparingInt((Map.Entry<String, Marked> e) -> -e.getValue().count))
                .forEach(entry -> markedLine(table, entry.getKey(), entry.getValue()));
        markedLine(table, "all", all);
        Changed allChanged = allChanged();
        table.append(String.format(Locale.ROOT, "%n%-34s %6s %6s %9s %9s %8s%n", "changed", "spans", "false", "per 1,000", "spoilt",
                "altered"));
        changed.entrySet().stream().sorted(Comparator.comparingInt((Map.Entry<String, Changed> e) -> -e.getValue().spans))
                .forEach(entry -> changedLine(table, entry.getKey(), entry.getValue()));
        changedLine(table, "all", allChanged);
        agreementTable(table);
        table.append('\n').append(summary()).append('\n');
        return table.toString();
    }

    private static void markedLine(StringBuilder table, String type, Marked figures) {
        table.append(String.format(Locale.ROOT, "%-34s %6d %8s %6d%n", type, figures.count, fixed(figures.hiddenShare(), 4), figures.left));
    }

    private void changedLine(StringBuilder table, String category, Changed figures) {
        table.append(String.format(Locale.ROOT, "%-34s %6d %6d %9s %9s %8d%n", category, figures.spans, figures.falseSpans,
                fixed(perThousandWords(figures.falseSpans), 3), percent(spoiltShare(figures.spoilt)), figures.altered));
    }

    private void agreementTable(StringBuilder table) {
        Agreements agreements = agreements();
        if (!agreements.byType().isEmpty()) {
            table.append(String.format(Locale.ROOT, "%n%-34s %6s %6s  %-26s  %-26s%n", "", "", "", "strict", "relaxed"));
            table.append(String.format(Locale.ROOT, "%-34s %6s %6s  %8s %8s %8s  %8s %8s %8s%n", "detected", "marked", "found",
                    "prec.", "recall", "f1", "prec.", "recall", "f1"));
            agreements.byType().forEach((type, figures) -> agreementLine(table, type, figures));
            agreementLine(table, "all", agreements.all());
            agreementLine(table, "all, whatever the type", agreements.spans());
        }
        if (!unmapped().isEmpty()) {
            table.append("not in this table, because Sigilo has no type of this name (--map): ")
                    .append(String.join(", ", unmapped().keySet())).append('\n');
        }
    }

    private static void agreementLine(StringBuilder table, String type, Agreement figures) {
        table.append(String.format(Locale.ROOT, "%-34s %6d %6d  %8s %8s %8s  %8s %8s %8s%n", type, figures.marked(), figures.found(),
                fixed(figures.strictPrecision(), 4), fixed(figures.strictRecall(), 4), fixed(figures.strictF1(), 4),
                fixed(figures.relaxedPrecision(), 4), fixed(figures.relaxedRecall(), 4), fixed(figures.relaxedF1(), 4)));
    }

    /** The sums in one line. */
    public String summary() {
        Marked all = allMarked();
        Changed allChanged = allChanged();
        return "documents " + texts + ", words " + words + ", hidden " + fixed((double) all.hidden / Math.max(1, all.count), 4) + " of "
                + all.count + ", false " + fixed(perThousandWords(allChanged.falseSpans), 3) + " per 1,000 words, spoilt "
                + percent(spoiltShare(allChanged.spoilt)) + ", altered " + allChanged.altered;
    }

    /** A share as a percentage with three decimals. */
    static String percent(double share) {
        return fixed(share * 100, 3) + "%";
    }

    /** Rounds the number itself and not its shortest spelling, half to even, as most languages print numbers. */
    static String fixed(double number, int decimals) {
        return new BigDecimal(number).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }
}
