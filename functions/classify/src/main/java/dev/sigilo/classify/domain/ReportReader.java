package dev.sigilo.classify.domain;

import dev.sigilo.classify.domain.Assertion.Status;
import dev.sigilo.classify.domain.ReportTerms.Kind;
import dev.sigilo.records.Absent;
import dev.sigilo.records.Evidence;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.Label;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.ObservationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Determines the label and observations of a report. For each sentence of findings, impression, report and diagnosis it
 * decides what the sentence affirms, hedges, denies or calls normal. docs/LABELS.md defines the resulting label.
 */
final class ReportReader {
    private static final List<String> READ =
            List.of(Fields.FINDINGS, Fields.IMPRESSION, Fields.REPORT, Fields.DIAGNOSIS);
    /** The maximum number of passages of evidence; more would not help a reader. */
    private static final int MAX_EVIDENCE = 8;
    /** The maximum distance, in words, of a predicate before its subject, as in "normal heart size". */
    private static final int PREDICATE_REACH = 5;

    private final ReportTerms terms;
    private final Cues cues;
    private final Section[] sections;

    ReportReader(ReportTerms terms, Cues cues, Section[] sections) {
        this.terms = terms;
        this.cues = cues;
        this.sections = sections;
    }

    /**
     * The result for a report.
     *
     * @param label        the label of the whole report
     * @param evidence     the passages that decided it
     * @param observations CheXpert's observations
     */
    record Reading(Label label, List<Evidence> evidence, Map<String, ObservationStatus> observations) {}

    /** The strongest statement of a sentence, in increasing order of strength. */
    private enum Say {
        NOTHING,
        DEVICE,
        DENIED,
        NORMAL,
        HEDGED,
        AFFIRMED
    }

    /** The results so far for one record. */
    private static final class Notes {
        final Observations observations = new Observations();
        final int[] counts = new int[Say.values().length];
        /** The passages that may become evidence, in the order of the text. */
        final List<Passage> passages = new ArrayList<>();

        boolean text;

        /** Counts a sentence, and keeps it as a passage unless its kind already has the maximum number for evidence. */
        void keep(Passage passage) {
            if (++counts[passage.say.ordinal()] <= MAX_EVIDENCE) {
                passages.add(passage);
            }
        }
    }

    /**
     * A sentence that affects the label.
     *
     * @param start  index of its first character in the field's text
     * @param end    index after its last character
     * @param phrase the phrase that decided
     * @param cue    the cue that decided together with it, or {@link Scopes#NONE}
     */
    private record Passage(String field, int start, int end, Say say, int phrase, int cue) {}

    /** Reads the record. The scanner and the scopes belong to the caller. */
    Reading read(MedicalRecord record, Scanner scanner, Scopes scopes) {
        Notes notes = new Notes();
        for (String field : READ) {
            FieldValue value = record.get(field);
            if (value == null || Absent.isAbsent(value.text())) {
                continue;
            }
            notes.text |= !field.equals(Fields.DIAGNOSIS);
            read(field, value.text(), scanner, scopes, notes);
        }
        Say decided = decide(notes);
        Label label = label(decided, notes);
        return new Reading(
                label,
                evidence(record, notes, decided, label),
                notes.observations.toMap(label == Label.NORMAL || label == Label.NO_FINDING));
    }

    /**
     * Returns whether a text is only the name of a finding: it contains a finding and no unknown word. One word is not
     * enough, because Burns is also a surname.
     */
    boolean isFinding(String text, Scanner scanner) {
        boolean finding = false;
        int count = 0;
        Words words = scanner.words();
        scanner.begin(text);
        while (scanner.next()) {
            count += words.count;
            for (int i = 0; i < words.count; i++) {
                if (words.id[i] == Vocabulary.UNKNOWN) {
                    return false;
                }
                long match = terms.match(words, i);
                finding |= match >= 0 && terms.kind(Phrases.phrase(match)) == Kind.FINDING;
            }
        }
        return finding && count > 1;
    }

    private static Say decide(Notes notes) {
        int[] counts = notes.counts;
        if (counts[Say.AFFIRMED.ordinal()] > 0) {
            return Say.AFFIRMED;
        }
        boolean stated = counts[Say.NORMAL.ordinal()] + counts[Say.DENIED.ordinal()] > 0;
        if (counts[Say.DEVICE.ordinal()] > 0 && (stated || counts[Say.HEDGED.ordinal()] > 0)) {
            return Say.DEVICE;
        }
        if (counts[Say.HEDGED.ordinal()] > 0) {
            return Say.HEDGED;
        }
        if (counts[Say.NORMAL.ordinal()] > 0) {
            return Say.NORMAL;
        }
        if (counts[Say.DENIED.ordinal()] > 0) {
            return Say.DENIED;
        }
        return counts[Say.DEVICE.ordinal()] > 0 ? Say.DEVICE : Say.NOTHING;
    }

    private static Label label(Say decided, Notes notes) {
        int[] counts = notes.counts;
        return switch (decided) {
            case AFFIRMED -> Label.ABNORMAL;
            case HEDGED -> Label.UNCERTAIN;
            case NORMAL -> Label.NORMAL;
            case DENIED -> Label.NO_FINDING;
            // A device counts as a finding only if the report also describes the patient's condition.
            case DEVICE ->
                counts[Say.NORMAL.ordinal()] + counts[Say.DENIED.ordinal()] + counts[Say.HEDGED.ordinal()] > 0
                        ? Label.ABNORMAL
                        : Label.OTHER;
            case NOTHING -> notes.text ? Label.OTHER : Label.UNKNOWN;
        };
    }

    private void read(String field, String text, Scanner scanner, Scopes scopes, Notes notes) {
        Words words = scanner.words();
        scanner.begin(text);
        boolean judged = true;
        while (scanner.next()) {
            if (scanner.isHeading()) {
                judged = sections[Phrases.phrase(scanner.headingMatch())].isJudged();
            } else if (judged) {
                sentence(field, words, scopes, notes);
            }
        }
    }

    private void sentence(String field, Words words, Scopes scopes, Notes notes) {
        scopes.read(words);
        SentenceReading sentence = new SentenceReading(scopes, notes.observations);
        long match;
        for (int i = 0; i < words.count; i += Phrases.step(match)) {
            match = terms.match(words, i);
            if (match >= 0) {
                sentence.take(match, i);
            }
        }
        if (sentence.strongest != Say.NOTHING) {
            notes.keep(new Passage(
                    field, words.start[0], words.end[words.count - 1], sentence.strongest, sentence.why, sentence.how));
        }
    }

    /** The state of one sentence while its terms are read from left to right. */
    private final class SentenceReading {
        private final Scopes scopes;
        private final Observations observations;

        private Say strongest = Say.NOTHING;
        /** The phrase and the cue that decided {@link #strongest}. */
        private int why = Scopes.NONE;

        private int how = Scopes.NONE;

        /** The regions that were named and have no predicate yet. */
        private int regions;
        /** Whether a predicate came before its region, as in "normal heart size". */
        private boolean predicateOpen;

        private Kind predicateKind;
        private Status predicateStatus;
        private int predicateEnd;

        SentenceReading(Scopes scopes, Observations observations) {
            this.scopes = scopes;
            this.observations = observations;
        }

        /** Processes the phrase that matches at a word. */
        void take(long match, int from) {
            int phrase = Phrases.phrase(match);
            if (terms.kind(phrase) == Kind.ANATOMY) {
                anatomy(phrase, from);
            } else {
                concept(phrase, from, from + Phrases.length(match));
            }
        }

        private void anatomy(int phrase, int from) {
            if (predicateOpen && from - predicateEnd < PREDICATE_REACH) {
                observe(predicateKind, predicateStatus, terms.regions(phrase), observations);
            } else {
                regions |= terms.regions(phrase);
            }
        }

        private void concept(int phrase, int from, int to) {
            Kind kind = terms.kind(phrase);
            Status status = scopes.status(from, to);
            if (kind == Kind.NORMAL && status == Status.NEGATED && !scopes.isDenied(from)) {
                // "Upper limits of normal, ... within normal limits": one "normal" does not negate another.
                status = Status.AFFIRMED;
            }
            if (kind == Kind.LOW) {
                kind = (regions & ReportTerms.VOLUMES) != 0 ? Kind.CHANGE : Kind.NEUTRAL;
            }
            if (kind == Kind.BORDERLINE) {
                kind = Kind.ENLARGED;
                status = status == Status.AFFIRMED ? Status.UNCERTAIN : status;
            }
            Say say = say(kind, status, scopes.isPast(from));
            if (say.compareTo(strongest) > 0) {
                strongest = say;
                why = phrase;
                how = scopes.cue(from, to, status);
            }
            if (kind == Kind.FINDING || kind == Kind.DEVICE) {
                int observation = terms.observation(phrase);
                if (observation != Observations.NONE && !scopes.isPast(from)) {
                    observations.take(observation, status, scopes.isHealed(from, to));
                }
            } else if (kind == Kind.NORMAL || kind == Kind.ENLARGED || kind == Kind.CHANGE) {
                predicate(kind, status, to);
            }
        }

        private void predicate(Kind kind, Status status, int to) {
            if (regions != 0) {
                observe(kind, status, regions, observations);
                regions = 0;
                predicateOpen = false;
            } else {
                predicateOpen = true;
                predicateKind = kind;
                predicateStatus = status;
                predicateEnd = to;
            }
        }
    }

    private static Say say(Kind kind, Status status, boolean past) {
        if (past || status == Status.FAMILY) {
            return Say.NOTHING;
        }
        return switch (kind) {
            case NORMAL ->
                switch (status) {
                    case NEGATED -> Say.AFFIRMED;
                    case UNCERTAIN -> Say.NOTHING;
                    default -> Say.NORMAL;
                };
            case GENERIC -> status == Status.NEGATED ? Say.DENIED : Say.NOTHING;
            case DEVICE -> status == Status.NEGATED ? Say.DENIED : Say.DEVICE;
            case FINDING, POSTOP, CHANGE, ENLARGED ->
                switch (status) {
                    case NEGATED -> Say.DENIED;
                    case UNCERTAIN -> Say.HEDGED;
                    default -> Say.AFFIRMED;
                };
            case BORDERLINE, LOW, ANATOMY, NEUTRAL, LIMITED -> Say.NOTHING;
        };
    }

    /**
     * Records what a predicate says about regions: "heart ... enlarged" is cardiomegaly, "heart ... normal" denies it.
     */
    private static void observe(Kind predicate, Status status, int regions, Observations observations) {
        boolean normal = predicate == Kind.NORMAL;
        if (normal && status != Status.AFFIRMED && status != Status.HISTORICAL) {
            return;
        }
        Status meant = normal ? Status.NEGATED : status;
        if (normal || predicate == Kind.ENLARGED) {
            if ((regions & ReportTerms.HEART) != 0) {
                observations.take(Observations.CARDIOMEGALY, meant);
            }
            if ((regions & ReportTerms.MEDIASTINUM) != 0) {
                observations.take(Observations.ENLARGED_CARDIOMEDIASTINUM, meant);
            }
        }
        if (normal && (regions & ReportTerms.LUNGS) != 0) {
            observations.take(Observations.LUNG_OPACITY, meant);
        }
        if (normal && (regions & ReportTerms.PLEURA) != 0) {
            observations.take(Observations.PLEURAL_EFFUSION, meant);
        }
        if (normal && (regions & ReportTerms.BONES) != 0) {
            observations.take(Observations.FRACTURE, meant);
        }
    }

    private List<Evidence> evidence(MedicalRecord record, Notes notes, Say decided, Label label) {
        if (decided == Say.NOTHING) {
            return List.of();
        }
        List<Evidence> evidence = new ArrayList<>(MAX_EVIDENCE);
        String field = null;
        String text = null;
        int chars = 0;
        int points = 0;
        for (Passage passage : notes.passages) {
            if (passage.say != decided) {
                continue;
            }
            if (!passage.field.equals(field)) {
                field = passage.field;
                text = record.get(field).text();
                chars = 0;
                points = 0;
            }
            points += text.codePointCount(chars, passage.start);
            int start = points;
            points += text.codePointCount(passage.start, passage.end);
            chars = passage.end;
            evidence.add(new Evidence(field, start, points, label.text(), rule(passage)));
        }
        return evidence;
    }

    private String rule(Passage passage) {
        String phrase = terms.text(passage.phrase);
        String verb = switch (passage.say) {
            case AFFIRMED -> "affirmed: ";
            case HEDGED -> "hedged: ";
            case NORMAL -> "called normal: ";
            case DENIED -> "denied: ";
            default -> "device: ";
        };
        return passage.cue == Scopes.NONE ? verb + phrase : verb + phrase + " (" + cues.text(passage.cue) + ")";
    }
}
