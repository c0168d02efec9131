package dev.sigilo.runtime;

import dev.sigilo.records.OriginalEnvelope;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.RejectedRecordCodec;
import dev.sigilo.records.Treatment;
import dev.sigilo.records.Version;
import java.util.function.Function;
import org.apache.pulsar.client.api.Schema;

/**
 * Makes the message that a stage sends for an input, or a part of one, that it rejects.
 *
 * @param topic          the topic of rejected records
 * @param maxOutputBytes the maximum size of a message
 * @param sealer         seals the original
 */
record RejectOutput(String topic, int maxOutputBytes, OriginalSealer sealer) {
    private static final Schema<byte[]> REJECTED = JsonBytesSchema.of(RecordSchemas.REJECTED);

    /**
     * What is rejected.
     *
     * @param token        the token of the record, or of the message
     * @param patientToken the patient's token, or null
     * @param line         line number in the published file; 0 if there is none
     * @param provenance   the message
     * @param original     the bytes to seal, from {@link OriginalEnvelope}
     */
    record Rejected(String token, String patientToken, long line, Provenance provenance, byte[] original) {}

    /**
     * Reads the settings {@code rejectedTopic} and {@code maxOutputBytes}.
     *
     * @param open reads the stage's other settings and gives the sealer
     */
    static RejectOutput open(StageConfig config, Function<StageConfig, OriginalSealer> open) {
        String topic = config.requiredText("rejectedTopic");
        int maxOutputBytes = config.integer(
                "maxOutputBytes", StageFunction.DEFAULT_MAX_OUTPUT_BYTES, 1024, StageFunction.MOST_OUTPUT_BYTES);
        return new RejectOutput(topic, maxOutputBytes, open.apply(config));
    }

    OutputMessage of(String stage, Treatment treatment, StageFault fault, Rejected rejected) {
        byte[] original = rejected.original();
        // An original that would not fit in a message is omitted; its size shows that. Base64 makes four bytes of
        // three, so
        // a larger one is not even sealed. Whether the others fit depends on the rest of the message.
        if (original.length <= maxOutputBytes / 4 * 3) {
            byte[] value = encode(stage, treatment, fault, rejected, sealer.seal(original, rejected.token()));
            if (value.length <= maxOutputBytes) {
                return output(rejected, value);
            }
        }
        return output(rejected, encode(stage, treatment, fault, rejected, null));
    }

    private OutputMessage output(Rejected rejected, byte[] value) {
        return new OutputMessage(topic, rejected.token(), value, REJECTED, "RejectedRecord");
    }

    private static byte[] encode(
            String stage, Treatment treatment, StageFault fault, Rejected rejected, OriginalSealer.Sealed sealed) {
        Provenance provenance = rejected.provenance();
        return RejectedRecordCodec.encode(new RejectedRecord(
                rejected.token(),
                rejected.patientToken(),
                stage,
                fault.reason(),
                fault.field(),
                fault.position(),
                rejected.line(),
                treatment,
                new Provenance(
                        provenance.topic(),
                        provenance.messageId(),
                        provenance.publishedAt(),
                        Version.atStage(provenance.version(), Version.REJECTED)),
                OriginalEnvelope.open(rejected.original()).message().length,
                sealed == null ? null : sealed.bytes(),
                sealed == null ? null : sealed.wrappedKey(),
                sealed == null ? 0 : sealed.sealingKeyId()));
    }
}
