package dev.sigilo.project.adapter;

import dev.sigilo.adapter.JsonBytesSchema;
import dev.sigilo.adapter.OriginalSealer;
import dev.sigilo.adapter.OutputMessage;
import dev.sigilo.adapter.StageConfig;
import dev.sigilo.adapter.StageFault;
import dev.sigilo.adapter.StageFunction;
import dev.sigilo.project.domain.CommandView;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordCodec;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.Row;
import org.apache.pulsar.client.api.Schema;

/** Folds sealed, tokenized and rejected records into rows of db_command's {@code records}. */
public final class CommandViewFunction extends StageFunction {
    private static final Schema<byte[]> ROW = JsonBytesSchema.of(RecordSchemas.COMMAND_ROW);

    private final CommandView view = new CommandView();

    /** Made by the function runtime. */
    public CommandViewFunction() {
        super("project-command");
    }

    @Override
    protected OriginalSealer open(StageConfig config) {
        return OriginalSealer.NONE;
    }

    @Override
    protected OutputMessage handle(byte[] input, Provenance provenance, String type)
            throws StageFault, RecordFormatException {
        Row row = switch (type == null ? "" : type) {
            case "SealedRecord" -> view.sealed(RecordCodec.decodeStanding(input));
            case "TokenizedRecord" -> view.tokenized(RecordCodec.decodeStanding(input));
            case "RejectedRecord" -> view.rejected(RecordCodec.decodeRejected(input));
            default -> throw new StageFault(RejectReason.UNREADABLE_INPUT, null, -1, null);
        };
        return new OutputMessage(null, row.recordToken(), RecordCodec.encode(row), ROW, "CommandRow");
    }
}
