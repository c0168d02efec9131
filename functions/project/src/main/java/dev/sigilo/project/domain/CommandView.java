package dev.sigilo.project.domain;

import dev.sigilo.records.Provenance;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.Row;
import dev.sigilo.records.Standing;
import dev.sigilo.records.Treatment;
import dev.sigilo.records.Version;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The command view: where each record stands. A record is {@code IN_PROCESS} once it is sealed, {@code TOKENIZED} once
 * it is in the log, {@code REJECTED} if a stage rejected it, {@code ERASED} once its patient was erased. A rejected
 * message without a record token becomes {@code REPLACED} once a repaired version is published, and a record once it was tokenized again
 * and has another record token. The stage in the
 * version decides which status wins, so the order in which rows arrive does not matter. Thread-safe; it holds no state.
 */
public final class CommandView {
    /** Sealed, not yet in the log. */
    public static final String IN_PROCESS = "IN_PROCESS";
    /** In the log. */
    public static final String TOKENIZED = "TOKENIZED";
    /** Refused by a stage. */
    public static final String REJECTED = "REJECTED";
    /** Its patient was erased. */
    public static final String ERASED = "ERASED";
    /** Rejected, then published again as a new message that counts instead; or tokenized again and counted under another record token. */
    public static final String REPLACED = "REPLACED";

    /** The row of a record that was sealed. */
    public Row sealed(Standing standing) {
        return row(standing, IN_PROCESS, Version.SEALED);
    }

    /** Returns the row of a record that is in the log, was erased, or was replaced by a record with another token. */
    public Row tokenized(Standing standing) {
        if (standing.removed()) {
            return new Row(standing.recordToken(), row(standing.recordToken(), standing.erased() ? ERASED : REPLACED,
                    standing.provenance(), standing.erased() ? Version.ERASED : Version.REPLACED));
        }
        return row(standing, TOKENIZED, Version.TOKENIZED);
    }

    private static Row row(Standing standing, String status, int stage) {
        Map<String, Object> columns = row(standing.recordToken(), status, standing.provenance(), stage);
        columns.put("patient_token", standing.patientToken());
        put(columns, standing.treatment());
        columns.put("key_epoch", standing.keyEpoch());
        return new Row(standing.recordToken(), columns);
    }

    /** The row of a message that was rejected. */
    public Row rejected(RejectedRecord rejected) {
        return rejected(rejected, REJECTED, Version.REJECTED);
    }

    /** Returns the row of a rejected message that was published again as a new message. */
    public Row replaced(RejectedRecord rejected) {
        return rejected(rejected, REPLACED, Version.REPLACED);
    }

    private static Row rejected(RejectedRecord rejected, String status, int stage) {
        Map<String, Object> columns = row(rejected.recordToken(), status, rejected.provenance(), stage);
        columns.put("patient_token", rejected.patientToken());
        columns.put("stage", rejected.stage());
        columns.put("reason", rejected.reason().code());
        columns.put("field", rejected.field());
        columns.put("position", rejected.position() < 0 ? null : rejected.position());
        columns.put("size_bytes", rejected.sizeBytes());
        if (rejected.treatment() != null) {
            put(columns, rejected.treatment());
        }
        return new Row(rejected.recordToken(), columns);
    }

    private static void put(Map<String, Object> columns, Treatment treatment) {
        columns.put("policy", treatment.policy());
        columns.put("policy_version", treatment.policyVersion() == 0 ? null : treatment.policyVersion());
        columns.put("policy_hash", treatment.policyHash());
        columns.put("detector_version", treatment.detector());
        columns.put("code_version", treatment.code());
    }

    private static Map<String, Object> row(String token, String status, Provenance provenance, int stage) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("record_token", token);
        columns.put("status", status);
        columns.put("topic", provenance.topic());
        columns.put("message_id", provenance.messageId());
        columns.put("published_at", provenance.publishedAt());
        columns.put("version", Version.atStage(provenance.version(), stage));
        return columns;
    }
}
