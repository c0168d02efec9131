package dev.sigilo.samples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigilo.records.Fields;
import java.nio.charset.StandardCharsets;

/** Writes an examination as a FHIR R4 Bundle of a report and the resources that it refers to. */
final class FhirSample {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String TYPES = "http://terminology.hl7.org/CodeSystem/v2-0203";

    private final StudyFacts facts;
    private final ArrayNode entries = NODES.arrayNode();

    FhirSample(StudyFacts facts) {
        this.facts = facts;
    }

    String bundle() {
        add(patient());
        add(practitioner());
        add(resource("Organization", "o1").put("name", facts.exam().facility));
        add(order());
        add(study());
        add(report());
        ObjectNode bundle = NODES.objectNode().put("resourceType", "Bundle").put("type", "collection");
        return bundle.set("entry", entries).toString();
    }

    private ObjectNode patient() {
        SyntheticPatient person = facts.patient();
        ObjectNode patient = resource("Patient", "p1");
        patient.putObject("text")
                .put("status", "generated")
                .put(
                        "div",
                        "<div xmlns=\"http://www.w3.org/1999/xhtml\">" + xml(person.fullName()) + ", "
                                + person.patientId + "</div>");
        ArrayNode identifiers = patient.putArray("identifier");
        identifiers.add(identifier("MR", "urn:ris", person.patientId));
        identifiers.add(
                person.spanish
                        ? identifier("NNESP", "urn:dni", person.nationalId)
                        : identifier("SS", "http://hl7.org/fhir/sid/us-ssn", person.nationalId));
        name(patient.putArray("name").addObject(), facts.family(), person.given, facts.middle(), facts.suffix());
        ArrayNode telecom = patient.putArray("telecom");
        telecom.addObject().put("system", "phone").put("value", person.phone);
        telecom.addObject().put("system", "email").put("value", person.email);
        patient.put("gender", person.female ? "female" : "male").put("birthDate", person.birthDate.toString());
        ObjectNode address = patient.putArray("address").addObject();
        address.putArray("line").add(person.address);
        address.put("city", person.city)
                .put("postalCode", person.postalCode)
                .put("country", person.spanish ? "ES" : "US");
        if (facts.exam().kinField) {
            ObjectNode contact = patient.putArray("contact").addObject();
            name(contact.putObject("name"), facts.kinFamily(), facts.kinGiven(), "", "");
            contact.putArray("telecom").addObject().put("system", "phone").put("value", facts.exam().kinPhone);
        }
        return patient;
    }

    private ObjectNode practitioner() {
        ObjectNode practitioner = resource("Practitioner", "d1");
        practitioner.putArray("identifier").add(identifier("MD", "urn:licence", facts.exam().physicianId));
        name(practitioner.putArray("name").addObject(), facts.physicianFamily(), facts.exam().physicianGiven, "", "");
        return practitioner;
    }

    private ObjectNode order() {
        ObjectNode order =
                resource("ServiceRequest", "s1").put("status", "completed").put("intent", "order");
        order.putArray("identifier").add(identifier("ACSN", "urn:ris:accession", facts.exam().accession));
        order.set("subject", reference("Patient/p1"));
        order.set("requester", reference("Practitioner/d1"));
        order.putArray("reasonCode").addObject().put("text", facts.text(Fields.INDICATION));
        return order;
    }

    private ObjectNode study() {
        ObjectNode study = resource("ImagingStudy", "i1").put("status", "available");
        study.putArray("identifier")
                .addObject()
                .put("system", "urn:dicom:uid")
                .put("value", "urn:oid:" + facts.exam().studyUid);
        study.putArray("modality")
                .addObject()
                .put("system", "http://dicom.nema.org/resources/ontology/DCM")
                .put("code", facts.modality());
        study.set("subject", reference("Patient/p1"));
        study.put("started", facts.exam().examDate.toString())
                .put("numberOfSeries", 1)
                .put("numberOfInstances", 24)
                .put("description", facts.text(Fields.IMAGE));
        return study;
    }

    private ObjectNode report() {
        ObjectNode report = resource("DiagnosticReport", "r1").put("status", "final");
        report.putArray("identifier").add(identifier("FILL", "urn:ris:report", facts.exam().recordId));
        report.putArray("basedOn").add(reference("ServiceRequest/s1"));
        report.putObject("code").put("text", facts.text(Fields.CODE));
        report.set("subject", reference("Patient/p1"));
        report.put("effectiveDateTime", facts.exam().examDate.toString());
        report.putArray("performer").add(reference("Organization/o1"));
        report.putArray("resultsInterpreter").add(reference("Practitioner/d1"));
        report.putArray("imagingStudy").add(reference("ImagingStudy/i1"));
        report.put("conclusion", facts.text(Fields.IMPRESSION));
        report.putArray("presentedForm")
                .addObject()
                .put("contentType", "text/plain; charset=utf-8")
                .put("data", facts.text(Fields.REPORT).getBytes(StandardCharsets.UTF_8));
        return report;
    }

    private void add(ObjectNode resource) {
        String url = "https://fhir.example.org/" + resource.get("resourceType").asText() + "/"
                + resource.get("id").asText();
        entries.addObject().put("fullUrl", url).set("resource", resource);
    }

    private static ObjectNode resource(String type, String id) {
        return NODES.objectNode().put("resourceType", type).put("id", id);
    }

    private static ObjectNode reference(String to) {
        return NODES.objectNode().put("reference", to);
    }

    private static ObjectNode identifier(String type, String system, String value) {
        ObjectNode identifier = NODES.objectNode();
        identifier
                .putObject("type")
                .putArray("coding")
                .addObject()
                .put("system", TYPES)
                .put("code", type);
        return identifier.put("system", system).put("value", value);
    }

    private static void name(ObjectNode name, String family, String given, String middle, String suffix) {
        name.put("use", "official").put("family", family);
        ArrayNode all = name.putArray("given").add(given);
        if (!middle.isEmpty()) {
            all.add(middle);
        }
        if (!suffix.isEmpty()) {
            name.putArray("suffix").add(suffix);
        }
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
