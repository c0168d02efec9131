package dev.sigilo.convert.infrastructure.pulsar;

import dev.sigilo.convert.application.ConvertLimits;
import dev.sigilo.convert.application.ConvertMessage;
import dev.sigilo.convert.application.ConvertedMessage;
import dev.sigilo.convert.application.ConvertedPart;
import dev.sigilo.convert.application.RejectedPart;
import dev.sigilo.formats.FieldMapException;
import dev.sigilo.formats.MessageReaders;
import dev.sigilo.records.Canary;
import dev.sigilo.records.CodeVersion;
import dev.sigilo.records.ConvertedRecord;
import dev.sigilo.records.ConvertedRecordCodec;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.OriginalEnvelope;
import dev.sigilo.records.OriginalMessage;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.Treatment;
import dev.sigilo.runtime.JsonBytesSchema;
import dev.sigilo.runtime.OriginalSealer;
import dev.sigilo.runtime.OutputMessage;
import dev.sigilo.runtime.SealingKeyset;
import dev.sigilo.runtime.SplitFunction;
import dev.sigilo.runtime.StageConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pulsar.client.api.Schema;

/**
 * Converts messages in hospital formats to {@link ConvertedRecord}s. The topic of a message determines its format.
 *
 * <p>User config, in addition to that of {@link SplitFunction}: {@code formats} (required; names separated by commas);
 * for each format, with {@code hl7v2} as an example, {@code hl7v2Input} (its topic), {@code hl7v2Reader} (the class of
 * its {@link dev.sigilo.formats.MessageReader}) and {@code hl7v2Map} (its map of paths to fields, as YAML); {@code
 * maxMessageBytes} (default and most 5,242,880), {@code maxRecords} (in one message, default 10,000), {@code
 * sealingLineage} (set by deploy.sh). Secret: {@code SEALING_KEYSET}.
 */
public final class ConvertFunction extends SplitFunction {
    private static final Schema<byte[]> CONVERTED = JsonBytesSchema.of(RecordSchemas.CONVERTED);
    /** Metric: number of values and segments that readers left out. */
    private static final String DROPPED = "dropped";
    /** The conversion of each format by its topic. */
    private final Map<String, ConvertMessage> conversions = new LinkedHashMap<>();

    private final Treatment treatment = new Treatment(null, 0, null, null, CodeVersion.current());

    /** Creates the function. Called by the function runtime. */
    public ConvertFunction() {
        super("convert");
    }

    @Override
    protected OriginalSealer open(StageConfig config) {
        ConvertLimits most = ConvertLimits.DEFAULT;
        ConvertLimits limits = new ConvertLimits(
                config.integer("maxMessageBytes", most.maxMessageBytes(), 1, most.maxMessageBytes()),
                config.integer("maxRecords", most.maxRecords(), 1, 1_000_000),
                most.maxPartBytes());
        for (String format : config.requiredText("formats").split(",")) {
            if (!format.isBlank()) {
                openFormat(format.strip(), limits, config);
            }
        }
        return SealingKeyset.originals(SealingKeyset.open(config));
    }

    private void openFormat(String format, ConvertLimits limits, StageConfig config) {
        String topic = config.requiredText(format + "Input");
        String reader = config.requiredText(format + "Reader");
        String map = config.requiredText(format + "Map");
        if (reader.isEmpty() || map.isEmpty()) {
            return;
        }
        try {
            conversions.put(
                    topic,
                    new ConvertMessage(
                            MessageReaders.create(reader, format, map, "userConfig." + format + "Map"), limits));
        } catch (FieldMapException e) {
            config.fault(e.getMessage());
        }
    }

    @Override
    protected List<OutputMessage> split(byte[] input, Provenance provenance) throws RecordFormatException {
        ConvertMessage conversion = conversion();
        if (conversion == null) {
            throw new IllegalStateException("no format is configured for an input topic");
        }
        if (Canary.isMessage(input)) {
            return List.of(output(canary(conversion.format(), provenance), null));
        }
        ConvertedMessage converted = conversion.convert(input, provenance);
        if (converted.dropped() > 0) {
            count(DROPPED, converted.dropped());
        }
        List<OutputMessage> outputs = new ArrayList<>();
        for (ConvertedPart part : converted.records()) {
            ConvertedRecord record = part.record();
            OutputMessage output = output(record, part.id());
            outputs.add(
                    fits(output)
                            ? output
                            : reject(
                                    RejectReason.OUTPUT_TOO_LARGE,
                                    record.place(),
                                    record.provenance(),
                                    OriginalEnvelope.bytes(record.original())));
        }
        for (RejectedPart rejected : converted.rejects()) {
            outputs.add(reject(
                    rejected.part().reason(),
                    rejected.part().place(),
                    rejected.provenance(),
                    OriginalEnvelope.bytes(conversion.format(), rejected.part().message())));
        }
        return outputs;
    }

    /** Returns the conversion of the current message's topic; null if no format names this topic. */
    private ConvertMessage conversion() {
        for (Map.Entry<String, ConvertMessage> conversion : conversions.entrySet()) {
            if (isFrom(conversion.getKey())) {
                return conversion.getValue();
            }
        }
        return null;
    }

    private static OutputMessage output(ConvertedRecord record, String id) {
        return new OutputMessage(
                null,
                id == null ? record.provenance().messageId() : ConvertedRecord.messageKey(id),
                ConvertedRecordCodec.encode(record),
                CONVERTED,
                "ConvertedRecord");
    }

    private static ConvertedRecord canary(String format, Provenance provenance) throws RecordFormatException {
        MedicalRecord record = MedicalRecord.parse(new String(Canary.record(), StandardCharsets.UTF_8));
        return new ConvertedRecord(
                provenance.ofPart(1), "canary", OriginalMessage.of(format, Canary.message(), record));
    }

    @Override
    protected byte[] originalOf(byte[] input) {
        ConvertMessage conversion = conversion();
        return OriginalEnvelope.bytes(conversion == null ? null : conversion.format(), input);
    }

    @Override
    protected Treatment treatment() {
        return treatment;
    }

    @Override
    protected boolean isCanary(byte[] input) {
        return Canary.isMessage(input);
    }
}
