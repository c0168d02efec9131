package dev.sigilo.tokenize.infrastructure.pulsar;

import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.TokenizedRecordCodec;
import dev.sigilo.runtime.JsonBytesSchema;
import dev.sigilo.runtime.OutputMessage;
import dev.sigilo.tokenize.domain.RecordFacts;
import dev.sigilo.tokenize.domain.Sealing;
import dev.sigilo.tokenize.domain.Tokenizer;
import dev.sigilo.tokenize.domain.text.Scrubber;
import org.apache.pulsar.client.api.Schema;

/** De-identifies classified records: {@code intake/classified} to {@code events/tokenized}. */
public final class TokenizeFunction extends ClassifiedStage {
    private static final Schema<byte[]> TOKENIZED = JsonBytesSchema.of(RecordSchemas.TOKENIZED);

    private Tokenizer tokenizer;

    /** Made by the function runtime. */
    public TokenizeFunction() {
        super("tokenize");
    }

    @Override
    void open(Policy policy, TokenKeys keys, Sealing sealing) {
        tokenizer = new Tokenizer(policy, keys, Scrubber.standard());
    }

    @Override
    OutputMessage handle(RecordFacts record, boolean canary) throws RecordFormatException {
        TokenizedRecord tokenized = canary ? tokenizer.tokenize(record).asCanary() : tokenizer.tokenize(record);
        return new OutputMessage(
                null, tokenized.recordToken(), TokenizedRecordCodec.encode(tokenized), TOKENIZED, "TokenizedRecord");
    }
}
