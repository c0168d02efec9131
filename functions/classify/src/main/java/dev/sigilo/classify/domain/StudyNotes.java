package dev.sigilo.classify.domain;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The information about the study in one text: the modality that it names, suggests or shows, and the body parts. */
final class StudyNotes {
    private static final int NOTHING = StudyTerms.NOTHING;
    /**
     * The number of sentences at the beginning of a report that may name its own study; later ones may mention other
     * studies.
     */
    private static final int FIRST_SENTENCES = 2;

    /** Codes that are also units, ordinary words or abbreviations: 75 mg, 540 nm, post op, "el hígado es normal". */
    private static final Set<String> ALSO_WORDS =
            Set.of("mg", "nm", "gm", "sm", "op", "es", "px", "io", "rf", "sr", "ot", "doc", "seg");

    private final StudyTerms terms;
    private int modality = NOTHING;
    private int modalityPhrase;
    private int hint = NOTHING;
    private int hintPhrase;
    private int sight = NOTHING;
    private int sightPhrase;
    private boolean chest;
    private int chestPhrase;
    private final Set<Integer> parts = new LinkedHashSet<>();
    private int firstPartPhrase = NOTHING;
    private int[] regionHits;

    private StudyNotes(StudyTerms terms) {
        this.terms = terms;
    }

    /**
     * Reads what a text says about its study.
     *
     * @param named whether the whole text is about the study itself; otherwise only its first sentences and its
     *              technique are
     */
    static StudyNotes of(String text, Scanner scanner, boolean named, StudyTerms terms, Section[] sections) {
        StudyNotes notes = new StudyNotes(terms);
        scanner.begin(text);
        Section section = null;
        int sentences = 0;
        while (scanner.next()) {
            if (scanner.isHeading()) {
                section = sections[Phrases.phrase(scanner.headingMatch())];
                continue;
            }
            if (section == Section.HISTORY || section == Section.ADVICE) {
                continue;
            }
            boolean ofStudy = named || section == Section.TECHNIQUE || section == null && sentences < FIRST_SENTENCES;
            sentences++;
            if (notes.sentence(text, scanner.words(), named, ofStudy) && named) {
                return notes;
            }
        }
        return notes;
    }

    /** Reads one sentence; returns whether it changed to another study. */
    private boolean sentence(String text, Words words, boolean named, boolean ofStudy) {
        long match;
        for (int i = 0; i < words.count; i += Phrases.step(match)) {
            match = terms.match(words, i);
            if (match < 0) {
                continue;
            }
            int phrase = Phrases.phrase(match);
            if (terms.isStop(phrase) && (modality != NOTHING || hint != NOTHING || !named)) {
                return true;
            }
            if (!isTitle(text, words, i, match) && !isOrdinary(text, words, i, match, named)) {
                take(phrase, ofStudy);
            }
        }
        return false;
    }

    /**
     * Returns whether "Mr" is a man's title and not the modality: it has a small r or a point, and the next word is
     * capitalized and is not a term of a study. "MR brain" and "Mr Brain" are the modality.
     */
    private boolean isTitle(String text, Words words, int word, long match) {
        if (Phrases.length(match) > 1 || word + 1 >= words.count) {
            return false;
        }
        int end = words.end[word];
        boolean isMr = end - words.start[word] == 2 && text.regionMatches(true, words.start[word], "mr", 0, 2);
        boolean small = text.charAt(end - 1) == 'r';
        boolean point = end < text.length() && text.charAt(end) == '.';
        return isMr
                && (small || point)
                && Character.isUpperCase(text.charAt(words.start[word + 1]))
                && terms.match(words, word + 1) < 0;
    }

    /**
     * Returns whether a code is used as a unit or an ordinary word: in small letters, unless a text about the study begins
     * with it ("mg bilateral"); after a number ("75 MG"); or, in other texts, before a slash ("MG/DL") and within prose
     * in capitals ("EL HIGADO ES NORMAL"). In a text about the study a slash separates two codes ("NM/CT").
     */
    private static boolean isOrdinary(String text, Words words, int word, long match, boolean named) {
        String code = text.substring(words.start[word], words.end[word]);
        if (Phrases.length(match) > 1 || !ALSO_WORDS.contains(code.toLowerCase(Locale.ROOT))) {
            return false;
        }
        if (hasSmallLetter(code)) {
            return !named || word > 0;
        }
        int before = words.start[word] - 1;
        while (before >= 0 && text.charAt(before) == ' ') {
            before--;
        }
        int end = words.end[word];
        if (before >= 0 && Character.isDigit(text.charAt(before))) {
            return true;
        }
        if (named) {
            return false;
        }
        if (end < text.length() && text.charAt(end) == '/') {
            return true;
        }
        int from = words.start[Math.max(0, word - 1)];
        int to = words.end[Math.min(words.count - 1, word + 1)];
        return words.count > 1 && !hasSmallLetter(text.substring(from, to));
    }

    private static boolean hasSmallLetter(String text) {
        return text.chars().anyMatch(Character::isLowerCase);
    }

    private void take(int phrase, boolean ofStudy) {
        int code = terms.named(phrase);
        if (code != NOTHING && modality == NOTHING && ofStudy) {
            modality = code;
            modalityPhrase = phrase;
        }
        code = terms.hinted(phrase);
        if (code != NOTHING && hint == NOTHING && ofStudy) {
            hint = code;
            hintPhrase = phrase;
        }
        code = terms.seen(phrase);
        if (code != NOTHING && sight == NOTHING) {
            sight = code;
            sightPhrase = phrase;
        }
        if (ofStudy && terms.hintsAtChest(phrase)) {
            chest = true;
            chestPhrase = phrase;
        }
        int term = terms.part(phrase);
        if (term == NOTHING) {
            return;
        }
        if (ofStudy) {
            if (parts.add(term) && firstPartPhrase == NOTHING) {
                firstPartPhrase = phrase;
            }
        } else {
            if (regionHits == null) {
                regionHits = new int[terms.bodyParts()];
            }
            regionHits[terms.regionOf(term)]++;
        }
    }

    /** Returns whether the text names a modality. */
    boolean namesModality() {
        return modality != NOTHING;
    }

    /** Returns whether the text names or suggests a modality. */
    boolean suggestsModality() {
        return modality != NOTHING || hint != NOTHING;
    }

    /** Returns whether the text names, suggests or shows a modality. */
    boolean showsModality() {
        return suggestsModality() || sight != NOTHING;
    }

    /** Returns the modality that the text names. */
    String namedModality() {
        return terms.modality(modality);
    }

    /** Returns the modality that the text names, or otherwise suggests. */
    String suggestedModality() {
        return terms.modality(modality != NOTHING ? modality : hint);
    }

    String suggestedModalityWord() {
        return terms.text(modality != NOTHING ? modalityPhrase : hintPhrase);
    }

    /** Returns the modality that the text names, or otherwise shows, or otherwise suggests. */
    String shownModality() {
        return modality == NOTHING && sight != NOTHING ? terms.modality(sight) : suggestedModality();
    }

    String shownModalityWord() {
        return modality == NOTHING && sight != NOTHING ? terms.text(sightPhrase) : suggestedModalityWord();
    }

    /** Returns the body parts of the study, the leading one first. */
    List<String> parts() {
        return terms.ordered(parts);
    }

    String firstPartWord() {
        return terms.text(firstPartPhrase);
    }

    /** Returns whether the text suggests a study of the chest. */
    boolean hintsAtChest() {
        return chest;
    }

    String chestWord() {
        return terms.text(chestPhrase);
    }

    /** Returns the region that the text mentions most, or null. */
    String mostNamedRegion() {
        int most = NOTHING;
        for (int i = 0; regionHits != null && i < regionHits.length; i++) {
            if (regionHits[i] > 0 && (most == NOTHING || regionHits[i] > regionHits[most])) {
                most = i;
            }
        }
        return most == NOTHING ? null : terms.bodyPart(most);
    }
}
