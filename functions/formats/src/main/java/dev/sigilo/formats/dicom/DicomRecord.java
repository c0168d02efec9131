package dev.sigilo.formats.dicom;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sigilo.formats.FurtherValues;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.MedicalRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Builds the record of one dataset. Contains PHI. Not thread-safe. */
final class DicomRecord {
    static final String STAFF_NAMES = "staff_names";
    static final String RELATED_NAMES = "related_names";
    static final String OTHER_NAMES = "other_names";
    /** Fields that the reader sets itself. */
    static final Set<String> OWN_FIELDS = Set.of(
            Fields.RECORD_ID,
            "source_format",
            "source_type",
            "source_dropped",
            "dicom",
            "burned_in_annotation",
            "coded_observations");

    /** Texts that several attributes may give; they are lines of the field. */
    private static final Set<String> TEXTS = Set.of(
            Fields.REPORT,
            Fields.FINDINGS,
            Fields.IMPRESSION,
            Fields.INDICATION,
            Fields.CLINICAL_HISTORY,
            Fields.DIAGNOSIS,
            Fields.COMPARISON,
            Fields.TECHNIQUE,
            Fields.RECOMMENDATION,
            Fields.SYMPTOMS);

    private static final Set<String> CODE_FIELDS = Set.of("order_status", "report_status", "patient_class");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{1,16}");
    private static final Pattern SOURCE_TYPE = Pattern.compile("[A-Za-z0-9^_.-]{1,40}");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final JsonFactory JSON = new JsonFactory();

    private final Dataset dataset;
    private final Map<String, FieldValue> fields = new LinkedHashMap<>();
    private final Map<String, Set<String>> texts = new LinkedHashMap<>();
    private final Map<String, Set<String>> lists = new LinkedHashMap<>();

    private DicomRecord(Dataset dataset) {
        this.dataset = dataset;
    }

    /** Returns the record of a dataset. */
    static MedicalRecord of(Dataset dataset, String id, List<DicomPath> paths, DropCounts dropped) {
        DicomRecord record = new DicomRecord(dataset);
        record.put(Fields.RECORD_ID, id);
        record.put("source_format", "dicom");
        String modality =
                dataset.text(Tag.MODALITY) != null ? dataset.text(Tag.MODALITY) : dataset.text(Tag.MODALITIES_IN_STUDY);
        if (modality != null && SOURCE_TYPE.matcher(modality).matches()) {
            record.put("source_type", modality);
        }
        for (DicomPath path : paths) {
            record.take(path);
        }
        StructuredReport report = StructuredReport.of(dataset);
        if (report != null) {
            record.take(report);
        }
        record.names(dataset, true);
        record.burnedIn();
        record.lists.forEach(record::putList);
        if (report != null && !report.observations().isEmpty()) {
            record.fields.put("coded_observations", observations(report.observations()));
        }
        if (!dropped.counts().isEmpty()) {
            record.fields.put("source_dropped", counts(dropped.counts()));
        }
        record.fields.put("dicom", new FieldValue(FieldValue.Type.OBJECT, DicomJsonWriter.text(dataset)));
        return MedicalRecord.of(record.fields);
    }

    private void put(String field, String text) {
        fields.put(field, new FieldValue(FieldValue.Type.STRING, text));
    }

    private void take(DicomPath path) {
        String further = FurtherValues.listOf(path.field());
        boolean text = TEXTS.contains(path.field());
        if (!path.list() && !text && further == null && fields.containsKey(path.field())) {
            return;
        }
        List<String> values = path.values(dataset);
        if (values.isEmpty()) {
            return;
        }
        if (path.list()) {
            values.forEach(value -> addTo(path.field(), value));
        } else if (text) {
            addText(path.field(), String.join("; ", values));
        } else if (further != null) {
            if (!fields.containsKey(path.field())) {
                put(path.field(), values.get(0));
            }
            String own = fields.get(path.field()).text();
            values.stream().filter(value -> !value.equals(own)).forEach(value -> addTo(further, value));
        } else if (path.vr().isNumber()) {
            if (WHOLE_NUMBER.matcher(values.get(0)).matches()) {
                fields.put(path.field(), new FieldValue(FieldValue.Type.NUMBER, withoutZeros(values.get(0))));
            }
        } else if (CODE_FIELDS.contains(path.field())) {
            if (CODE.matcher(values.get(0)).matches()) {
                put(path.field(), values.get(0));
            }
        } else {
            boolean several = path.vr().kind() == Vr.Kind.LOCAL_TEXT || path.vr() == Vr.SQ;
            put(path.field(), several && !Fields.isIdentity(path.field()) ? String.join("; ", values) : values.get(0));
        }
    }

    private void addText(String field, String text) {
        Set<String> lines = texts.computeIfAbsent(field, unused -> new LinkedHashSet<>());
        lines.add(text);
        put(field, String.join("\n", lines));
    }

    private static String withoutZeros(String digits) {
        return Integer.toString(Integer.parseInt(digits));
    }

    private void take(StructuredReport report) {
        if (!report.text().isEmpty()) {
            addText(Fields.REPORT, report.text());
        }
        report.sections().forEach((field, text) -> {
            if (!text.isEmpty()) {
                addText(field, text);
            }
        });
        report.subjectNames().forEach(name -> name.names().forEach(group -> addTo(OTHER_NAMES, group)));
    }

    /** Collects every person's name at any depth, so that the scrubber finds them in the texts. */
    private void names(Dataset in, boolean top) {
        in.elements().forEach((tag, element) -> {
            for (Object value : element.values()) {
                if (value instanceof Dataset item) {
                    names(item, false);
                } else if (value instanceof PersonName name) {
                    List<String> groups = name.names();
                    String list = switch (tag) {
                        case Tag.PATIENT_NAME, Tag.OTHER_PATIENT_NAMES, Tag.PATIENT_BIRTH_NAME -> OTHER_NAMES;
                        case Tag.PATIENT_MOTHER_BIRTH_NAME, Tag.RESPONSIBLE_PERSON -> RELATED_NAMES;
                        default -> STAFF_NAMES;
                    };
                    groups.forEach(group -> addTo(list, group));
                }
            }
        });
        if (top) {
            // A name that has a field of its own gets that field's token.
            for (String field : List.of(Fields.PATIENT_NAME, Fields.PHYSICIAN_NAME)) {
                FieldValue name = fields.get(field);
                if (name != null) {
                    lists.values().forEach(list -> list.remove(name.text()));
                }
            }
            Set<String> subjects = lists.getOrDefault(OTHER_NAMES, Set.of());
            lists.getOrDefault(STAFF_NAMES, new LinkedHashSet<>()).removeAll(subjects);
        }
    }

    private void addTo(String list, String value) {
        lists.computeIfAbsent(list, unused -> new LinkedHashSet<>()).add(value);
    }

    /** Secondary captures and objects with pixels that say nothing about burned-in text may have some (PS3.3 C.7.6.1). */
    private void burnedIn() {
        String flag = dataset.text(Tag.BURNED_IN_ANNOTATION);
        if ("YES".equals(flag) || "NO".equals(flag)) {
            put("burned_in_annotation", flag);
        } else if (flag != null || dataset.get(Tag.ROWS) != null) {
            put("burned_in_annotation", "UNKNOWN");
        }
    }

    private void putList(String field, Set<String> values) {
        if (!values.isEmpty()) {
            fields.put(field, json(FieldValue.Type.ARRAY, json -> {
                json.writeStartArray();
                for (String value : values) {
                    json.writeString(value);
                }
                json.writeEndArray();
            }));
        }
    }

    private static FieldValue counts(Map<String, Integer> counts) {
        return json(FieldValue.Type.OBJECT, json -> {
            json.writeStartObject();
            for (Map.Entry<String, Integer> count : counts.entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeEndObject();
        });
    }

    private static FieldValue observations(List<StructuredReport.Observation> observations) {
        return json(FieldValue.Type.ARRAY, json -> {
            json.writeStartArray();
            for (StructuredReport.Observation observation : observations) {
                json.writeStartObject();
                string(json, "system", observation.concept().system());
                string(json, "code", observation.concept().value());
                string(json, "display", observation.concept().meaning());
                string(json, "value", observation.value());
                Code value = observation.valueCode();
                if (value != null) {
                    string(json, "value_system", value.system());
                    string(json, "value_code", value.value());
                }
                string(json, "unit", observation.unit());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void string(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static FieldValue json(FieldValue.Type type, Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return new FieldValue(type, text.toString());
    }
}
