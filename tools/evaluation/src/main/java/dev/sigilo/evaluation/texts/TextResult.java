package dev.sigilo.evaluation.texts;

import dev.sigilo.evaluation.texts.GoldText.GoldSpan;
import dev.sigilo.evaluation.texts.GoldText.Part;
import dev.sigilo.identifiers.Span;
import dev.sigilo.records.Category;
import dev.sigilo.tokenize.domain.ScrubbedText.Replacement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The result of scrubbing one text. docs/EVALUATE.md defines the terms. */
public final class TextResult {
    private final GoldText gold;
    private final List<Span> detected;
    private final List<Replacement> changed;
    private final List<GoldSpan> counted = new ArrayList<>();
    private final List<GoldSpan> missed = new ArrayList<>();
    private final List<GoldSpan> left = new ArrayList<>();
    private final List<Replacement> falseSpans = new ArrayList<>();
    private final List<Replacement> altered = new ArrayList<>();
    private final Map<String, Integer> spoilt = new HashMap<>();
    private final boolean[] neutral;
    private final int words;
    private int outside;

    /**
     * @param detected     what the detector found
     * @param changed      what the policy changed
     * @param neutralTypes types of marks that count neither for nor against
     */
    public TextResult(GoldText gold, List<Span> detected, List<Replacement> changed, Set<String> neutralTypes) {
        this.gold = gold;
        this.detected = List.copyOf(detected);
        this.changed = List.copyOf(changed);
        String text = gold.text();
        this.words = ScoredCharacters.words(text);
        boolean[] marked = new boolean[text.length()];
        neutral = new boolean[text.length()];
        boolean[] found = new boolean[text.length()];
        Replacement[] by = new Replacement[text.length()];
        for (GoldSpan span : gold.spans()) {
            for (Part part : span.parts()) {
                Arrays.fill(marked, part.start(), part.end(), true);
                if (neutralTypes.contains(span.type())) {
                    Arrays.fill(neutral, part.start(), part.end(), true);
                }
            }
        }
        detected.forEach(span -> Arrays.fill(found, span.start(), span.end(), true));
        changed.forEach(span -> Arrays.fill(by, span.start(), span.end(), span));
        for (GoldSpan span : gold.spans()) {
            if (neutralTypes.contains(span.type())) {
                continue;
            }
            counted.add(span);
            if (!whole(span, found, by, false)) {
                missed.add(span);
            } else if (!whole(span, found, by, true)) {
                left.add(span);
            }
        }
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!marked[i] && ScoredCharacters.isLetterOrDigit(text.codePointAt(i))) {
                outside++;
                if (by[i] != null) {
                    spoilt.merge(by[i].category(), 1, Integer::sum);
                }
            }
        }
        for (Replacement span : changed) {
            if (isFalse(span, marked)) {
                falseSpans.add(span);
                if (ScoredCharacters.hasDigit(text.substring(span.start(), span.end()))) {
                    altered.add(span);
                }
            }
        }
    }

    private boolean whole(GoldSpan span, boolean[] found, Replacement[] by, boolean changedAlone) {
        for (Part part : span.parts()) {
            int codePoint;
            for (int i = part.start(); i < part.end(); i += Character.charCount(codePoint)) {
                codePoint = gold.text().codePointAt(i);
                if (ScoredCharacters.isLetterOrDigit(codePoint) && (changedAlone ? by[i] == null : !found[i])) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Ages are left out, because many corpora do not mark them. */
    private static boolean isFalse(Replacement span, boolean[] marked) {
        if (span.category().equals(Category.AGE.name())) {
            return false;
        }
        for (int i = span.start(); i < span.end(); i++) {
            if (marked[i]) {
                return false;
            }
        }
        return true;
    }

    public GoldText gold() {
        return gold;
    }

    public List<Span> detected() {
        return detected;
    }

    public List<Replacement> changed() {
        return changed;
    }

    /** Marks whose types count. */
    public List<GoldSpan> counted() {
        return counted;
    }

    /** Marks with a letter or digit that was not found. */
    public List<GoldSpan> missed() {
        return missed;
    }

    /** Marks that were found completely but kept by the policy, in whole or in part. */
    public List<GoldSpan> left() {
        return left;
    }

    /** Changed spans that touch no mark, except ages. */
    public List<Replacement> falseSpans() {
        return falseSpans;
    }

    /** Those of {@link #falseSpans} that contain a digit. */
    public List<Replacement> altered() {
        return altered;
    }

    /** Changed letters and digits outside all marks, by the category of the change. */
    public Map<String, Integer> spoilt() {
        return spoilt;
    }

    /** Letters and digits outside all marks. */
    public int outside() {
        return outside;
    }

    public int words() {
        return words;
    }

    /** Whether a range shares a character with a neutral mark. */
    boolean touchesNeutral(int start, int end) {
        for (int i = start; i < end; i++) {
            if (neutral[i]) {
                return true;
            }
        }
        return false;
    }

    /** Whether a mark was missed or anything outside of marks was changed. */
    public boolean hasErrors() {
        return !missed.isEmpty() || !falseSpans.isEmpty() || !spoilt.isEmpty();
    }

    /** Leaves the text out: it may be a patient's. */
    @Override
    public String toString() {
        return "TextResult[" + missed.size() + " missed, " + falseSpans.size() + " false]";
    }
}
