package dev.sigilo.evaluation.texts;

import dev.sigilo.evaluation.texts.GoldText.GoldSpan;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import dev.sigilo.tokenize.domain.ScrubbedText.Replacement;
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

/** Scores scrubbing on annotated texts. docs/EVALUATE.md explains each figure. Not thread-safe. */
public final class ScrubScores {
    /** Default neutral types, which count neither for nor against: a source's placeholders, years by themselves, countries. */
    public static final Set<String> NEUTRAL = Set.of("PLACEHOLDER", "YEAR", "COUNTRY");

    /** Types that the shipped policies keep in the text; used when only the detector is scored. */
    private static final Set<IdentifierType> KEPT = EnumSet.of(
            IdentifierType.COUNTRY,
            IdentifierType.NATIONALITY,
            IdentifierType.PROFESSION,
            IdentifierType.SEX,
            IdentifierType.RELATIVE,
            IdentifierType.OTHER);

    /** Figures for one type of marks. */
    public static final class Marked {
        private int count;
        private int hidden;
        private int left;

        public int count() {
            return count;
        }

        /** Marks whose letters and digits were all found. */
        public int hidden() {
            return hidden;
        }

        /** Hidden marks that the policy kept, in whole or in part. */
        public int left() {
            return left;
        }

        /** Share of the marks that are hidden; 1 if there are none. */
        public double hiddenShare() {
            return count == 0 ? 1 : (double) hidden / count;
        }
    }

    /** Figures for one category of changes. */
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

        /** False spans that contain a digit. */
        public int altered() {
            return altered;
        }

        /** Changed letters and digits outside all marks. */
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

    /** Scores with the default neutral types and mapping. */
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

    /** Adds a text with detected spans, as if the shipped policies' replacements had been made. */
    public TextResult add(GoldText gold, List<Span> detected) {
        return add(
                gold,
                detected,
                detected.stream()
                        .filter(span -> !KEPT.contains(span.type()))
                        .map(span -> new Replacement(
                                span.start(), span.end(), span.type().category().name(), ""))
                        .toList());
    }

    /** Adds a text: its marks, the detector's spans, and the policy's changes. */
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

    /** The result for each text, in the order in which they were added. */
    public List<TextResult> results() {
        return results;
    }

    public int texts() {
        return texts;
    }

    /** Number of words in all texts. */
    public long words() {
        return words;
    }

    /** Figures by type of marks, without neutral types. */
    public Map<String, Marked> marked() {
        return marked;
    }

    /** Figures by category of changes. */
    public Map<String, Changed> changed() {
        return changed;
    }

    /** Figures for all marks. */
    public Marked allMarked() {
        Marked all = new Marked();
        marked.values().forEach(one -> {
            all.count += one.count;
            all.hidden += one.hidden;
            all.left += one.left;
        });
        return all;
    }

    /** Figures for all changes. */
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

    /** The given number of spans per thousand words. */
    public double perThousandWords(int spans) {
        return 1000.0 * spans / Math.max(1, words);
    }

    /** The given number of letters and digits as a share of all outside marks. */
    public double spoiltShare(long letters) {
        return (double) letters / Math.max(1, outside);
    }

    /** Types of marks that the mapping does not know, with the number of marks. */
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

    /** Agreement of found spans and marks. Spans of types that this corpus does not mark are left out. */
    public Agreements agreements() {
        Map<String, Agreement> byType = new TreeMap<>();
        Agreement all = new Agreement();
        Agreement spans = new Agreement();
        Set<String> present = new TreeSet<>(marked.keySet());
        present.removeIf(type -> mapping.types(type).isEmpty());
        Map<IdentifierType, List<String>> goldTypes = mapping.goldTypes(present);
        for (TextResult result : results) {
            List<GoldSpan> gold = result.counted().stream()
                    .filter(span -> present.contains(span.type()))
                    .toList();
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

    private void addFound(
            Span found,
            List<GoldSpan> gold,
            TextResult result,
            Map<IdentifierType, List<String>> goldTypes,
            Map<String, Agreement> byType,
            Agreement all,
            Agreement spans) {
        List<String> candidates = goldTypes.getOrDefault(found.type(), List.of());
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

    /** How well found spans match a mark. */
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
                    boolean fits = types.contains(found.type());
                    exactSpan |= ends;
                    touchedSpan = true;
                    exact |= ends && fits;
                    touched |= fits;
                }
            }
        }
    }

    /** Tables of all figures and a summary line. */
    public String table() {
        StringBuilder table = new StringBuilder();
        Marked all = allMarked();
        table.append(String.format(Locale.ROOT, "%-34s %6s %8s %6s%n", "marked", "spans", "hidden", "left"));
        marked.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, Marked> e) -> -e.getValue().count))
                .forEach(entry -> markedLine(table, entry.getKey(), entry.getValue()));
        markedLine(table, "all", all);
        Changed allChanged = allChanged();
        table.append(String.format(
                Locale.ROOT,
                "%n%-34s %6s %6s %9s %9s %8s%n",
                "changed",
                "spans",
                "false",
                "per 1,000",
                "spoilt",
                "altered"));
        changed.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, Changed> e) -> -e.getValue().spans))
                .forEach(entry -> changedLine(table, entry.getKey(), entry.getValue()));
        changedLine(table, "all", allChanged);
        agreementTable(table);
        table.append('\n').append(summary()).append('\n');
        return table.toString();
    }

    private static void markedLine(StringBuilder table, String type, Marked figures) {
        table.append(String.format(
                Locale.ROOT,
                "%-34s %6d %8s %6d%n",
                type,
                figures.count,
                fixed(figures.hiddenShare(), 4),
                figures.left));
    }

    private void changedLine(StringBuilder table, String category, Changed figures) {
        table.append(String.format(
                Locale.ROOT,
                "%-34s %6d %6d %9s %9s %8d%n",
                category,
                figures.spans,
                figures.falseSpans,
                fixed(perThousandWords(figures.falseSpans), 3),
                percent(spoiltShare(figures.spoilt)),
                figures.altered));
    }

    private void agreementTable(StringBuilder table) {
        Agreements agreements = agreements();
        if (!agreements.byType().isEmpty()) {
            table.append(
                    String.format(Locale.ROOT, "%n%-34s %6s %6s  %-26s  %-26s%n", "", "", "", "strict", "relaxed"));
            table.append(String.format(
                    Locale.ROOT,
                    "%-34s %6s %6s  %8s %8s %8s  %8s %8s %8s%n",
                    "detected",
                    "marked",
                    "found",
                    "prec.",
                    "recall",
                    "f1",
                    "prec.",
                    "recall",
                    "f1"));
            agreements.byType().forEach((type, figures) -> agreementLine(table, type, figures));
            agreementLine(table, "all", agreements.all());
            agreementLine(table, "all, whatever the type", agreements.spans());
        }
        if (!unmapped().isEmpty()) {
            table.append("not in this table, because Sigilo has no type of this name (--map): ")
                    .append(String.join(", ", unmapped().keySet()))
                    .append('\n');
        }
    }

    private static void agreementLine(StringBuilder table, String type, Agreement figures) {
        table.append(String.format(
                Locale.ROOT,
                "%-34s %6d %6d  %8s %8s %8s  %8s %8s %8s%n",
                type,
                figures.marked(),
                figures.found(),
                fixed(figures.strictPrecision(), 4),
                fixed(figures.strictRecall(), 4),
                fixed(figures.strictF1(), 4),
                fixed(figures.relaxedPrecision(), 4),
                fixed(figures.relaxedRecall(), 4),
                fixed(figures.relaxedF1(), 4)));
    }

    /** The summary in one line. */
    public String summary() {
        Marked all = allMarked();
        Changed allChanged = allChanged();
        return "documents " + texts + ", words " + words + ", hidden "
                + fixed((double) all.hidden / Math.max(1, all.count), 4) + " of "
                + all.count + ", false " + fixed(perThousandWords(allChanged.falseSpans), 3)
                + " per 1,000 words, spoilt "
                + percent(spoiltShare(allChanged.spoilt)) + ", altered " + allChanged.altered;
    }

    /** A share as a percentage with three decimals. */
    static String percent(double share) {
        return fixed(share * 100, 3) + "%";
    }

    /** Rounds the exact value, half to even, as most languages print numbers, not its shortest decimal form. */
    static String fixed(double number, int decimals) {
        return new BigDecimal(number).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }
}
