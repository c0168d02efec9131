package dev.sigilo.export.domain;

import static dev.sigilo.export.domain.Elements.NODES;
import static dev.sigilo.export.domain.Elements.concept;
import static dev.sigilo.export.domain.Elements.identifier;
import static dev.sigilo.export.domain.Elements.list;
import static dev.sigilo.export.domain.Elements.object;
import static dev.sigilo.export.domain.Elements.reference;
import static dev.sigilo.export.domain.Elements.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.Treatment;
import java.util.List;

/**
 * The Provenance of a bundle (FHIR R4, 6.3): which program and policy de-identified the record, and which message it
 * came from.
 *
 * @param event     the event of the log
 * @param anonymous whether its policy makes records anonymous
 */
record ProvenanceResource(TokenizedRecord event, boolean anonymous) {
    private static final String LIFECYCLE = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";
    private static final String PARTICIPANT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

    /** Returns the resource, whose targets are these resources. */
    ObjectNode of(List<ObjectNode> targets, ObjectNode meta) {
        ObjectNode provenance = resource("Provenance", ResourceIds.of(event.recordToken()), meta);
        ArrayNode references = NODES.arrayNode();
        targets.forEach(target -> references.add(
                reference(target.get("resourceType").asText(), target.get("id").asText())));
        provenance.set("target", references);
        // The event has no other time: processing it again must give the same bytes.
        provenance.put("recorded", BundleWriter.recorded(event));
        provenance.set("policy", NODES.arrayNode().add(policy(event.treatment())));
        provenance.set(
                "activity",
                anonymous ? concept(LIFECYCLE, "deidentify", null) : concept(LIFECYCLE, "pseudonymize", null));
        ObjectNode agent = object();
        agent.set("type", concept(PARTICIPANT, "assembler", null));
        agent.set("who", object().put("display", agent(event.treatment())));
        provenance.set("agent", list(agent));
        ObjectNode source = object().put("role", "source");
        source.set(
                "what",
                object().set(
                                "identifier",
                                identifier(
                                        Codes.MESSAGE,
                                        event.provenance().topic() + "/"
                                                + event.provenance().messageId())));
        provenance.set("entity", list(source));
        return provenance;
    }

    /** Returns the policy as a URN: its name, its version and its content hash, as far as the event has them. */
    private static String policy(Treatment treatment) {
        return "urn:sigilo:policy:" + treatment.policy().replaceAll("[^A-Za-z0-9._-]", "_")
                + (treatment.policyVersion() == 0 ? "" : ":" + treatment.policyVersion())
                + (treatment.policyHash() == null ? "" : ":" + treatment.policyHash());
    }

    private static String agent(Treatment treatment) {
        return "Sigilo" + (treatment.code() == null ? "" : " " + treatment.code());
    }
}
