package dev.sigilo.project.infrastructure.pulsar;

import dev.sigilo.project.application.Projection;
import dev.sigilo.project.domain.View;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.ViewRow;
import dev.sigilo.records.ViewRowCodec;
import dev.sigilo.runtime.JsonBytesSchema;
import dev.sigilo.runtime.OriginalSealer;
import dev.sigilo.runtime.OutputMessage;
import dev.sigilo.runtime.StageConfig;
import dev.sigilo.runtime.StageFault;
import dev.sigilo.runtime.StageFunction;
import org.apache.pulsar.client.api.Schema;

/**
 * Turns messages into the rows of one view. User config, in addition to that of {@link StageFunction}: {@code view}
 * (required; the name of a {@link View}).
 */
public final class ViewFunction extends StageFunction {
    private static final String STAGE = "project";

    private Projection projection;
    private Schema<byte[]> schema;

    /** Creates the function. Called by the function runtime. */
    public ViewFunction() {
        super(STAGE);
    }

    @Override
    protected String stage() {
        return projection == null ? STAGE : STAGE + "-" + projection.view().name();
    }

    @Override
    protected OriginalSealer open(StageConfig config) {
        String name = config.requiredText("view");
        projection = Projection.into(name).orElse(null);
        if (projection != null) {
            schema = JsonBytesSchema.of("", projection.view().schema());
        } else if (!name.isEmpty()) {
            config.fault("userConfig.view must be one of " + String.join(", ", Projection.views()));
        }
        return OriginalSealer.NONE;
    }

    @Override
    protected OutputMessage handle(byte[] input, Provenance provenance, String type)
            throws StageFault, RecordFormatException {
        ViewRow row = projection
                .project(type, input)
                .orElseThrow(() -> new StageFault(RejectReason.UNREADABLE_INPUT, null, -1, null));
        return new OutputMessage(
                null,
                row.recordToken(),
                ViewRowCodec.encode(row),
                schema,
                projection.view().rowType());
    }
}
