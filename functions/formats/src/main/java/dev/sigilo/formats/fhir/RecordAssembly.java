package dev.sigilo.formats.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sigilo.formats.FurtherValues;
import dev.sigilo.formats.fhir.Facts.Hit;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.MedicalRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes a record of a resource and those that belong to it. */
final class RecordAssembly {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String PRIOR_PATIENT = "prior_patient_id";
    /** Fields that may have several values, and what joins them. */
    private static final Map<String, String> JOINED = Map.ofEntries(
            Map.entry(Fields.REPORT, "\n\n"),
            Map.entry(Fields.FINDINGS, "\n"),
            Map.entry(Fields.IMPRESSION, "\n"),
            Map.entry(Fields.INDICATION, "\n"),
            Map.entry(Fields.CLINICAL_HISTORY, "\n"),
            Map.entry(Fields.DIAGNOSIS, "\n"),
            Map.entry(Fields.COMPARISON, "\n"),
            Map.entry(Fields.TECHNIQUE, "\n"),
            Map.entry(Fields.RECOMMENDATION, "\n"),
            Map.entry(Fields.SYMPTOMS, "\n"),
            Map.entry(Fields.CODE, "; "),
            Map.entry(Fields.BODY_PART, "; "),
            Map.entry(Fields.ETHNICITY, "; "));

    /** What a resource that was entered in error must not state. */
    private static final Set<String> STATEMENTS = Set.of(
            Fields.REPORT,
            Fields.FINDINGS,
            Fields.IMPRESSION,
            Fields.DIAGNOSIS,
            Fields.COMPARISON,
            Fields.TECHNIQUE,
            Fields.RECOMMENDATION,
            Fields.SYMPTOMS,
            Fields.CLINICAL_HISTORY);

    /** Resources whose single fields belong to every record that contains them; others give only their lists. */
    private static final Set<String> SHARED =
            PeopleAndPlaces.and("Patient", "Encounter", "ServiceRequest", "ImagingStudy", "Specimen", "Medication");

    /** Statuses of visits that did not take place. */
    private static final Set<String> NO_VISIT = Set.of("planned", "cancelled");

    /** What only a visit that took place says. */
    private static final Set<String> VISIT_FACTS = Set.of("admission_date", "discharge_date", "patient_class");

    /** A value of a line, with the type of the resource that it was read from. */
    private record Found(String type, Hit hit) {}

    private final Resource focal;
    private final Collection<Resource> parts;
    private final Resource patient;
    private final Map<String, String> scalars = new LinkedHashMap<>();
    private final Map<String, Set<String>> lists = new LinkedHashMap<>();

    private RecordAssembly(Selection.Planned planned) {
        this.focal = planned.focal();
        this.parts = planned.parts();
        this.patient = planned.patient();
    }

    /** Collects the values of a record. */
    static RecordAssembly of(Selection.Planned planned) {
        RecordAssembly assembly = new RecordAssembly(planned);
        assembly.collect();
        return assembly;
    }

    /**
     * Returns whether the values of all lines of a resource are joined in the field. A person's ethnicity is a category:
     * the first line that has it gives it.
     */
    static boolean isText(String field) {
        return JOINED.containsKey(field) && !field.equals(Fields.ETHNICITY);
    }

    /** Returns the record's id, which other records of the message may have too. */
    String id() {
        return RecordIds.of(focal, scalars.get(Fields.PATIENT_ID));
    }

    private void collect() {
        List<Found> found = new ArrayList<>();
        focal.facts().hits().forEach(hit -> found.add(new Found(focal.type(), hit)));
        for (Resource part : parts) {
            for (Hit hit : part.facts().hits()) {
                if (hit.list() || hit.order() >= 0 && isShared(part, hit.field())) {
                    found.add(new Found(part.type(), hit));
                }
            }
        }
        // Stable: of one line, the values of the record's own resource come first.
        found.sort(Comparator.comparingInt(one -> one.hit().order()));
        Map<String, String> types = new HashMap<>();
        Map<String, Set<String>> joined = new LinkedHashMap<>();
        for (Found one : found) {
            Hit hit = one.hit();
            String others = hit.list() ? hit.field() : FurtherValues.listOf(hit.field());
            if (others != null) {
                lists.computeIfAbsent(others, any -> new LinkedHashSet<>()).addAll(hit.values());
            }
            if (hit.list()) {
                continue;
            }
            String type = types.putIfAbsent(hit.field(), one.type());
            if (!JOINED.containsKey(hit.field())) {
                scalars.putIfAbsent(hit.field(), hit.values().get(0));
            } else if (type == null || isAdded(hit.field(), type.equals(one.type()))) {
                joined.computeIfAbsent(hit.field(), any -> new LinkedHashSet<>())
                        .addAll(hit.values());
            }
        }
        joined.forEach((field, values) -> scalars.put(field, String.join(JOINED.get(field), values)));
        patient();
        text();
    }

    /**
     * Returns whether a further resource adds to a field. An examination and its order name the same code and body part
     * differently, so these are joined only if they come from one type of resource; all other texts are joined.
     */
    private static boolean isAdded(String field, boolean sameType) {
        return isText(field) && (sameType || !field.equals(Fields.CODE) && !field.equals(Fields.BODY_PART));
    }

    /**
     * The status of a report is the report's own, and a merge is the patient's own. The reason of a visit is not the
     * reason of everything that was done during the visit.
     */
    private static boolean isShared(Resource part, String field) {
        boolean stated = !part.facts().withheld() || part.type().equals("Patient");
        return SHARED.contains(part.type())
                && stated
                && !field.equals("report_status")
                && !field.equals(PRIOR_PATIENT)
                && !(part.type().equals("Encounter") && (Fields.isStudy(field) || isOfNoVisit(part, field)));
    }

    private static boolean isOfNoVisit(Resource encounter, String field) {
        String status = encounter.root().peek("status");
        return status != null && NO_VISIT.contains(status) && VISIT_FACTS.contains(field);
    }

    private void patient() {
        if (!scalars.containsKey(Fields.PATIENT_ID)) {
            String id = null;
            if (patient != null) {
                id = RecordIds.patient(patient.id());
            } else {
                for (Element subject : Selection.subjects(focal)) {
                    id = id == null ? unresolved(subject) : id;
                }
            }
            if (id != null) {
                scalars.put(Fields.PATIENT_ID, id);
            }
        }
        if (patient != null && patient.id() != null && RecordIds.isUuid(patient.id())) {
            lists.computeIfAbsent("other_ids", any -> new LinkedHashSet<>()).add(patient.id());
        }
        if (!focal.type().equals("Patient")) {
            scalars.remove(PRIOR_PATIENT);
        } else if (!scalars.containsKey(PRIOR_PATIENT)) {
            for (Element link : focal.root().values("link")) {
                Element other = "replaces".equals(link.peek("type")) ? link.first("other") : null;
                String prior = other == null ? null : unresolved(other);
                if (prior != null) {
                    scalars.put(PRIOR_PATIENT, prior);
                    break;
                }
            }
        }
    }

    /** Returns the id of a patient who is not in the message, or null. */
    private static String unresolved(Element reference) {
        Element identifier = reference.first("identifier");
        String value = identifier == null ? null : identifier.peek("value");
        if (value != null) {
            return value;
        }
        String url = reference.peek("reference");
        String type = Reference.urlType(url);
        if (url == null || url.startsWith("#") || type != null && !type.equals("Patient")) {
            return null;
        }
        if (url.indexOf('?') >= 0) {
            return url.indexOf('|') < 0 ? null : url.substring(url.lastIndexOf('|') + 1);
        }
        return RecordIds.patient(Reference.urlId(url));
    }

    /** The readable lines of coded observations come after the findings that the map found. */
    private void text() {
        List<String> lines = new ArrayList<>(focal.facts().lines());
        for (Resource part : parts) {
            if (part.type().equals("Observation")) {
                lines.addAll(part.facts().lines());
            }
        }
        if (!lines.isEmpty()) {
            String text = String.join("\n", lines);
            scalars.merge(Fields.FINDINGS, text, (own, added) -> own + '\n' + added);
        }
        if (focal.facts().withheld()) {
            scalars.keySet().removeAll(STATEMENTS);
        }
    }

    /** Returns the record with an id that no other record of the message has. */
    MedicalRecord record(String id) {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        fields.put(Fields.RECORD_ID, string(id));
        fields.put("source_format", string(FhirReader.FORMAT));
        fields.put("source_type", string(focal.type()));
        scalars.forEach((field, value) -> fields.put(field, string(value)));
        numbers(fields);
        Set<String> known = new LinkedHashSet<>();
        scalars.forEach((field, value) -> {
            if (!JOINED.containsKey(field)) {
                known.add(value);
            }
        });
        lists.forEach((field, values) -> {
            List<String> other = new ArrayList<>();
            for (String value : values) {
                if (!known.contains(value)) {
                    other.add(value);
                }
            }
            if (!other.isEmpty()) {
                fields.put(field, new FieldValue(FieldValue.Type.ARRAY, array(other)));
            }
        });
        List<CodedObservation> coded = new ArrayList<>(focal.facts().coded());
        for (Resource part : parts) {
            if (part.type().equals("Observation")) {
                coded.addAll(part.facts().coded());
            }
        }
        if (!coded.isEmpty()) {
            fields.put("coded_observations", new FieldValue(FieldValue.Type.ARRAY, CodedObservation.json(coded)));
        }
        Map<String, Integer> dropped = new TreeMap<>(focal.dropped());
        parts.forEach(part -> part.dropped().forEach((path, count) -> dropped.merge(path, count, Integer::sum)));
        if (!dropped.isEmpty()) {
            fields.put("source_dropped", new FieldValue(FieldValue.Type.OBJECT, object(dropped)));
        }
        return MedicalRecord.of(fields);
    }

    private void numbers(Map<String, FieldValue> fields) {
        List<Resource> all = new ArrayList<>(List.of(focal));
        all.addAll(parts);
        for (Resource resource : all) {
            resource.facts()
                    .numbers()
                    .forEach(
                            (field, value) -> fields.putIfAbsent(field, new FieldValue(FieldValue.Type.NUMBER, value)));
        }
    }

    private static FieldValue string(String value) {
        return new FieldValue(FieldValue.Type.STRING, value);
    }

    private static String array(List<String> values) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    private static String object(Map<String, Integer> counts) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, Integer> count : counts.entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }
}
