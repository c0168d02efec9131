package dev.sigilo.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** FHIR R4 bundles beside those of single examinations. */
final class FhirTexts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FhirTexts() {}

    /** Returns the bundle with other ids: all bundles come from one server, where an id belongs to one resource. */
    static String numbered(String bundle, int number) {
        return bundle.replaceAll("\"id\":\"([a-z]+)1\"", "\"id\":\"$1" + number + "\"")
                .replaceAll("([A-Z][A-Za-z]+/[a-z]+)1\"", "$1" + number + "\"");
    }

    /** One bundle with the examinations of two patients, in two bundles with different ids. */
    static String twoPatients(String one, String other) {
        ObjectNode bundle = read(one);
        ((ArrayNode) bundle.get("entry")).addAll((ArrayNode) read(other).get("entry"));
        return bundle.toString();
    }

    /** A laboratory report whose results are contained in it or refer to a patient with birth time and photo. */
    static String laboratory(SyntheticStudy study) {
        ObjectNode bundle = read(study.fhir());
        ArrayNode entries = JSON.createArrayNode();
        for (JsonNode entry : bundle.get("entry")) {
            String type = entry.get("resource").get("resourceType").asText();
            if (type.equals("Patient") || type.equals("Practitioner") || type.equals("Organization")) {
                entries.add(entry);
            }
        }
        String birth = entries.get(0).get("resource").get("birthDate").asText();
        ObjectNode patient = (ObjectNode) entries.get(0).get("resource");
        patient.set(
                "_birthDate",
                read("{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/patient-birthTime\","
                        + "\"valueDateTime\":\"" + birth + "T05:40:00Z\"}]}"));
        patient.set(
                "photo", JSON.createArrayNode().add(read("{\"contentType\":\"image/png\",\"data\":\"iVBORw0KGgo=\"}")));
        String day = study.record().examDate().plusDays(40).toString();
        ObjectNode report = read("""
                {"resourceType": "DiagnosticReport", "id": "lab1", "status": "final",
                 "identifier": [{"system": "urn:lab:report", "value": "LAB-%1$s-3301"}],
                 "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0074", "code": "LAB"}]}],
                 "code": {"coding": [{"system": "http://loinc.org", "code": "57698-3", "display": "Lipid panel"}]},
                 "subject": {"reference": "Patient/p1"}, "effectiveDateTime": "%1$sT07:50:00+01:00",
                 "performer": [{"reference": "Organization/o1"}],
                 "result": [{"reference": "#chol"}, {"reference": "Observation/hdl1"}],
                 "contained": [{"resourceType": "Observation", "id": "chol", "status": "final",
                   "code": {"coding": [{"system": "http://loinc.org", "code": "2093-3", "display": "Cholesterol"}]},
                   "valueQuantity": {"value": 231, "unit": "mg/dL", "system": "http://unitsofmeasure.org", "code": "mg/dL"},
                   "interpretation": [{"coding": [{"system":
                     "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "code": "H"}]}]}],
                 "conclusion": "Total cholesterol above the reference range."}""".formatted(day));
        ObjectNode observation = read("""
                {"resourceType": "Observation", "id": "hdl1", "status": "final",
                 "code": {"coding": [{"system": "http://loinc.org", "code": "2085-9", "display": "HDL cholesterol"}]},
                 "subject": {"reference": "Patient/p1"}, "effectiveDateTime": "%sT07:50:00+01:00",
                 "valueQuantity": {"value": 44, "unit": "mg/dL", "system": "http://unitsofmeasure.org", "code": "mg/dL"},
                 "note": [{"text": "Fasting sample."}]}""".formatted(day));
        entries.add(entry(report)).add(entry(observation));
        return bundle.set("entry", entries).toString();
    }

    private static ObjectNode entry(ObjectNode resource) {
        ObjectNode entry = JSON.createObjectNode()
                .put(
                        "fullUrl",
                        "https://fhir.example.org/"
                                + resource.get("resourceType").asText() + "/"
                                + resource.get("id").asText());
        entry.set("resource", resource);
        return entry;
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
