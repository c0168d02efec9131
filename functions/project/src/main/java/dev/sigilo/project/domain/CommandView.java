package dev.sigilo.project.domain;

import dev.sigilo.records.Fields;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.RecordStatus;
import dev.sigilo.records.RecordStatusCodec;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.RejectedRecordCodec;
import dev.sigilo.records.Treatment;
import dev.sigilo.records.Version;
import dev.sigilo.records.ViewRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The command view: the status of each record. A record is {@code IN_PROCESS} once it is sealed, {@code TOKENIZED} once
 * it is in the log, {@code REJECTED} if a stage rejected it, and {@code ERASED} once its patient was erased. A rejected
 * message without a record token becomes {@code REPLACED} once a repaired version is published, and so does a record
 * that was tokenized again under another record token. The stage in the version decides which status wins, so the order
 * in which rows arrive does not matter.
 */
public final class CommandView implements View {
    /** Sealed, not yet in the log. */
    public static final String IN_PROCESS = "IN_PROCESS";
    /** In the log. */
    public static final String TOKENIZED = "TOKENIZED";
    /** Rejected by a stage. */
    public static final String REJECTED = "REJECTED";
    /** Its patient was erased. */
    public static final String ERASED = "ERASED";
    /**
     * Rejected, then published again as a new message that counts instead; or tokenized again and counted under another
     * record token.
     */
    public static final String REPLACED = "REPLACED";

    @Override
    public String name() {
        return "command";
    }

    @Override
    public String schema() {
        return RecordSchemas.COMMAND_ROW.definition();
    }

    @Override
    public String rowType() {
        return "CommandRow";
    }

    @Override
    public Optional<ViewRow> fold(String type, byte[] message) throws RecordFormatException {
        return switch (type == null ? "" : type) {
            case "SealedRecord" -> Optional.of(sealed(RecordStatusCodec.decode(message)));
            case "TokenizedRecord" -> Optional.of(tokenized(RecordStatusCodec.decode(message)));
            case "RejectedRecord" -> Optional.of(rejected(RejectedRecordCodec.decode(message)));
            default -> Optional.empty();
        };
    }

    /** Returns the row of a record that was sealed. */
    public ViewRow sealed(RecordStatus record) {
        return row(record, IN_PROCESS, Version.SEALED);
    }

    /** Returns the row of a record that is in the log, was erased, or was replaced by a record with another token. */
    public ViewRow tokenized(RecordStatus record) {
        if (record.removed()) {
            return new ViewRow(
                    record.recordToken(),
                    row(
                            record.recordToken(),
                            record.erased() ? ERASED : REPLACED,
                            record.provenance(),
                            record.erased() ? Version.ERASED : Version.REPLACED));
        }
        return row(record, TOKENIZED, Version.TOKENIZED);
    }

    private static ViewRow row(RecordStatus record, String status, int stage) {
        Map<String, Object> columns = row(record.recordToken(), status, record.provenance(), stage);
        columns.put("patient_token", record.patientToken());
        columns.put(Fields.MERGED_PATIENT_TOKEN, record.mergedPatientToken());
        put(columns, record.treatment());
        columns.put("key_epoch", record.keyEpoch());
        return new ViewRow(record.recordToken(), columns);
    }

    /** Returns the row of a message that was rejected. */
    public ViewRow rejected(RejectedRecord rejected) {
        return rejected(rejected, REJECTED, Version.REJECTED);
    }

    /** Returns the row of a rejected message that was published again as a new message. */
    public ViewRow replaced(RejectedRecord rejected) {
        return rejected(rejected, REPLACED, Version.REPLACED);
    }

    private static ViewRow rejected(RejectedRecord rejected, String status, int stage) {
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
        return new ViewRow(rejected.recordToken(), columns);
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
