package dev.sigilo.project.domain;

import dev.sigilo.records.Provenance;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.Row;
import dev.sigilo.records.Standing;
import dev.sigilo.records.Version;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The command view: where each record stands. A record is {@code IN_PROCESS} once it is sealed, {@code TOKENIZED} once
 * it is in the log, {@code REJECTED} if a stage rejected it, {@code ERASED} once its patient was erased. A rejected
 * message without a record token becomes {@code REPLACED} once a repaired version is published. The stage in the
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
    /** Rejected, then published again as a new message that counts instead. */
    public static final String REPLACED = "REPLACED";

    /** The row of a record that was sealed. */
    public Row sealed(Standing standing) {
        return row(standing, IN_PROCESS, Version.SEALED);
    }

    /** The row of a record that is in the log, or whose patient was erased. */
    public Row tokenized(Standing standing) {
        if (standing.erased()) {
            return new Row(standing.recordToken(),
                    row(standing.recordToken(), ERASED, standing.provenance(), Version.ERASED));
        }
        return row(standing, TOKENIZED, Version.TOKENIZED);
    }

    private static Row row(Standing standing, String status, int stage) {
        Map<String, Object> columns = row(standing.recordToken(), status, standing.provenance(), stage);
        columns.put("patient_token", standing.patientToken());
        columns.put("policy", standing.policy());
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
        return new Row(rejected.recordToken(), columns);
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
