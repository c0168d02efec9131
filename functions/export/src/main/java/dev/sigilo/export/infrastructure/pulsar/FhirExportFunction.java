package dev.sigilo.export.infrastructure.pulsar;

import dev.sigilo.export.application.ExportRecord;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.runtime.OriginalSealer;
import dev.sigilo.runtime.OutputMessage;
import dev.sigilo.runtime.StageConfig;
import dev.sigilo.runtime.StageFault;
import dev.sigilo.runtime.StageFunction;
import java.util.List;
import java.util.Set;
import org.apache.pulsar.client.api.Schema;

/**
 * Exports the log as FHIR R4 bundles. User config, in addition to that of {@link StageFunction}: {@code
 * anonymousPolicies} (optional; names of policies, separated by commas, whose records are labelled as anonymous).
 *
 * <p>An event that cannot be read is rejected under a token of its position, so a fault here does not change the status
 * of a record.
 */
public final class FhirExportFunction extends StageFunction {
    private static final String STAGE = "export-fhir";
    private static final String TYPE = "FhirBundle";
    /** Metric: bundles whose texts, or texts and observations, were left out because of their size. */
    private static final String INCOMPLETE = "incomplete_bundles";

    private ExportRecord export;

    /** Creates the function. Called by the function runtime. */
    public FhirExportFunction() {
        super(STAGE);
    }

    @Override
    protected OriginalSealer open(StageConfig config) {
        String policies = config.optionalText("anonymousPolicies");
        export = new ExportRecord(
                policies == null
                        ? Set.of()
                        : Set.copyOf(List.of(policies.strip().split("\\s*,\\s*"))),
                config.integer("maxOutputBytes", DEFAULT_MAX_OUTPUT_BYTES, 1024, 64 * 1024 * 1024));
        return OriginalSealer.NONE;
    }

    @Override
    protected OutputMessage handle(byte[] input, Provenance provenance, String type)
            throws StageFault, RecordFormatException {
        ExportRecord.Exported exported = export.export(input);
        if (!exported.complete()) {
            count(INCOMPLETE, 1);
        }
        // FHIR defines the content, so the topic has no schema of its own.
        return new OutputMessage(null, exported.recordToken(), exported.bytes(), Schema.BYTES, TYPE);
    }
}
