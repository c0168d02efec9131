package dev.sigilo.formats.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sigilo.formats.Conversion;
import dev.sigilo.formats.SourceRecord;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormatException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Any bytes give records and rejects, or a reason. {@code mvn test} runs the kept inputs; {@code JAZZER_FUZZ=1 mvn test
 * -Dtest=FhirFuzzTest#...} looks for new ones.
 */
class FhirFuzzTest {
    private static final List<String> TYPES = List.of(
            "Patient",
            "DiagnosticReport",
            "Observation",
            "ImagingStudy",
            "ServiceRequest",
            "Encounter",
            "Condition",
            "DocumentReference",
            "Practitioner",
            "Organization",
            "RelatedPerson",
            "Device",
            "Bundle",
            "Binary");
    private static final List<String> NAMES = List.of(
            "id",
            "identifier",
            "name",
            "subject",
            "result",
            "hasMember",
            "code",
            "coding",
            "text",
            "div",
            "value",
            "valueQuantity",
            "valueString",
            "presentedForm",
            "data",
            "contentType",
            "reference",
            "display",
            "extension",
            "url",
            "contained",
            "status",
            "link",
            "other",
            "type",
            "modifierExtension",
            "series",
            "uid",
            "birthDate",
            "resource",
            "entry",
            "fullUrl",
            "meta",
            "tag",
            "system",
            "component",
            "note",
            "basedOn",
            "encounter");
    private static final List<String> TEXTS = List.of(
            "1",
            "#1",
            "Patient/1",
            "Observation/1",
            "urn:uuid:1",
            "text/html",
            "replaces",
            "urn:sigilo:message-part",
            "record-2",
            "entered-in-error",
            "http://loinc.org",
            "QUFB",
            "2024-01-01T00:00:00Z",
            "");
    private static final int MAX_DEPTH = 8;

    @FuzzTest(maxDuration = "60s")
    void anyBytesGiveRecordsOrAReason(byte[] message) {
        check(message);
    }

    @FuzzTest(maxDuration = "60s")
    void anyResourcesGiveRecordsOrAReason(FuzzedDataProvider data) {
        StringBuilder bundle = new StringBuilder("{\"resourceType\":\"Bundle\",\"entry\":[");
        int count = data.consumeInt(0, 8);
        for (int i = 0; i < count; i++) {
            bundle.append(i == 0 ? "" : ",")
                    .append("{\"resource\":{\"resourceType\":\"")
                    .append(data.pickValue(TYPES));
            bundle.append("\",\"id\":\"").append(data.consumeInt(0, 3)).append('"');
            members(data, bundle, 0, true);
            bundle.append("}}");
        }
        check(Fhir.bytes(bundle.append("]}").toString()));
    }

    private static void members(FuzzedDataProvider data, StringBuilder json, int depth, boolean comma) {
        Set<String> used = new HashSet<>(List.of("resourceType", "id"));
        int count = data.consumeInt(0, 5);
        boolean first = !comma;
        for (int i = 0; i < count; i++) {
            String name = data.pickValue(NAMES);
            if (used.add(name)) {
                json.append(first ? "" : ",").append('"').append(name).append("\":");
                value(data, json, depth + 1);
                first = false;
            }
        }
    }

    private static void value(FuzzedDataProvider data, StringBuilder json, int depth) {
        int kind = depth > MAX_DEPTH ? 4 : data.consumeInt(0, 6);
        switch (kind) {
            case 0, 1 -> {
                json.append('{');
                members(data, json, depth, false);
                json.append('}');
            }
            case 2 -> {
                json.append('[');
                int count = data.consumeInt(0, 3);
                for (int i = 0; i < count; i++) {
                    json.append(i == 0 ? "" : ",");
                    value(data, json, depth + 1);
                }
                json.append(']');
            }
            case 3 -> json.append("null");
            case 5 -> json.append(data.consumeInt());
            default -> json.append('"').append(data.pickValue(TEXTS)).append('"');
        }
    }

    private static void check(byte[] message) {
        Conversion read;
        try {
            read = Fhir.READER.read(message);
        } catch (RecordFormatException e) {
            assertThat(e.reason()).isNotNull();
            return;
        }
        assertThat(read.records().size() + read.rejects().size()).isPositive();
        Set<String> ids = new HashSet<>();
        for (SourceRecord one : read.records()) {
            assertThat(ids.add(one.record().text("record_id"))).isTrue();
            try {
                assertThat(MedicalRecord.parse(one.record().json())).isEqualTo(one.record());
                Conversion again = Fhir.READER.read(one.message());
                assertThat(again.records()).hasSize(1);
                assertThat(again.records().get(0).record().text("record_id"))
                        .isEqualTo(one.record().text("record_id"));
            } catch (RecordFormatException e) {
                throw new AssertionError("a record's own part was rejected: " + e.reason());
            }
        }
    }
}
