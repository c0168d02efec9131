package dev.sigilo.export.domain;

import static dev.sigilo.export.domain.Elements.NODES;
import static dev.sigilo.export.domain.Elements.coding;
import static dev.sigilo.export.domain.Elements.identifier;
import static dev.sigilo.export.domain.Elements.list;
import static dev.sigilo.export.domain.Elements.object;
import static dev.sigilo.export.domain.Elements.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigilo.records.EventKind;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes an event of the log as a FHIR R4 Bundle. Thread-safe; equal events give equal bytes.
 *
 * <ul>
 *   <li>A record becomes a {@code collection} of DiagnosticReport, Patient, ImagingStudy, Observations and Provenance. It
 *       replaces everything that an earlier bundle with the same {@code identifier} contained.
 *   <li>The end of a record, because it was erased or is now counted under another token, becomes a {@code transaction}
 *       that deletes the record's resources.
 *   <li>The canary becomes a collection without entries, labelled as test data.
 * </ul>
 */
public final class BundleWriter {
    private static final String OBSERVATION_VALUE = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";
    private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> anonymousPolicies;

    /**
     * @param anonymousPolicies the names of the policies whose records are anonymous; bundles of all others are labelled
     *                          as pseudonymous
     */
    public BundleWriter(Set<String> anonymousPolicies) {
        this.anonymousPolicies = Set.copyOf(anonymousPolicies);
    }

    /** What a bundle leaves out if the message would be too large otherwise. */
    public enum Detail {
        /** Nothing is left out. */
        ALL,
        /** The texts: an attachment gives the title and the size of each. */
        WITHOUT_TEXTS,
        /** The texts and the observations. */
        WITHOUT_TEXTS_AND_OBSERVATIONS
    }

    /**
     * Returns the bundle of an event as UTF-8 JSON. A bundle that leaves something out contains an OperationOutcome that
     * says so.
     */
    public byte[] write(TokenizedRecord event, Detail detail) {
        ObjectNode bundle = bundle(event);
        if (event.event().removesRecord()) {
            bundle.put("type", "transaction").put("timestamp", recorded(event));
            bundle.set("entry", deletions(event));
        } else {
            bundle.put("type", "collection").put("timestamp", recorded(event));
            if (event.event() != EventKind.CANARY) {
                bundle.set("entry", entries(event, detail));
            }
        }
        try {
            return JSON.writeValueAsBytes(bundle);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes can always be written", e);
        }
    }

    private ObjectNode bundle(TokenizedRecord event) {
        ObjectNode bundle = resource("Bundle", ResourceIds.of(event.recordToken()), meta(event));
        return bundle.set("identifier", identifier(Codes.RECORD, event.recordToken()));
    }

    /** Returns the version, which is larger in each later bundle of the record, and the security label. */
    private ObjectNode meta(TokenizedRecord event) {
        long version = event.provenance().version();
        ObjectNode meta = object();
        meta.put(
                "versionId",
                Long.toString(event.event().removesRecord() ? version : Version.atStage(version, Version.TOKENIZED)));
        ArrayNode security = list(
                isAnonymous(event)
                        ? coding(OBSERVATION_VALUE, "ANONYED", "anonymized")
                        : coding(OBSERVATION_VALUE, "PSEUDED", "pseudonymized"));
        if (event.event() == EventKind.CANARY) {
            security.add(coding(ACT_REASON, "HTEST", "test health data"));
        }
        return meta.set("security", security);
    }

    /** A record whose patient has a token can be linked to the patient's other records, whatever its policy is called. */
    private boolean isAnonymous(TokenizedRecord event) {
        return event.patientToken() == null
                && anonymousPolicies.contains(event.treatment().policy());
    }

    static String recorded(TokenizedRecord event) {
        return Instant.ofEpochMilli(event.provenance().publishedAt()).toString();
    }

    private ArrayNode entries(TokenizedRecord event, Detail detail) {
        RecordResources resources = new RecordResources(event, detail, () -> meta(event));
        List<ObjectNode> all = new ArrayList<>(resources.clinical());
        all.add(new ProvenanceResource(event, isAnonymous(event)).of(all, meta(event)));
        if (detail != Detail.ALL) {
            all.add(outcome(event, detail));
        }
        ArrayNode entries = NODES.arrayNode();
        for (ObjectNode each : all) {
            String fullUrl = ResourceIds.fullUrl(
                    each.get("resourceType").asText(), each.get("id").asText());
            entries.add(object().put("fullUrl", fullUrl).set("resource", each));
        }
        return entries;
    }

    private ObjectNode outcome(TokenizedRecord event, Detail detail) {
        ObjectNode outcome = resource("OperationOutcome", ResourceIds.of(event.recordToken()), meta(event));
        return outcome.set(
                "issue",
                list(object().put("severity", "warning")
                        .put("code", "too-long")
                        .put(
                                "diagnostics",
                                (detail == Detail.WITHOUT_TEXTS ? "The texts are" : "The texts and observations are")
                                        + " left out, because the bundle would exceed the size of a message.")));
    }

    /**
     * Returns requests that delete the record's resources. How many observations a record had is not known here, so they
     * are found by their identifier. The patient stays, because other records refer to it.
     */
    private static ArrayNode deletions(TokenizedRecord event) {
        String id = ResourceIds.of(event.recordToken());
        ArrayNode entries = NODES.arrayNode();
        for (String url : List.of(
                "Provenance/" + id,
                "DiagnosticReport/" + id,
                "Observation?identifier=" + Codes.RECORD + "%7C" + event.recordToken(),
                "ImagingStudy/" + id)) {
            entries.add(object().set("request", object().put("method", "DELETE").put("url", url)));
        }
        return entries;
    }
}
