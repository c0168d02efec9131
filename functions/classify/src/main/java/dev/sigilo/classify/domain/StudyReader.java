package dev.sigilo.classify.domain;

import dev.sigilo.records.Absent;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.MedicalRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the modality and the body part of a study: from the fields {@code modality} and {@code body_part}, otherwise
 * from the words of image, technique, report, findings, impression and indication, in this order.
 */
final class StudyReader {
    /** Fields that describe the request; they are searched for a model's {@code mentions} and {@code prefers}. */
    private static final List<String> REQUEST = List.of(
            Fields.IMAGE,
            Fields.TECHNIQUE,
            Fields.INDICATION,
            Fields.CLINICAL_HISTORY,
            Fields.SYMPTOMS,
            Fields.DIAGNOSIS,
            Fields.MODALITY,
            Fields.BODY_PART);

    private static final List<String> DESCRIBED = List.of(Fields.REPORT, Fields.FINDINGS, Fields.IMPRESSION);

    private final StudyTerms terms;
    private final Phrases mentions;
    private final Section[] sections;

    StudyReader(Vocabulary vocabulary, Section[] sections, ModelCatalogue catalogue) {
        this.sections = sections;
        terms = new StudyTerms(vocabulary);
        mentions = new Phrases(vocabulary);
        for (Model model : catalogue.models()) {
            model.mentions().forEach(mentions::add);
            model.prefers().forEach(mentions::add);
        }
    }

    /** Returns the number for a word of the catalogue in {@link Study#mentioned()}. */
    int mention(String word) {
        return mentions.add(word);
    }

    /** Reads the record. The scanner belongs to the caller. */
    Study read(MedicalRecord record, Scanner scanner) {
        Set<Integer> mentioned = mentions.size() == 0 ? Set.of() : mentioned(record, scanner);
        Reading reading = new Reading(record, scanner);
        StudyNotes declared = reading.declaredModality();
        reading.declaredParts(declared);
        reading.named(Fields.IMAGE);
        reading.named(Fields.TECHNIQUE);
        DESCRIBED.forEach(reading::described);
        reading.indication();
        return reading.study(mentioned);
    }

    private static String value(MedicalRecord record, String field) {
        FieldValue value = record.get(field);
        return value == null || Absent.isAbsent(value.text()) ? null : value.text();
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

    /** The state of one record while its fields are read in turn. */
    private final class Reading {
        private final MedicalRecord record;
        private final Scanner scanner;
        private final List<String> conflicts = new ArrayList<>(0);
        private final List<String> unreadable = new ArrayList<>(0);

        private String modality;
        private String modalityField;
        private String modalityWord;
        private boolean modalityDeclared;
        private List<String> parts = List.of();
        private String partField;
        private String partWord;
        private boolean partDeclared;

        Reading(MedicalRecord record, Scanner scanner) {
            this.record = record;
            this.scanner = scanner;
        }

        /** Reads the field {@code modality}; returns its notes if it is written in words, or null. */
        StudyNotes declaredModality() {
            String text = value(record, Fields.MODALITY);
            if (text == null) {
                return null;
            }
            StudyNotes notes = null;
            String code = Modalities.codeOf(text);
            if (code != null) {
                modality(code, Fields.MODALITY, code);
            } else {
                notes = note(text, true);
                if (notes.suggestsModality()) {
                    modality(notes.suggestedModality(), Fields.MODALITY, notes.suggestedModalityWord());
                } else {
                    unreadable.add(Fields.MODALITY);
                }
            }
            modalityDeclared = modality != null;
            return notes;
        }

        /** Reads the parts from the field {@code body_part}, or otherwise from the declared modality. */
        void declaredParts(StudyNotes modalityNotes) {
            String text = value(record, Fields.BODY_PART);
            if (text != null) {
                String term = Anatomy.termOf(text);
                if (term != null) {
                    parts(List.of(term), Fields.BODY_PART, term);
                } else {
                    StudyNotes notes = note(text, true);
                    if (!takeParts(notes, Fields.BODY_PART)) {
                        unreadable.add(Fields.BODY_PART);
                    }
                }
            }
            partDeclared = !parts.isEmpty();
            if (parts.isEmpty() && modalityNotes != null) {
                // A modality field such as "Mammography" or "Chest X-ray" also names the part.
                takeParts(modalityNotes, Fields.MODALITY);
            }
        }

        /** Reads a field that is about the study itself. */
        void named(String field) {
            String text = value(record, field);
            if (text == null) {
                return;
            }
            StudyNotes notes = note(text, true);
            if (notes.suggestsModality()) {
                if (modality == null) {
                    modality(notes.suggestedModality(), field, notes.suggestedModalityWord());
                } else {
                    checkModality(notes, field);
                }
            }
            List<String> found = notes.parts();
            if (found.isEmpty()
                    && notes.hintsAtChest()
                    && (modality == null || Modalities.sameKind("DX", modality))
                    && parts.isEmpty()) {
                parts(List.of("CHEST"), field, notes.chestWord());
            } else if (!found.isEmpty()) {
                if (parts.isEmpty()) {
                    parts(found, field, notes.firstPartWord());
                } else if (partDeclared && !anyRelated(parts, found)) {
                    conflicts.add("body_part: declared " + parts.get(0) + ", written " + found.get(0) + " in " + field);
                }
            }
        }

        /** Reads a field that describes what was seen. */
        void described(String field) {
            if (modality != null && !parts.isEmpty() && !(modalityDeclared && field.equals(Fields.REPORT))) {
                return;
            }
            String text = value(record, field);
            if (text == null) {
                return;
            }
            StudyNotes notes = note(text, false);
            checkModality(notes, field);
            if (modality == null && notes.showsModality()) {
                modality(notes.shownModality(), field, notes.shownModalityWord());
            }
            if (parts.isEmpty() && !takeParts(notes, field)) {
                String region = notes.mostNamedRegion();
                if (region != null) {
                    parts(List.of(region), field, "most of its anatomy");
                }
            }
        }

        /** Reads the parts from the indication if no other field has named one. */
        void indication() {
            String text = parts.isEmpty() ? value(record, Fields.INDICATION) : null;
            if (text != null) {
                takeParts(note(text, true), Fields.INDICATION);
            }
        }

        Study study(Set<Integer> mentioned) {
            return new Study(
                    modality,
                    modalityField,
                    modalityWord,
                    modalityDeclared,
                    parts,
                    partField,
                    partWord,
                    partDeclared,
                    conflicts,
                    mentioned,
                    unreadable);
        }

        private StudyNotes note(String text, boolean named) {
            return StudyNotes.of(text, scanner, named, terms, sections);
        }

        private void checkModality(StudyNotes notes, String field) {
            if (notes.namesModality() && modalityDeclared && !Modalities.sameKind(modality, notes.namedModality())) {
                conflicts.add("modality: declared " + modality + ", written " + notes.namedModality() + " in " + field);
            }
        }

        private void modality(String code, String field, String word) {
            modality = code;
            modalityField = field;
            modalityWord = word;
        }

        private void parts(List<String> found, String field, String word) {
            parts = found;
            partField = field;
            partWord = word;
        }

        /** Uses the parts that a text names; returns whether it names any. */
        private boolean takeParts(StudyNotes notes, String field) {
            List<String> found = notes.parts();
            if (found.isEmpty()) {
                return false;
            }
            parts(found, field, notes.firstPartWord());
            return true;
        }
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
