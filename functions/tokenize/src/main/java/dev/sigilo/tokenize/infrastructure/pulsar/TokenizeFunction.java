package dev.sigilo.tokenize.infrastructure.pulsar;

import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.TokenizedRecordCodec;
import dev.sigilo.runtime.JsonBytesSchema;
import dev.sigilo.runtime.OutputMessage;
import dev.sigilo.tokenize.application.SuppressedRecordException;
import dev.sigilo.tokenize.application.Suppressions;
import dev.sigilo.tokenize.application.TokenizeRecord;
import dev.sigilo.tokenize.domain.Sealing;
import dev.sigilo.tokenize.domain.Tokenizer;
import dev.sigilo.tokenize.domain.text.Scrubber;
import org.apache.pulsar.client.api.Schema;

/** De-identifies classified records: {@code intake/classified} to {@code events/tokenized}. */
public final class TokenizeFunction extends ClassifiedStage {
    private static final Schema<byte[]> TOKENIZED = JsonBytesSchema.of(RecordSchemas.TOKENIZED);

    private TokenizeRecord tokenizeRecord;

    /** Called by the function runtime. */
    public TokenizeFunction() {
        super("tokenize");
    }

    @Override
    void open(Policy policy, TokenKeys keys, Sealing sealing, Suppressions suppressions) {
        tokenizeRecord =
                new TokenizeRecord(policy, sealing, suppressions, new Tokenizer(policy, keys, Scrubber.standard()));
    }

    @Override
    OutputMessage handle(ClassifiedRecord record, boolean canary)
            throws SuppressedRecordException, RecordFormatException {
        TokenizedRecord event = tokenizeRecord.tokenize(record);
        TokenizedRecord tokenized = canary ? event.asCanary() : event;
        return new OutputMessage(
                null, tokenized.recordToken(), TokenizedRecordCodec.encode(tokenized), TOKENIZED, "TokenizedRecord");
    }
}
