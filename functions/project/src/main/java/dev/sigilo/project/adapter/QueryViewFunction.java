package dev.sigilo.project.adapter;

import dev.sigilo.adapter.JsonBytesSchema;
import dev.sigilo.adapter.OriginalSealer;
import dev.sigilo.adapter.OutputMessage;
import dev.sigilo.adapter.StageConfig;
import dev.sigilo.adapter.StageFunction;
import dev.sigilo.project.domain.QueryView;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordCodec;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.Row;
import org.apache.pulsar.client.api.Schema;

/** Folds the log of tokenized records into rows of db_query's {@code medical_records}. */
public final class QueryViewFunction extends StageFunction {
    private static final Schema<byte[]> ROW = JsonBytesSchema.of(RecordSchemas.QUERY_ROW);

    private final QueryView view = new QueryView();

    /** Made by the function runtime. */
    public QueryViewFunction() {
        super("project-query");
    }

    @Override
    protected OriginalSealer open(StageConfig config) {
        return OriginalSealer.NONE;
    }

    @Override
    protected OutputMessage handle(byte[] input, Provenance provenance, String type) throws RecordFormatException {
        Row row = view.rowOf(RecordCodec.decodeLogged(input));
        return new OutputMessage(null, row.recordToken(), RecordCodec.encode(row), ROW, "QueryRow");
    }
}
