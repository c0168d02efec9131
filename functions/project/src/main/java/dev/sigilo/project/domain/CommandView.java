package dev.sigilo.project.domain;

import dev.sigilo.records.Provenance;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.Row;
import dev.sigilo.records.SealedRecord;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.Version;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The command view: where each record stands. A record is {@code IN_PROCESS} once it is sealed, {@code TOKENIZED} once
 * it is in the log, {@code REJECTED} where a stage refused it, {@code ERASED} once its patient was. The version's
 * stage makes the later of these win, in whatever order the rows arrive. Thread-safe; it holds no state.
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

    /** The row of a record that was sealed. */
    public Row rowOf(SealedRecord sealed) {
        Map<String, Object> columns = row(sealed.recordToken(), IN_PROCESS, sealed.provenance(), Version.SEALED);
        columns.put("patient_token", sealed.patientToken());
        columns.put("policy", sealed.policy());
        columns.put("key_epoch", sealed.keyEpoch());
        return new Row(sealed.recordToken(), columns);
    }

    /** The row of a record that is in the log. */
    public Row rowOf(TokenizedRecord event) {
        if (event.event().equals(TokenizedRecord.ERASED)) {
            return new Row(event.recordToken(),
                    row(event.recordToken(), ERASED, event.provenance(), Version.ERASED));
        }
        Map<String, Object> columns = row(event.recordToken(), TOKENIZED, event.provenance(), Version.TOKENIZED);
        columns.put("patient_token", event.patientToken());
        columns.put("policy", event.policy());
        columns.put("key_epoch", event.keyEpoch());
        return new Row(event.recordToken(), columns);
    }

    /** The row of a message that was rejected. */
    public Row rowOf(RejectedRecord rejected) {
        Map<String, Object> columns =
                row(rejected.recordToken(), REJECTED, rejected.provenance(), Version.REJECTED);
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
