package dev.sigilo.tokenize.domain;

import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Action;
import dev.sigilo.policy.FieldRule;
import dev.sigilo.policy.Policy;
import dev.sigilo.policy.UnknownFields;
import dev.sigilo.records.Category;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.EventKind;
import dev.sigilo.records.Evidence;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.Treatment;
import dev.sigilo.text.dates.FieldDates;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * De-identifies a classified record according to the policy. Thread-safe; equal input gives equal output.
 *
 * <h2>Guarantee</h2>
 * A value is output unchanged only if the policy's rule for its field is {@code keep}, if it is free text in which
 * nothing was found, or if it is a public code or a measured value of a coded observation. If a rule cannot be applied, the record is rejected; its value never passes in the clear.
 */
public final class Tokenizer {
    /** Longer values of unforeseen fields are text, not identifiers to search for elsewhere. */
    private static final int LONGEST_UNFORESEEN_IDENTIFIER = 64;

    private static final int SHORTEST_OWN_IDENTIFIER = 2;

    private final Policy policy;
    private final TokenKeys keys;
    private final TextScrubber scrubber;
    private final FieldTreatment fieldTreatment;
    private final Treatment treatment;

    /** Creates a tokenizer for this policy and these keys. */
    public Tokenizer(Policy policy, TokenKeys keys, TextScrubber scrubber) {
        this.policy = policy;
        this.keys = keys;
        this.scrubber = scrubber;
        this.fieldTreatment = new FieldTreatment(policy, keys);
        this.treatment = policy.treatment(scrubber.version());
    }

    /**
     * Returns the event of this record.
     *
     * @throws RecordFormatException {@link RejectReason#TOKEN_FAILED} if a rule cannot be applied, {@link
     *     RejectReason#UNKNOWN_FIELD} if the policy rejects fields that it does not name, and the reasons of {@link
     *     dev.sigilo.records.MedicalRecord#parse} if the original cannot be parsed
     */
    public TokenizedRecord tokenize(ClassifiedRecord classified) throws RecordFormatException {
        return tokenize(RecordFacts.of(classified, policy));
    }

    /**
     * Tokenizes a record that is already parsed.
     *
     * @param facts the record's facts under this policy
     * @throws RecordFormatException as {@link #tokenize(ClassifiedRecord)}
     */
    public TokenizedRecord tokenize(RecordFacts facts) throws RecordFormatException {
        ClassifiedRecord classified = facts.classified();
        int epoch = keys.primaryEpoch();
        Map<String, String> treated = treatFields(facts, epoch);
        List<KnownIdentifier> identifiers = knownIdentifiers(facts, treated, epoch);
        RecordContext context = new RecordContext(
                policy,
                keys,
                identifiers,
                facts.language(),
                fieldTreatment.shiftDays(facts, epoch),
                facts.publishedYear());
        Output output = new Output();
        TextScrubber.Session session = scrubber.begin(context);
        Map<String, CodedObservations> coded = readTexts(facts, session);
        Map<String, DicomHeader> headers = readHeaders(facts, epoch, identifiers, session);
        for (Map.Entry<String, FieldValue> field : facts.fields().entrySet()) {
            String name = field.getKey();
            FieldRule rule = policy.rule(name);
            if (field.getValue().text().isBlank()) {
                continue;
            }
            if (rule == null) {
                unforeseen(name, field.getValue(), session, output);
            } else if (rule.action() == Action.KEEP) {
                keep(rule, field.getValue(), session, output);
            } else if (rule.action() == Action.CODES) {
                output.putIfAny(
                        name,
                        coded.get(name)
                                .treated(new CodedObservationTreatment(
                                        policy,
                                        fieldTreatment,
                                        facts,
                                        epoch,
                                        session,
                                        ownNumbers(identifiers),
                                        output.counts)));
            } else if (rule.action() == Action.SCRUB) {
                output.scrub(name, PlainText.of(field.getValue()), session);
            } else if (headers.containsKey(name)) {
                output.put(name, headers.get(name).deidentified(session));
                headers.get(name).counts().forEach((kind, count) -> output.counts.merge(kind, count, Integer::sum));
            } else if (treated.containsKey(name)) {
                output.put(name, treated.get(name));
            }
        }
        if (policy.linkPatients()) {
            output.putIfAny(Fields.MERGED_PATIENT_TOKEN, facts.priorPatientToken(keys, epoch, policy));
        }
        return new TokenizedRecord(
                EventKind.TOKENIZED,
                RecordIdentity.token(classified, keys, policy),
                policy.linkPatients() ? facts.patientToken(keys, epoch, policy.tokenDomain()) : null,
                epoch,
                treatment,
                classified.provenance(),
                output.fields,
                output.tokens,
                output.extra,
                output.counts,
                classified.classification().withEvidence(moved(classified, facts, output)));
    }

    /** Shows the scrubber the texts of every DICOM header. Returns the headers by field. */
    private Map<String, DicomHeader> readHeaders(
            RecordFacts facts, int epoch, List<KnownIdentifier> identifiers, TextScrubber.Session session)
            throws RecordFormatException {
        Map<String, DicomHeader> headers = new LinkedHashMap<>(2);
        for (Map.Entry<String, FieldValue> field : facts.fields().entrySet()) {
            if (isDicom(field.getKey()) && !RecordFacts.isAbsent(field.getValue())) {
                DicomHeader header = new DicomHeader(
                        field.getKey(), field.getValue().text(), policy, keys, facts, epoch, identifiers);
                header.read(session);
                headers.put(field.getKey(), header);
            }
        }
        return headers;
    }

    /** Shows the scrubber every text of the record except DICOM headers. Returns the coded observations by field. */
    private Map<String, CodedObservations> readTexts(RecordFacts facts, TextScrubber.Session session) {
        Map<String, CodedObservations> coded = new LinkedHashMap<>(2);
        for (Map.Entry<String, FieldValue> field : facts.fields().entrySet()) {
            FieldRule rule = policy.rule(field.getKey());
            if (rule != null && rule.action() == Action.CODES) {
                CodedObservations observations = CodedObservations.of(field.getValue());
                observations.eachText(session::read);
                coded.put(field.getKey(), observations);
            } else if (isScrubbed(field.getKey())) {
                session.read(PlainText.of(field.getValue()));
            }
        }
        return coded;
    }

    private static Set<String> ownNumbers(List<KnownIdentifier> identifiers) {
        Set<String> numbers = new HashSet<>();
        for (KnownIdentifier identifier : identifiers) {
            numbers.add(CodedObservationTreatment.compact(identifier.value()));
        }
        return numbers;
    }

    private boolean isScrubbed(String name) {
        FieldRule rule = policy.rule(name);
        return rule == null ? policy.unknownFields() == UnknownFields.SCRUB : rule.action() == Action.SCRUB;
    }

    private boolean isDicom(String name) {
        FieldRule rule = policy.rule(name);
        return rule != null && rule.action() == Action.DICOM;
    }

    private Map<String, String> treatFields(RecordFacts facts, int epoch) throws RecordFormatException {
        Map<String, String> treated = new LinkedHashMap<>();
        for (Map.Entry<String, FieldValue> field : facts.fields().entrySet()) {
            FieldRule rule = policy.rule(field.getKey());
            if (rule == null
                    || RecordFacts.isAbsent(field.getValue())
                    || rule.action() == Action.KEEP
                    || rule.action() == Action.SCRUB
                    || rule.action() == Action.CODES
                    || rule.action() == Action.DICOM
                    || rule.action() == Action.DROP) {
                continue;
            }
            FieldValue value = field.getValue();
            if (value.type() == FieldValue.Type.ARRAY) {
                List<String> elements = new ArrayList<>();
                for (ListElements.Element element : ListElements.of(field.getKey(), value)) {
                    elements.add(treat(rule, element, epoch, facts));
                }
                if (!elements.isEmpty()) {
                    treated.put(field.getKey(), ListElements.json(elements));
                }
            } else if (value.type() == FieldValue.Type.OBJECT) {
                treated.put(field.getKey(), RecordContext.redacted(rule.category()));
            } else {
                treated.put(field.getKey(), fieldTreatment.treat(rule, value.text(), epoch, facts));
            }
        }
        return treated;
    }

    /** Treats one value of a list. A value within an object is redacted, because its meaning is not known. */
    private String treat(FieldRule rule, ListElements.Element element, int epoch, RecordFacts facts)
            throws RecordFormatException {
        return element.nested()
                ? RecordContext.redacted(rule.category())
                : fieldTreatment.treat(rule, element.text(), epoch, facts);
    }

    /** Keeps a value, unless its field has a closed vocabulary: a field that is kept must not contain a name. */
    private static void keep(FieldRule rule, FieldValue value, TextScrubber.Session session, Output output) {
        String name = rule.field();
        if (name.equals(Fields.SOURCE_DROPPED)) {
            output.putIfAny(name, DroppedParts.known(value, session));
        } else {
            output.putIfAny(name, KeptValues.kept(name, value.text(), RecordContext.redacted(rule.category())));
        }
    }

    private void unforeseen(String name, FieldValue value, TextScrubber.Session session, Output output)
            throws RecordFormatException {
        if (policy.unknownFields() == UnknownFields.REJECT) {
            throw new RecordFormatException(RejectReason.UNKNOWN_FIELD, "(unknown)", -1);
        }
        // A field name can identify a person too. If anything is found in the name, the field is dropped with its
        // value.
        if (policy.unknownFields() == UnknownFields.SCRUB
                && !name.equals(Fields.MERGED_PATIENT_TOKEN)
                && name.length() <= LONGEST_UNFORESEEN_IDENTIFIER
                && session.scrub(name.replace('_', ' ')).replacements().isEmpty()) {
            output.scrub(name, PlainText.of(value), session);
        }
    }

    /**
     * Returns the values that must not remain in the record's texts: those of all fields that the policy does not keep.
     */
    private List<KnownIdentifier> knownIdentifiers(RecordFacts facts, Map<String, String> treated, int epoch)
            throws RecordFormatException {
        List<KnownIdentifier> identifiers = new ArrayList<>();
        facts.fields().forEach((name, value) -> {
            FieldRule rule = policy.rule(name);
            Category category = rule == null
                    ? unforeseenCategory(facts.classified().categories().get(name), value)
                    : rule.category();
            if (RecordFacts.isAbsent(value)
                    || category == null
                    || !isIdentifier(category)
                    || rule != null && ListElements.isList(value)) {
                return;
            }
            String text = Normalizer.asWritten(category, value.text().strip());
            if (text.length() < SHORTEST_OWN_IDENTIFIER) {
                return;
            }
            if (rule != null && !isTakenOut(rule)) {
                return;
            }
            Action action = rule == null ? Action.REDACT : rule.action();
            identifiers.add(
                    new KnownIdentifier(name, category, text, replacement(action, category, treated.get(name))));
        });
        // Lists come last: the search knows the parts of few names, and those of the patient matter most.
        for (Map.Entry<String, FieldValue> field : facts.fields().entrySet()) {
            FieldRule rule = policy.rule(field.getKey());
            if (rule != null && ListElements.isList(field.getValue()) && isIdentifier(rule.category())) {
                addElements(rule, field.getValue(), facts, epoch, identifiers);
            }
        }
        Optional<LocalDate> hidden = fieldTreatment.hiddenBirthDay(facts);
        hidden.ifPresent(day -> identifiers.add(new KnownIdentifier(
                Fields.BIRTH_DATE, Category.DATE, day.toString(), RecordContext.redacted(Category.DATE))));
        addDays(facts, hidden, identifiers);
        return identifiers;
    }

    /** Adds the record's own days as eight digits, a form that proves a date only where the record has that date. */
    private void addDays(RecordFacts facts, Optional<LocalDate> hidden, List<KnownIdentifier> identifiers) {
        facts.fields().forEach((name, value) -> {
            FieldRule rule = policy.rule(name);
            if (rule == null || rule.category() != Category.DATE || RecordFacts.isAbsent(value)) {
                return;
            }
            FieldDates.day(value.text(), facts.dateReading())
                    .filter(day -> !hidden.equals(Optional.of(day)) && day.getYear() >= 1000)
                    .ifPresent(day -> identifiers.add(new KnownIdentifier(
                            name,
                            Category.DATE,
                            day.format(DateTimeFormatter.BASIC_ISO_DATE),
                            RecordContext.redacted(Category.DATE))));
        });
    }

    private void addElements(
            FieldRule rule, FieldValue value, RecordFacts facts, int epoch, List<KnownIdentifier> identifiers)
            throws RecordFormatException {
        if (!isTakenOut(rule)) {
            return;
        }
        Category category = rule.category();
        for (ListElements.Element element : ListElements.of(rule.field(), value)) {
            String text = Normalizer.asWritten(category, element.text());
            if (text.length() >= SHORTEST_OWN_IDENTIFIER) {
                boolean dropped = rule.action() == Action.DROP || element.nested();
                String treated = dropped ? null : fieldTreatment.treat(rule, element.text(), epoch, facts);
                identifiers.add(new KnownIdentifier(
                        rule.field(),
                        category,
                        text,
                        replacement(dropped ? Action.DROP : rule.action(), category, treated)));
            }
        }
    }

    private static boolean isTakenOut(FieldRule rule) {
        return rule.action() != Action.KEEP && rule.action() != Action.SCRUB && rule.action() != Action.CODES;
    }

    /** Returns what replaces a value in a text. */
    private static String replacement(Action action, Category category, String treated) {
        return switch (action) {
            case TOKEN, UID -> RecordContext.inText(category, treated);
            case FF1 -> treated;
            case ZIP3 -> RecordContext.zipInText(treated);
            default -> RecordContext.redacted(category);
        };
    }

    /**
     * Returns whether values of the category are searched for in texts as they are. Dates and ages are not: they are
     * found in text by their form, and shifted or capped there.
     */
    private static boolean isIdentifier(Category category) {
        return switch (category) {
            case DATE, AGE, FREE_TEXT, CLINICAL, QUASI_IDENTIFIER, UNKNOWN, BIOMETRIC, PHOTO -> false;
            default -> true;
        };
    }

    private static Category unforeseenCategory(Category category, FieldValue value) {
        if (value.text().length() > LONGEST_UNFORESEEN_IDENTIFIER
                || value.type() == FieldValue.Type.OBJECT
                || value.type() == FieldValue.Type.ARRAY) {
            return null;
        }
        return category;
    }

    /** Returns the evidence with its offsets in the scrubbed texts. Evidence in a text that is not kept is left out. */
    private List<Evidence> moved(ClassifiedRecord classified, RecordFacts facts, Output output) {
        List<Evidence> moved = new ArrayList<>();
        for (Evidence evidence : classified.classification().evidence()) {
            String field = policy.fieldName(evidence.field());
            ScrubbedText scrubbed = output.scrubbedTexts.get(field);
            FieldValue value = facts.fields().get(field);
            if (scrubbed == null || value == null) {
                continue;
            }
            String old = value.text();
            int length = old.codePointCount(0, old.length());
            int start = Math.min(Math.max(evidence.start(), 0), length);
            int end = Math.min(Math.max(evidence.end(), start), length);
            int newStart = scrubbed.moved(old.offsetByCodePoints(0, start), false);
            int newEnd = Math.max(newStart, scrubbed.moved(old.offsetByCodePoints(0, end), true));
            moved.add(new Evidence(
                    field,
                    scrubbed.text().codePointCount(0, newStart),
                    scrubbed.text().codePointCount(0, newEnd),
                    evidence.label(),
                    evidence.rule()));
        }
        return moved;
    }

    /** The event's maps, which are filled step by step. */
    private static final class Output {
        private final Map<String, String> fields = new LinkedHashMap<>();
        private final Map<String, String> tokens = new LinkedHashMap<>();
        private final Map<String, String> extra = new LinkedHashMap<>();
        private final Map<String, Integer> counts = new TreeMap<>();
        private final Map<String, ScrubbedText> scrubbedTexts = new LinkedHashMap<>();

        private void put(String name, String text) {
            (Fields.isStudy(name) ? fields : Fields.isIdentity(name) ? tokens : extra).put(name, text);
        }

        private void putIfAny(String name, String text) {
            if (text != null) {
                put(name, text);
            }
        }

        private void scrub(String name, String text, TextScrubber.Session session) {
            ScrubbedText scrubbed = session.scrub(text);
            for (ScrubbedText.Replacement replacement : scrubbed.replacements()) {
                counts.merge(replacement.category(), 1, Integer::sum);
            }
            scrubbedTexts.put(name, scrubbed);
            put(name, scrubbed.text());
        }
    }
}
