package dev.sigilo.export.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.export.domain.BundleWriter.Detail;
import dev.sigilo.records.Classification;
import dev.sigilo.records.EventKind;
import dev.sigilo.records.TokenizedRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleWriterTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BundleWriter writer = new BundleWriter(Set.of("safe-harbor"));

    @Test
    void aRecordBecomesReportPatientStudyObservationsAndProvenance() throws IOException {
        JsonNode bundle = bundle(Events.full());

        assertThat(bundle.path("type").asText()).isEqualTo("collection");
        assertThat(bundle.path("id").asText()).isEqualTo("rec-1-abcdefghijklmnopqrstuvwxyz");
        assertThat(types(bundle))
                .startsWith("DiagnosticReport", "Patient", "ImagingStudy", "Observation")
                .endsWith("Provenance");
        JsonNode report = resource(bundle, "DiagnosticReport");
        assertThat(report.path("status").asText()).isEqualTo("final");
        assertThat(report.path("code").path("text").asText()).isEqualTo("71250 CT CHEST W/O CONTRAST");
        assertThat(report.path("effectiveDateTime").asText()).isEqualTo("2019-11-02");
        assertThat(report.path("conclusion").asText()).isEqualTo("Pulmonary nodule.");
        assertThat(text(report.path("presentedForm").path(0)))
                .isEqualTo("A 5 mm nodule in the right upper lobe.\nNo effusion.");
        JsonNode patient = resource(bundle, "Patient");
        assertThat(patient.path("id").asText()).isEqualTo("pat-1-zyxwvutsrqponmlkjihgfedcba");
        assertThat(patient.path("identifier").path(0).path("value").asText()).isEqualTo(Events.PATIENT);
        assertThat(patient.path("gender").asText()).isEqualTo("female");
        assertThat(patient.path("birthDate").asText()).isEqualTo("1969-04-01");
        assertThat(patient.has("name")).isFalse();
        JsonNode study = resource(bundle, "ImagingStudy");
        assertThat(study.path("identifier").path(1).path("value").asText()).isEqualTo("urn:oid:2.25.123456789");
        assertThat(study.path("modality").path(0).path("code").asText()).isEqualTo("CT");
        assertThat(study.path("numberOfSeries").asInt()).isEqualTo(3);
        assertThat(study.path("numberOfInstances").asInt()).isEqualTo(412);
        JsonNode provenance = resource(bundle, "Provenance");
        assertThat(provenance.path("recorded").asText()).isEqualTo("2025-11-24T07:40:00Z");
        assertThat(provenance.path("policy").path(0).asText())
                .isEqualTo("urn:sigilo:policy:pseudonymized:1:0123456789abcdef0123456789abcdef");
        assertThat(provenance.path("agent").path(0).path("who").path("display").asText())
                .isEqualTo("Sigilo 0.1.0+abc");
        assertThat(BundleValidation.errors(writer.write(Events.full(), Detail.ALL)))
                .isEmpty();
    }

    @Test
    void codesAndValuesOfObservationsAreKept() throws IOException {
        List<JsonNode> coded = resources(bundle(Events.full()), "Observation").stream()
                .filter(observation -> observation.path("id").asText().matches(".*-c\\d+"))
                .toList();

        assertThat(coded).hasSize(5);
        JsonNode hemoglobin = coded.get(0);
        assertThat(hemoglobin.path("status").asText()).isEqualTo("final");
        assertThat(hemoglobin.path("code").path("coding").path(0).toString())
                .isEqualTo("{\"system\":\"http://loinc.org\",\"code\":\"718-7\",\"display\":\"Hemoglobin\"}");
        // The digits of a decimal are its precision.
        assertThat(new String(writer.write(Events.full(), Detail.ALL), StandardCharsets.UTF_8))
                .contains("\"valueQuantity\":{\"value\":13.50,\"unit\":\"g/dL\"}");
        assertThat(hemoglobin
                        .path("interpretation")
                        .path(0)
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asText())
                .isEqualTo("N");
        assertThat(hemoglobin.path("referenceRange").path(0).path("text").asText())
                .isEqualTo("12-16");
        assertThat(coded.get(1).path("valueQuantity").toString())
                .isEqualTo("{\"value\":20,\"comparator\":\">\",\"unit\":\"10*3/uL\",\"system\":\""
                        + "http://unitsofmeasure.org\",\"code\":\"10*3/uL\"}");
        assertThat(coded.get(1).path("interpretation").path(0).toString()).isEqualTo("{\"text\":\"odd\"}");
        assertThat(coded.get(2)
                        .path("valueCodeableConcept")
                        .path("coding")
                        .path(0)
                        .toString())
                .isEqualTo("{\"system\":\"http://snomed.info/sct\",\"code\":\"52101004\",\"display\":\"Present\"}");
        assertThat(coded.get(3).path("code").path("coding").path(0).has("system"))
                .isFalse();
        assertThat(coded.get(4).path("valueString").asText()).isEqualTo("as before mm");
        assertThat(coded.get(4).path("status").asText()).isEqualTo("unknown");
    }

    @Test
    void everyReferenceLeadsToAnEntryOfTheBundle() throws IOException {
        JsonNode bundle = bundle(Events.full());
        List<String> urls = new ArrayList<>();
        bundle.path("entry").forEach(entry -> urls.add(entry.path("fullUrl").asText()));

        assertThat(urls).doesNotHaveDuplicates().allMatch(url -> url.startsWith("urn:uuid:"));
        assertThat(bundle.findValuesAsText("reference")).isNotEmpty().allMatch(urls::contains);
    }

    @Test
    void theSameEventGivesTheSameBytesAndThePatientIsTheSameInEachBundle() throws IOException {
        assertThat(writer.write(Events.full(), Detail.ALL)).isEqualTo(writer.write(Events.full(), Detail.ALL));
        TokenizedRecord other = Events.tokenized(Events.PATIENT, Map.of("report", "Normal."), Map.of(), Map.of());
        assertThat(fullUrl(bundle(Events.full()), "Patient")).isEqualTo(fullUrl(bundle(other), "Patient"));
    }

    @Test
    void nothingIsClaimedThatTheRecordDoesNotSay() throws IOException {
        Classification inferred = new Classification(
                "en",
                "CT",
                "report:inferred",
                null,
                null,
                null,
                List.of(),
                "unrouted",
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                null,
                Map.of());
        TokenizedRecord event = Events.event(
                EventKind.TOKENIZED,
                null,
                "pseudonymized",
                Map.of("report", "Normal.", "sex", "not recorded", "diagnosis_date", "2019-02-30"),
                Map.of("birth_date", "in spring"),
                Map.of(),
                inferred);

        JsonNode bundle = bundle(event);

        assertThat(types(bundle)).containsExactly("DiagnosticReport", "Patient", "Provenance");
        JsonNode report = resource(bundle, "DiagnosticReport");
        assertThat(report.path("status").asText()).isEqualTo("unknown");
        assertThat(report.path("code")
                        .path("extension")
                        .path(0)
                        .path("valueCode")
                        .asText())
                .isEqualTo("unknown");
        assertThat(report.has("effectiveDateTime")).isFalse();
        assertThat(resource(bundle, "Patient").has("gender")).isFalse();
        assertThat(resource(bundle, "Patient").has("birthDate")).isFalse();
        assertThat(resource(bundle, "Patient").has("identifier")).isFalse();
        assertThat(BundleValidation.errors(writer.write(event, Detail.ALL))).isEmpty();
    }

    /** An admission, or the merge of two patient numbers. */
    @Test
    void aRecordWithoutAReportBecomesOnlyItsPatient() throws IOException {
        TokenizedRecord event = Events.tokenized(
                Events.PATIENT, Map.of("sex", "M"), Map.of(), Map.of("merged_patient_token", "pat_1_old"));
        TokenizedRecord admission = Events.event(
                EventKind.TOKENIZED,
                event.patientToken(),
                "pseudonymized",
                event.fields(),
                event.tokens(),
                event.extra(),
                null);

        JsonNode bundle = bundle(admission);

        assertThat(types(bundle)).containsExactly("Patient", "Provenance");
        JsonNode link = resource(bundle, "Patient").path("link").path(0);
        assertThat(link.path("type").asText()).isEqualTo("replaces");
        assertThat(link.path("other").path("identifier").path("value").asText()).isEqualTo("pat_1_old");
        assertThat(BundleValidation.errors(writer.write(admission, Detail.ALL))).isEmpty();
    }

    @Test
    void theSecurityLabelSaysWhetherThePolicyLinksPatients() throws IOException {
        TokenizedRecord anonymous = Events.event(
                EventKind.TOKENIZED,
                null,
                "safe-harbor",
                Map.of("report", "Normal."),
                Map.of(),
                Map.of(),
                Events.classification());
        TokenizedRecord linked = Events.event(
                EventKind.TOKENIZED,
                Events.PATIENT,
                "safe-harbor",
                Map.of("report", "Normal."),
                Map.of(),
                Map.of(),
                Events.classification());

        assertThat(labels(bundle(Events.full()))).containsOnly("PSEUDED");
        assertThat(labels(bundle(anonymous))).containsOnly("ANONYED");
        assertThat(labels(bundle(linked))).containsOnly("PSEUDED");
        assertThat(BundleValidation.errors(writer.write(anonymous, Detail.ALL))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = EventKind.class,
            names = {"ERASED", "REPLACED"})
    void theEndOfARecordBecomesRequestsThatDeleteIt(EventKind kind) throws IOException {
        TokenizedRecord removed = Events.removed(kind);
        JsonNode bundle = bundle(removed);

        assertThat(bundle.path("type").asText()).isEqualTo("transaction");
        assertThat(bundle.path("identifier").path("value").asText()).isEqualTo(Events.RECORD);
        assertThat(bundle.findValuesAsText("url"))
                .containsExactly(
                        "Provenance/rec-1-abcdefghijklmnopqrstuvwxyz",
                        "DiagnosticReport/rec-1-abcdefghijklmnopqrstuvwxyz",
                        "Observation?identifier=urn:sigilo:record%7C" + Events.RECORD,
                        "ImagingStudy/rec-1-abcdefghijklmnopqrstuvwxyz");
        assertThat(BundleValidation.errors(writer.write(removed, Detail.ALL))).isEmpty();
    }

    @Test
    void theCanaryIsNotExported() throws IOException {
        TokenizedRecord canary = Events.full().asCanary();
        JsonNode bundle = bundle(canary);

        assertThat(bundle.has("entry")).isFalse();
        assertThat(labels(bundle)).contains("HTEST");
        assertThat(BundleValidation.errors(writer.write(canary, Detail.ALL))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Detail.class, names = "ALL", mode = EnumSource.Mode.EXCLUDE)
    void aBundleThatLeavesSomethingOutSaysSo(Detail detail) throws IOException {
        byte[] bytes = writer.write(Events.full(), detail);
        JsonNode bundle = JSON.readTree(bytes);

        assertThat(resource(bundle, "OperationOutcome")
                        .path("issue")
                        .path(0)
                        .path("diagnostics")
                        .asText())
                .contains("left out");
        JsonNode form =
                resource(bundle, "DiagnosticReport").path("presentedForm").path(0);
        assertThat(form.has("data")).isFalse();
        assertThat(form.path("size").asInt()).isEqualTo(51);
        assertThat(types(bundle).contains("Observation")).isEqualTo(detail == Detail.WITHOUT_TEXTS);
        assertThat(BundleValidation.errors(bytes)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "F,final",
        "p,preliminary",
        "C,corrected",
        "X,cancelled",
        "amended,amended",
        "FINAL,final",
        "COMPLETE,unknown",
        "'',unknown"
    })
    void theStatusIsTheOneOfTheSource(String source, String expected) throws IOException {
        TokenizedRecord event =
                Events.tokenized(Events.PATIENT, Map.of("report", "x"), Map.of(), Map.of("report_status", source));

        assertThat(resource(bundle(event), "DiagnosticReport").path("status").asText())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not JSON", "{}", "[[]]", "[1,null,\"a\"]", "[{\"code\":{\"a\":1}}]", "null"})
    void aFieldThatIsNoListOfObservationsGivesNone(String field) throws IOException {
        TokenizedRecord event =
                Events.tokenized(Events.PATIENT, Map.of("report", "x"), Map.of(), Map.of("coded_observations", field));

        assertThat(resources(bundle(event), "Observation"))
                .noneMatch(observation -> observation.path("id").asText().matches(".*-c\\d+"));
        assertThat(BundleValidation.errors(writer.write(event, Detail.ALL))).isEmpty();
    }

    /** Texts with characters and forms that FHIR does not allow everywhere. */
    @Test
    void awkwardTextsStillGiveValidBundles() {
        for (String text :
                List.of("\u0000 \u0007bell\u0085", "  spaces  ", "línea\r\n\tdos", "\uFFFE", "<b>&amp;", "😀")) {
            Map<String, String> fields = new HashMap<>();
            List.of("report", "impression", "code", "image", "age", "body_part", "sex", "diagnosis_date")
                    .forEach(name -> fields.put(name, text));
            String quoted = JSON.getNodeFactory().textNode(text).toString();
            String coded = "[{\"system\":\"LN\",\"code\":" + quoted + ",\"display\":" + quoted + ",\"value\":" + quoted
                    + ",\"unit\":" + quoted + ",\"flag\":" + quoted + ",\"range\":" + quoted + ",\"status\":" + quoted
                    + "},{\"value\":5,\"unit\":" + quoted + ",\"value_system\":\"UCUM\",\"value_code\":" + quoted
                    + "}]";
            TokenizedRecord event = Events.tokenized(
                    Events.PATIENT,
                    fields,
                    Map.of("study_uid", text, "accession_number", "a"),
                    Map.of("coded_observations", coded, "study_series", text, "series_uid", text));

            assertThat(BundleValidation.errors(writer.write(event, Detail.ALL)))
                    .as(quoted)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"LN", "SCT", "RADLEX", "ICD-10", "ICD-10-CM", "ICD-9", "CPT", "DCM", "UCUM", "LOCAL", "99X"})
    void codesThatNobodyKnowsDoNotMakeABundleInvalid(String system) {
        String coded = """
                [{"system":"%1$s","code":"ZZ-1","display":"No such thing","value":"Seen","value_system":"%1$s","value_code":"Q 7"},
                 {"system":"%1$s","code":"718-7","display":"Not its name","value":"5","unit":"K/uL","value_system":"%1$s","value_code":"K/uL"}]""".formatted(system);
        TokenizedRecord event =
                Events.tokenized(Events.PATIENT, Map.of("report", "x"), Map.of(), Map.of("coded_observations", coded));

        assertThat(BundleValidation.errors(writer.write(event, Detail.ALL))).isEmpty();
    }

    @Test
    void everyUnitThatIsGivenAsUcumIsOfUcum() {
        StringBuilder coded = new StringBuilder();
        for (String unit : Codes.UNITS) {
            coded.append(coded.isEmpty() ? "[" : ",").append("""
                    {"code":"1","value":"5","unit":"%1$s","value_system":"UCUM","value_code":"%1$s"}""".formatted(unit));
        }
        TokenizedRecord event = Events.tokenized(
                Events.PATIENT, Map.of("report", "x"), Map.of(), Map.of("coded_observations", coded + "]"));

        assertThat(BundleValidation.errors(writer.write(event, Detail.ALL))).isEmpty();
    }

    @Test
    void idsAreValidForEveryToken() {
        for (String token : List.of("rec_1_abc", "x".repeat(100), "reject:raw 7:8", "é")) {
            assertThat(ResourceIds.of(token) + "-label").matches("[A-Za-z0-9.-]{1,64}");
        }
        assertThat(ResourceIds.fullUrl("Patient", "a")).isNotEqualTo(ResourceIds.fullUrl("Patient", "b"));
    }

    private JsonNode bundle(TokenizedRecord event) throws IOException {
        return JSON.readTree(writer.write(event, Detail.ALL));
    }

    private static List<JsonNode> resources(JsonNode bundle, String type) {
        List<JsonNode> resources = new ArrayList<>();
        bundle.path("entry").forEach(entry -> {
            if (entry.path("resource").path("resourceType").asText().equals(type)) {
                resources.add(entry.path("resource"));
            }
        });
        return resources;
    }

    private static JsonNode resource(JsonNode bundle, String type) {
        assertThat(resources(bundle, type)).hasSize(1);
        return resources(bundle, type).get(0);
    }

    private static List<String> types(JsonNode bundle) {
        return bundle.path("entry").findValuesAsText("resourceType");
    }

    private static String fullUrl(JsonNode bundle, String type) {
        for (JsonNode entry : bundle.path("entry")) {
            if (entry.path("resource").path("resourceType").asText().equals(type)) {
                return entry.path("fullUrl").asText();
            }
        }
        return null;
    }

    private static List<String> labels(JsonNode bundle) {
        List<String> labels = new ArrayList<>();
        bundle.findValues("security").forEach(security -> labels.addAll(security.findValuesAsText("code")));
        return labels;
    }

    private static String text(JsonNode attachment) throws IOException {
        return new String(attachment.path("data").binaryValue(), StandardCharsets.UTF_8);
    }
}
