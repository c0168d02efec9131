package dev.sigilo.export.domain;

import static dev.sigilo.export.domain.Elements.NODES;
import static dev.sigilo.export.domain.Elements.coding;
import static dev.sigilo.export.domain.Elements.concept;
import static dev.sigilo.export.domain.Elements.identifier;
import static dev.sigilo.export.domain.Elements.list;
import static dev.sigilo.export.domain.Elements.object;
import static dev.sigilo.export.domain.Elements.putCount;
import static dev.sigilo.export.domain.Elements.putDate;
import static dev.sigilo.export.domain.Elements.putString;
import static dev.sigilo.export.domain.Elements.reference;
import static dev.sigilo.export.domain.Elements.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigilo.records.Classification;
import dev.sigilo.records.Fields;
import dev.sigilo.records.ObservationStatus;
import dev.sigilo.records.TokenizedRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The clinical resources of one record: DiagnosticReport, Patient, ImagingStudy and Observations. */
final class RecordResources {
    /** The texts of a record, in the order in which a report has them. */
    private static final List<String> TEXTS = List.of(
            Fields.REPORT,
            Fields.INDICATION,
            Fields.CLINICAL_HISTORY,
            Fields.SYMPTOMS,
            Fields.TECHNIQUE,
            Fields.COMPARISON,
            Fields.FINDINGS,
            Fields.IMPRESSION,
            Fields.DIAGNOSIS,
            Fields.RECOMMENDATION);

    private static final String DECLARED = ":declared";
    private static final Pattern UID = Pattern.compile("[0-2](\\.(0|[1-9][0-9]*))+");
    /** DICOM PS3.5, 9: a UID has at most 64 characters. */
    private static final int LONGEST_UID = 64;

    private final TokenizedRecord event;
    private final BundleWriter.Detail detail;
    private final Supplier<ObjectNode> meta;
    private final String id;
    private final String patientId;

    /**
     * @param meta gives the meta element of each resource
     */
    RecordResources(TokenizedRecord event, BundleWriter.Detail detail, Supplier<ObjectNode> meta) {
        this.event = event;
        this.detail = detail;
        this.meta = meta;
        this.id = ResourceIds.of(event.recordToken());
        // A record whose policy does not link patients has a patient of its own.
        this.patientId = event.patientToken() == null ? id : ResourceIds.of(event.patientToken());
    }

    /**
     * Returns the resources. The report refers to all others; a record without a text, a code, a study or observations,
     * such as an admission, has none.
     */
    List<ObjectNode> clinical() {
        List<ObjectNode> observations =
                detail == BundleWriter.Detail.WITHOUT_TEXTS_AND_OBSERVATIONS ? List.of() : observations();
        ObjectNode study = study();
        ObjectNode patient = patient();
        if (study == null && observations.isEmpty() && !isReport()) {
            return List.of(patient);
        }
        ObjectNode report = report();
        if (!observations.isEmpty()) {
            ArrayNode results = NODES.arrayNode();
            observations.forEach(observation ->
                    results.add(reference("Observation", observation.get("id").asText())));
            report.set("result", results);
        }
        List<ObjectNode> resources = new ArrayList<>(List.of(report, patient));
        if (study != null) {
            report.set("imagingStudy", list(reference("ImagingStudy", id)));
            resources.add(study);
        }
        resources.addAll(observations);
        return resources;
    }

    private boolean isReport() {
        return text(Fields.CODE) != null || TEXTS.stream().anyMatch(name -> text(name) != null);
    }

    private ObjectNode report() {
        ObjectNode report = resource("DiagnosticReport", id, meta.get());
        ArrayNode identifiers = list(identifier(Codes.RECORD, event.recordToken()));
        String accession = text(Fields.ACCESSION_NUMBER);
        if (accession != null) {
            ObjectNode number = identifier(Codes.ACCESSION, accession);
            identifiers.add(number.set("type", concept("http://terminology.hl7.org/CodeSystem/v2-0203", "ACSN", null)));
        }
        report.set("identifier", identifiers);
        report.put("status", Codes.reportStatus(text("report_status")));
        ObjectNode code = object();
        putString(code, "text", text(Fields.CODE));
        report.set("code", code.isEmpty() ? Elements.unknownConcept() : code);
        report.set("subject", reference("Patient", patientId));
        putDate(report, "effectiveDateTime", text(Fields.DIAGNOSIS_DATE));
        String impression = text(Fields.IMPRESSION);
        putString(report, "conclusion", impression != null ? impression : text(Fields.DIAGNOSIS));
        ArrayNode forms = NODES.arrayNode();
        for (String name : TEXTS) {
            String text = text(name);
            if (text != null) {
                forms.add(attachment(name, text));
            }
        }
        if (!forms.isEmpty()) {
            report.set("presentedForm", forms);
        }
        if (detail != BundleWriter.Detail.ALL) {
            report.remove("conclusion");
        }
        return report;
    }

    private ObjectNode attachment(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ObjectNode attachment = object().put("contentType", "text/plain; charset=utf-8");
        if (event.classification() != null && event.classification().language() != null) {
            attachment.put("language", event.classification().language());
        }
        if (detail == BundleWriter.Detail.ALL) {
            attachment.put("data", bytes);
        }
        return attachment.put("size", bytes.length).put("title", name);
    }

    private ObjectNode patient() {
        ObjectNode patient = resource("Patient", patientId, meta.get());
        if (event.patientToken() != null) {
            patient.set("identifier", list(identifier(Codes.PATIENT, event.patientToken())));
        }
        String gender = Codes.gender(text(Fields.SEX));
        if (gender != null) {
            patient.put("gender", gender);
        }
        putDate(patient, "birthDate", text(Fields.BIRTH_DATE));
        putDate(patient, "deceasedDateTime", text("death_date"));
        String merged = text("merged_patient_token");
        if (merged != null) {
            // HL7 v2 ADT^A40: this patient's number replaces the other one, whose records are this patient's too.
            ObjectNode other = object().put("type", "Patient").set("identifier", identifier(Codes.PATIENT, merged));
            patient.set("link", list(object().put("type", "replaces").set("other", other)));
        }
        return patient;
    }

    /** Returns the imaging study; null if the record does not declare one. */
    private ObjectNode study() {
        String uid = uid(text(Fields.STUDY_UID));
        String modality = modality();
        if (uid == null && modality == null) {
            return null;
        }
        ObjectNode study = resource("ImagingStudy", id, meta.get());
        ArrayNode identifiers = list(identifier(Codes.RECORD, event.recordToken()));
        if (uid != null) {
            identifiers.add(identifier("urn:dicom:uid", "urn:oid:" + uid));
        }
        study.set("identifier", identifiers);
        study.put("status", "unknown");
        if (modality != null) {
            study.set("modality", list(coding(Codes.DICOM, modality, null)));
        }
        study.set("subject", reference("Patient", patientId));
        putDate(study, "started", text(Fields.DIAGNOSIS_DATE));
        putCount(study, "numberOfSeries", text("study_series"));
        putCount(study, "numberOfInstances", text("study_instances"));
        putString(study, "description", text(Fields.IMAGE));
        String series = uid(text("series_uid"));
        if (series != null && modality != null) {
            ObjectNode one = object().put("uid", series);
            one.set("modality", coding(Codes.DICOM, modality, null));
            study.set("series", list(one));
        }
        return study;
    }

    /** Returns the DICOM modality that the record declares. One that was only inferred from a text is not a fact. */
    private String modality() {
        Classification classification = event.classification();
        return classification != null
                        && classification.modalityFrom() != null
                        && classification.modalityFrom().endsWith(DECLARED)
                        && Elements.isCode(classification.modality())
                ? classification.modality()
                : null;
    }

    private static String uid(String text) {
        return text != null && text.length() <= LONGEST_UID && UID.matcher(text).matches() ? text : null;
    }

    private List<ObjectNode> observations() {
        List<ObjectNode> observations = new ArrayList<>();
        for (JsonNode entry : CodedObservations.entries(text("coded_observations"))) {
            ObjectNode observation = observation("-c" + (observations.size() + 1));
            CodedObservations.put(observation, entry);
            observations.add(observation);
        }
        putText(observations, "-age", coding(Codes.LOINC, "30525-0", "Age"), text(Fields.AGE));
        putText(observations, "-site", coding(Codes.LOINC, "39111-0", "Body site"), text(Fields.BODY_PART));
        Classification classification = event.classification();
        if (classification != null && isReport()) {
            if (classification.label() != null) {
                observations.add(computed(
                        "-label",
                        coding(Codes.LABEL, "label", null),
                        coding(Codes.LABEL, classification.label().text(), null)));
            }
            int number = 0;
            for (Map.Entry<String, ObservationStatus> finding :
                    classification.observations().entrySet()) {
                if (Elements.isCode(finding.getKey())) {
                    observations.add(computed(
                            "-f" + ++number,
                            coding(Codes.FINDING, finding.getKey(), null),
                            coding(Codes.FINDING_STATUS, finding.getValue().text(), null)));
                }
            }
        }
        return observations;
    }

    private void putText(List<ObjectNode> observations, String ending, ObjectNode code, String text) {
        if (text != null) {
            ObjectNode observation = observation(ending).put("status", "unknown");
            observation.set("code", object().set("coding", list(code)));
            putString(observation, "valueString", text);
            observations.add(observation);
        }
    }

    /** Returns what classify determined from the text. It is preliminary, because no physician has confirmed it. */
    private ObjectNode computed(String ending, ObjectNode code, ObjectNode value) {
        ObjectNode observation = observation(ending).put("status", "preliminary");
        observation.set("code", object().set("coding", list(code)));
        observation.set("valueCodeableConcept", object().set("coding", list(value)));
        observation.set("method", object().put("text", "Determined from the text of the report by Sigilo"));
        return observation;
    }

    private ObjectNode observation(String ending) {
        ObjectNode observation = resource("Observation", id + ending, meta.get());
        observation.set("identifier", list(identifier(Codes.RECORD, event.recordToken())));
        observation.set("subject", reference("Patient", patientId));
        putDate(observation, "effectiveDateTime", text(Fields.DIAGNOSIS_DATE));
        return observation;
    }

    /** Returns the de-identified text of a field, wherever the event has it; null if it is absent or blank. */
    private String text(String name) {
        for (Map<String, String> map : List.of(event.fields(), event.tokens(), event.extra())) {
            String text = map.get(name);
            if (text != null && !text.isBlank()) {
                return text;
            }
        }
        return null;
    }
}
