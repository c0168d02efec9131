package dev.sigilo.classify.domain;

import dev.sigilo.classify.domain.Modalities.Modality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words that name a modality or a body part, and the words after which a text is about other studies. */
final class StudyTerms {
    static final int NOTHING = -1;
    private static final String[] STOPS = {
        "comparison",
        "comparisons",
        "compared",
        "compare",
        "comparisxxxx",
        "prior",
        "previous",
        "previously",
        "correlation",
        "comparacion",
        "comparado",
        "comparada",
        "compara",
        "previo",
        "previa",
        "previos",
        "previas",
        "recommend",
        "recommended",
        "recommends",
        "recommendation",
        "suggest",
        "suggested",
        "advised",
        "consider",
        "follow up",
        "followup",
        "further evaluation",
        "could be",
        "se recomienda",
        "recomienda",
        "recomendamos",
        "aconseja",
        "se aconseja",
        "sugiere",
        "se sugiere",
        "valorar",
        "completar con"
    };

    private final Phrases phrases;
    private final List<String> codes = new ArrayList<>();
    private final List<String> terms = new ArrayList<>();
    private int[] named = new int[0];
    private int[] hinted = new int[0];
    private int[] seen = new int[0];
    private int[] part = new int[0];
    private final BitSet chestHint = new BitSet();
    private final BitSet stop = new BitSet();
    private final Map<String, Integer> rootOf = new HashMap<>();

    StudyTerms(Vocabulary vocabulary) {
        this.phrases = new Phrases(vocabulary);
        Modalities.all().forEach(this::add);
        for (Anatomy.Part one : Anatomy.all()) {
            terms.add(one.term());
            for (String word : one.words()) {
                part = set(part, phrases.add(word), terms.size() - 1);
            }
        }
        for (String term : terms) {
            String root = term;
            while (Anatomy.part(root).of().size() == 1) {
                root = Anatomy.part(root).of().get(0);
            }
            rootOf.put(term, terms.indexOf(root));
        }
        Anatomy.chestHints().forEach(word -> chestHint.set(phrases.add(word)));
        for (String word : STOPS) {
            stop.set(phrases.add(word));
        }
    }

    private void add(Modality modality) {
        codes.add(modality.code());
        if (modality.strength() == Modalities.Strength.DECLARED) {
            return;
        }
        for (String word : modality.words()) {
            int phrase = phrases.add(word);
            switch (modality.strength()) {
                case NAMED -> named = set(named, phrase, codes.size() - 1);
                case HINTED -> hinted = set(hinted, phrase, codes.size() - 1);
                default -> seen = set(seen, phrase, codes.size() - 1);
            }
        }
    }

    private static int[] set(int[] table, int phrase, int value) {
        int[] larger = table;
        if (phrase >= table.length) {
            larger = Arrays.copyOf(table, Math.max(phrase + 1, table.length * 2));
            Arrays.fill(larger, table.length, larger.length, NOTHING);
        }
        larger[phrase] = value;
        return larger;
    }

    private static int get(int[] table, int phrase) {
        return phrase < table.length ? table[phrase] : NOTHING;
    }

    /** Returns the match of a term at a word, as {@link Phrases#match}. */
    long match(Words words, int word) {
        return phrases.match(words, word);
    }

    String text(int phrase) {
        return phrases.text(phrase);
    }

    /** Returns the number of the modality that the phrase names, or NOTHING. */
    int named(int phrase) {
        return get(named, phrase);
    }

    /** Returns the number of the modality that the phrase suggests, or NOTHING. */
    int hinted(int phrase) {
        return get(hinted, phrase);
    }

    /** Returns the number of the modality whose images show what the phrase describes, or NOTHING. */
    int seen(int phrase) {
        return get(seen, phrase);
    }

    /** Returns the number of the body part that the phrase names, or NOTHING. */
    int part(int phrase) {
        return get(part, phrase);
    }

    /** Returns whether the phrase suggests a study of the chest. */
    boolean hintsAtChest(int phrase) {
        return chestHint.get(phrase);
    }

    /** Returns whether the text after this phrase is about another study. */
    boolean isStop(int phrase) {
        return stop.get(phrase);
    }

    String modality(int number) {
        return codes.get(number);
    }

    String bodyPart(int number) {
        return terms.get(number);
    }

    int bodyParts() {
        return terms.size();
    }

    /** Returns the number of the region that contains a body part. */
    int regionOf(int number) {
        return rootOf.get(terms.get(number));
    }

    /** Returns the parts as terms, the leading part first. A part that lies within another named part is left out. */
    List<String> ordered(Set<Integer> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        List<String> all = new ArrayList<>(found.size());
        found.forEach(term -> all.add(terms.get(term)));
        if (all.size() == 1) {
            return all;
        }
        List<String> kept = new ArrayList<>(all);
        // "CT of the chest, liver": both stay, because the chest does not include the liver. "Brain and head": only the
        // narrower part stays.
        kept.removeIf(term -> all.stream()
                .anyMatch(other -> !other.equals(term)
                        && Anatomy.isPartOf(other, term)
                        && Anatomy.part(other).of().size() <= 1
                        && Anatomy.part(other).rank() <= Anatomy.part(term).rank()));
        kept.removeIf(term -> all.stream()
                .anyMatch(other ->
                        Anatomy.part(other).of().size() > 1 && !other.equals(term) && Anatomy.isPartOf(other, term)));
        Collections.sort(
                kept,
                (a, b) ->
                        Integer.compare(Anatomy.part(a).rank(), Anatomy.part(b).rank()));
        return kept;
    }
}
