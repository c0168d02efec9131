package dev.sigilo.tokenize.infrastructure.pulsar;

import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.SealedRecord;
import dev.sigilo.records.SealedRecordCodec;
import dev.sigilo.runtime.JsonBytesSchema;
import dev.sigilo.runtime.OutputMessage;
import dev.sigilo.tokenize.application.SealRecord;
import dev.sigilo.tokenize.application.SuppressedRecordException;
import dev.sigilo.tokenize.application.Suppressions;
import dev.sigilo.tokenize.domain.Sealing;
import org.apache.pulsar.client.api.Schema;

/** Seals the originals of classified records: {@code intake/classified} to {@code vault/sealed}. */
public final class SealFunction extends ClassifiedStage {
    private static final Schema<byte[]> SEALED = JsonBytesSchema.of(RecordSchemas.SEALED);

    private SealRecord sealRecord;

    /** Called by the function runtime. */
    public SealFunction() {
        super("seal");
    }

    @Override
    void open(Policy policy, TokenKeys keys, Sealing sealing, Suppressions suppressions) {
        sealRecord = new SealRecord(policy, sealing, suppressions);
    }

    @Override
    OutputMessage handle(ClassifiedRecord record, boolean canary)
            throws SuppressedRecordException, RecordFormatException {
        SealedRecord sealed = sealRecord.seal(record);
        return new OutputMessage(null, sealed.recordToken(), SealedRecordCodec.encode(sealed), SEALED, "SealedRecord");
    }
}
