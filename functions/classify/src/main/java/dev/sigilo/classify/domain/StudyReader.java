package dev.sigilo.classify.domain;

import dev.sigilo.classify.domain.Modalities.Modality;
import dev.sigilo.classify.domain.Modalities.Strength;
import dev.sigilo.records.Absent;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.MedicalRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out how a study was made and of what: from the fields {@code modality} and {@code body_part}, else from the
 * words of image, technique, report, findings, impression and indication, in this order.
 */
final class StudyReader {
    private static final int NOTHING = -1;
    private static final String[] STOPS = {
        "comparison", "comparisons", "compared", "compare", "comparisxxxx", "prior", "previous", "previously",
        "correlation", "comparacion", "comparado", "comparada", "compara", "previo", "previa", "previos", "previas",
        "recommend", "recommended", "recommends", "recommendation", "suggest", "suggested", "advised", "consider",
        "follow up", "followup", "further evaluation", "could be", "se recomienda", "recomienda", "recomendamos",
        "aconseja", "se aconseja", "sugiere", "se sugiere", "valorar", "completar con"};
    /** Fields that say what was asked; a model's {@code mentions} and {@code prefers} are looked for in these. */
    private static final List<String> REQUEST = List.of(Fields.IMAGE, Fields.TECHNIQUE, Fields.INDICATION,
            Fields.CLINICAL_HISTORY, Fields.SYMPTOMS, Fields.DIAGNOSIS, Fields.MODALITY, Fields.BODY_PART);
    private static final List<String> DESCRIBED = List.of(Fields.REPORT, Fields.FINDINGS, Fields.IMPRESSION);
    /** A report names its own study at its beginning; later sentences may speak of others. */
    private static final int FIRST_SENTENCES = 2;

    private final Phrases phrases;
    private final List<String> codes = new ArrayList<>();
    private final List<String> terms = new ArrayList<>();
    private int[] named = new int[0];
    private int[] hinted = new int[0];
    private int[] seen = new int[0];
    private int[] part = new int[0];
    private final BitSet chestHint = new BitSet();
    private final BitSet stop = new BitSet();
    private final Phrases mentions;
    private final Section[] sections;
    private final Map<String, Integer> rootOf = new HashMap<>();

    StudyReader(Vocabulary vocabulary, Section[] sections, ModelCatalogue catalogue) {
        this.phrases = new Phrases(vocabulary);
        this.sections = sections;
        for (Modality modality : Modalities.all()) {
            codes.add(modality.code());
            if (modality.strength() == Modalities.Strength.DECLARED) {
                continue;
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
        mentions = new Phrases(vocabulary);
        for (Model model : catalogue.models()) {
            model.mentions().forEach(mentions::add);
            model.prefers().forEach(mentions::add);
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

    /** The number under which a word of the catalogue is found in {@link Study#mentioned()}. */
    int mention(String word) {
        return mentions.add(word);
    }

    /** What a text said, or several texts one after the other. */
    private final class Notes {
        int modality = NOTHING;
        int modalityPhrase;
        int hint = NOTHING;
        int hintPhrase;
        int sight = NOTHING;
        int sightPhrase;
        boolean chest;
        int chestPhrase;
        final Set<Integer> parts = new LinkedHashSet<>();
        int firstPartPhrase = NOTHING;
        int[] regionHits;

        void take(int phrase, boolean ofStudy) {
            int code = get(named, phrase);
            if (code != NOTHING && modality == NOTHING && ofStudy) {
                modality = code;
                modalityPhrase = phrase;
            }
            code = get(hinted, phrase);
            if (code != NOTHING && hint == NOTHING && ofStudy) {
                hint = code;
                hintPhrase = phrase;
            }
            code = get(seen, phrase);
            if (code != NOTHING && sight == NOTHING) {
                sight = code;
                sightPhrase = phrase;
            }
            if (ofStudy && chestHint.get(phrase)) {
                chest = true;
                chestPhrase = phrase;
            }
            int term = get(part, phrase);
            if (term == NOTHING) {
                return;
            }
            if (ofStudy) {
                if (parts.add(term) && firstPartPhrase == NOTHING) {
                    firstPartPhrase = phrase;
                }
            } else {
                if (regionHits == null) {
                    regionHits = new int[terms.size()];
                }
                regionHits[rootOf.get(terms.get(term))]++;
            }
        }

        /** The region that the text speaks of most, or NOTHING. */
        int mostNamedRegion() {
            int most = NOTHING;
            for (int i = 0; regionHits != null && i < regionHits.length; i++) {
                if (regionHits[i] > 0 && (most == NOTHING || regionHits[i] > regionHits[most])) {
                    most = i;
                }
            }
            return most;
        }
    }

    /** Reads the record. The scanner is the caller's own. */
    Study read(MedicalRecord record, Scanner scanner) {
        Set<Integer> mentioned = mentions.size() == 0 ? Set.of() : mentioned(record, scanner);
        List<String> conflicts = new ArrayList<>(0);
        List<String> unreadable = new ArrayList<>(0);

        String modality = null;
        String modalityField = null;
        String modalityWord = null;
        List<String> parts = List.of();
        String partField = null;
        String partWord = null;

        String text = value(record, Fields.MODALITY);
        Notes declared = null;
        if (text != null) {
            modality = Modalities.codeOf(text);
            modalityWord = modality;
            if (modality == null) {
                declared = note(text, scanner, true);
                int code = declared.modality != NOTHING ? declared.modality : declared.hint;
                if (code != NOTHING) {
                    modality = codes.get(code);
                    modalityWord = phrases.text(
                            declared.modality != NOTHING ? declared.modalityPhrase : declared.hintPhrase);
                } else {
                    unreadable.add(Fields.MODALITY);
                }
            }
            modalityField = modality == null ? null : Fields.MODALITY;
        }
        boolean modalityDeclared = modality != null;
        text = value(record, Fields.BODY_PART);
        if (text != null) {
            String term = Anatomy.termOf(text);
            if (term != null) {
                parts = List.of(term);
                partWord = term;
            } else {
                Notes notes = note(text, scanner, true);
                parts = ordered(notes.parts);
                if (parts.isEmpty()) {
                    unreadable.add(Fields.BODY_PART);
                } else {
                    partWord = phrases.text(notes.firstPartPhrase);
                }
            }
            partField = parts.isEmpty() ? null : Fields.BODY_PART;
        }
        boolean partDeclared = !parts.isEmpty();
        if (parts.isEmpty() && declared != null && !declared.parts.isEmpty()) {
            // A modality field such as "Mammography" or "Chest X-ray" names the part as well.
            parts = ordered(declared.parts);
            partField = Fields.MODALITY;
            partWord = phrases.text(declared.firstPartPhrase);
        }

        for (String field : List.of(Fields.IMAGE, Fields.TECHNIQUE)) {
            text = value(record, field);
            if (text == null) {
                continue;
            }
            Notes notes = note(text, scanner, true);
            int code = notes.modality != NOTHING ? notes.modality : notes.hint;
            if (code != NOTHING) {
                String word = phrases.text(notes.modality != NOTHING ? notes.modalityPhrase : notes.hintPhrase);
                if (modality == null) {
                    modality = codes.get(code);
                    modalityField = field;
                    modalityWord = word;
                } else if (notes.modality != NOTHING && modalityDeclared
                        && !Modalities.sameKind(modality, codes.get(code))) {
                    conflicts.add("modality: declared " + modality + ", written " + codes.get(code) + " in " + field);
                }
            }
            List<String> found = ordered(notes.parts);
            if (found.isEmpty() && notes.chest && (modality == null || Modalities.sameKind("DX", modality))
                    && parts.isEmpty()) {
                parts = List.of("CHEST");
                partField = field;
                partWord = phrases.text(notes.chestPhrase);
            } else if (!found.isEmpty()) {
                if (parts.isEmpty()) {
                    parts = found;
                    partField = field;
                    partWord = phrases.text(notes.firstPartPhrase);
                } else if (partDeclared && !anyRelated(parts, found)) {
                    conflicts.add("body_part: declared " + parts.get(0) + ", written " + found.get(0) + " in " + field);
                }
            }
        }
        for (String field : DESCRIBED) {
            if (modality != null && !parts.isEmpty() && !(modalityDeclared && field.equals(Fields.REPORT))) {
                continue;
            }
            text = value(record, field);
            if (text == null) {
                continue;
            }
            Notes notes = note(text, scanner, false);
            if (notes.modality != NOTHING && modalityDeclared
                    && !Modalities.sameKind(modality, codes.get(notes.modality))) {
                conflicts.add("modality: declared " + modality + ", written " + codes.get(notes.modality)
                        + " in " + field);
            }
            if (modality == null && (notes.modality != NOTHING || notes.sight != NOTHING || notes.hint != NOTHING)) {
                boolean byName = notes.modality != NOTHING;
                boolean bySight = !byName && notes.sight != NOTHING;
                modality = codes.get(byName ? notes.modality : bySight ? notes.sight : notes.hint);
                modalityField = field;
                modalityWord = phrases.text(
                        byName ? notes.modalityPhrase : bySight ? notes.sightPhrase : notes.hintPhrase);
            }
            if (parts.isEmpty()) {
                List<String> found = ordered(notes.parts);
                int region = found.isEmpty() ? notes.mostNamedRegion() : NOTHING;
                if (!found.isEmpty()) {
                    parts = found;
                    partField = field;
                    partWord = phrases.text(notes.firstPartPhrase);
                } else if (region != NOTHING) {
                    parts = List.of(terms.get(region));
                    partField = field;
                    partWord = "most of its anatomy";
                }
            }
        }
        text = parts.isEmpty() ? value(record, Fields.INDICATION) : null;
        if (text != null) {
            Notes notes = note(text, scanner, true);
            parts = ordered(notes.parts);
            if (!parts.isEmpty()) {
                partField = Fields.INDICATION;
                partWord = phrases.text(notes.firstPartPhrase);
            }
        }
        return new Study(modality, modalityField, modalityWord, modalityDeclared, parts, partField, partWord,
                partDeclared, conflicts, mentioned, unreadable);
    }

    private static String value(MedicalRecord record, String field) {
        FieldValue value = record.get(field);
        return value == null || Absent.isAbsent(value.text()) ? null : value.text();
    }

    /**
     * Notes what a text says of its study.
     *
     * @param named whether the whole text is about the study itself; else only its head and its technique are
     */
    private Notes note(String text, Scanner scanner, boolean named) {
        Notes notes = new Notes();
        Words words = scanner.words();
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
            for (int i = 0; i < words.count;) {
                long match = phrases.match(words, i);
                if (match < 0) {
                    i++;
                    continue;
                }
                int phrase = Phrases.phrase(match);
                if (stop.get(phrase) && (notes.modality != NOTHING || notes.hint != NOTHING || !named)) {
                    if (named) {
                        return notes;
                    }
                    break;
                }
                if (!isTitle(text, words, i, match)) {
                    notes.take(phrase, ofStudy);
                }
                i += Phrases.length(match);
            }
        }
        return notes;
    }

    /**
     * Whether "Mr" is the title of a man and not the modality: written so, or with a point, before a word with a capital that
     * says nothing of a study. "MR brain" and "Mr Brain" are the modality.
     */
    private boolean isTitle(String text, Words words, int word, long match) {
        if (Phrases.length(match) > 1 || word + 1 >= words.count) {
            return false;
        }
        int end = words.end[word];
        boolean isMr = end - words.start[word] == 2 && text.regionMatches(true, words.start[word], "mr", 0, 2);
        boolean small = text.charAt(end - 1) == 'r';
        boolean point = end < text.length() && text.charAt(end) == '.';
        return isMr && (small || point) && Character.isUpperCase(text.charAt(words.start[word + 1]))
                && phrases.match(words, word + 1) < 0;
    }

    private Set<Integer> mentioned(MedicalRecord record, Scanner scanner) {
        Set<Integer> found = null;
        Words words = scanner.words();
        for (String field : REQUEST) {
            String text = value(record, field);
            if (text == null) {
                continue;
            }
            scanner.begin(text);
            while (scanner.next()) {
                for (int i = 0; i < words.count; i++) {
                    long match = mentions.match(words, i);
                    if (match >= 0) {
                        found = found == null ? new TreeSet<>() : found;
                        found.add(Phrases.phrase(match));
                    }
                }
            }
        }
        return found == null ? Set.of() : found;
    }

    /** The parts as terms: what is within another that is named too is left out, the leading part goes first. */
    private List<String> ordered(Set<Integer> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        List<String> all = new ArrayList<>(found.size());
        found.forEach(term -> all.add(terms.get(term)));
        if (all.size() == 1) {
            return all;
        }
        List<String> kept = new ArrayList<>(all);
        // "CT of the chest, liver": the chest spans no liver; "brain and head": the narrower says more.
        kept.removeIf(term -> all.stream().anyMatch(other -> !other.equals(term) && Anatomy.isPartOf(other, term)
                && Anatomy.part(other).of().size() <= 1 && Anatomy.part(other).rank() <= Anatomy.part(term).rank()));
        kept.removeIf(term -> all.stream().anyMatch(other -> Anatomy.part(other).of().size() > 1
                && !other.equals(term) && Anatomy.isPartOf(other, term)));
        Collections.sort(kept, (a, b) -> Integer.compare(Anatomy.part(a).rank(), Anatomy.part(b).rank()));
        return kept;
    }

    private static boolean anyRelated(List<String> declared, List<String> written) {
        for (String one : declared) {
            for (String other : written) {
                if (one.equals(other) || Anatomy.isPartOf(one, other) || Anatomy.isPartOf(other, one)) {
                    return true;
                }
            }
        }
        return false;
    }
}
