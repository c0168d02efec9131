package dev.sigilo.classify.infrastructure.pulsar;

import dev.sigilo.classify.application.ClassifyRecord;
import dev.sigilo.classify.application.NaturalId;
import dev.sigilo.classify.domain.CatalogueException;
import dev.sigilo.classify.domain.IntakeLimits;
import dev.sigilo.classify.domain.ModelCatalogue;
import dev.sigilo.keys.Sealer;
import dev.sigilo.policy.Policy;
import dev.sigilo.policy.PolicyException;
import dev.sigilo.records.Canary;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.ClassifiedRecordCodec;
import dev.sigilo.records.ConvertedRecord;
import dev.sigilo.records.ConvertedRecordCodec;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.OriginalEnvelope;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordFormat;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordFormats;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.Treatment;
import dev.sigilo.runtime.JsonBytesSchema;
import dev.sigilo.runtime.OriginalSealer;
import dev.sigilo.runtime.OutputMessage;
import dev.sigilo.runtime.SealingKeyset;
import dev.sigilo.runtime.StageConfig;
import dev.sigilo.runtime.StageFunction;
import org.apache.pulsar.client.api.Schema;

/**
 * Converts raw bytes, or a {@link ConvertedRecord}, to a {@link ClassifiedRecord}. Which of them a message is depends only
 * on its topic, so that a producer cannot forge a converted record.
 *
 * <p>User config, in addition to that of {@link StageFunction}: {@code policy} (required; the policy's YAML), {@code
 * models} (required; the model catalogue's YAML), {@code format} (default {@code json}; the name of a {@link
 * RecordFormat}), {@code maxRecordBytes} (default 1,048,576; at most 2,500,000, so that the sealed original still fits
 * in a Pulsar message), {@code maxFields} (default 1,000), {@code convertedInput} (the topic of converted records, if
 * there is one), {@code sealingLineage} (set by deploy.sh: the lineage of the
 * keyset that the data belongs to). Secret: {@code SEALING_KEYSET}.
 */
public final class ClassifyFunction extends StageFunction {
    /** The default maximum size of a message. */
    public static final int DEFAULT_MAX_RECORD_BYTES = IntakeLimits.DEFAULT.maxRecordBytes();

    private static final int MOST_RECORD_BYTES = 2_500_000;

    private static final Schema<byte[]> CLASSIFIED = JsonBytesSchema.of(RecordSchemas.CLASSIFIED);
    /** Metric: number of fields that the policy does not name. */
    private static final String UNKNOWN_FIELDS = "unknown_fields";
    /** A longer natural id (for example a whole record) is not used as the message key of a record sent as JSON. */
    private static final int MAX_KEY_LENGTH = 128;

    private ClassifyRecord classifyRecord;
    private String convertedInput;

    /** Creates the function. Called by the function runtime. */
    public ClassifyFunction() {
        super("classify");
    }

    @Override
    protected OriginalSealer open(StageConfig config) {
        String policyYaml = config.requiredText("policy");
        String modelsYaml = config.requiredText("models");
        Sealer sealer = SealingKeyset.open(config);
        IntakeLimits limits = new IntakeLimits(
                config.integer("maxRecordBytes", DEFAULT_MAX_RECORD_BYTES, 1, MOST_RECORD_BYTES),
                config.integer("maxFields", MedicalRecord.MAX_FIELDS, 1, MedicalRecord.MAX_FIELDS));
        RecordFormat format = format(config);
        convertedInput = config.optionalText("convertedInput");
        if (!config.isSound()) {
            return OriginalSealer.NONE;
        }
        try {
            classifyRecord = new ClassifyRecord(
                    Policy.load(policyYaml, "userConfig.policy"),
                    ModelCatalogue.load(modelsYaml, "userConfig.models"),
                    limits,
                    format,
                    unknown -> count(UNKNOWN_FIELDS, unknown));
        } catch (PolicyException | CatalogueException | IllegalArgumentException e) {
            // The message of each of these describes a configuration fault and contains no secret.
            config.fault(e.getMessage());
            return OriginalSealer.NONE;
        }
        return SealingKeyset.originals(sealer);
    }

    private static RecordFormat format(StageConfig config) {
        String name = config.optionalText("format");
        if (name == null || name.isEmpty()) {
            return RecordFormats.DEFAULT;
        }
        RecordFormat format = RecordFormats.named(name);
        if (format == null) {
            config.fault("userConfig.format must be one of " + String.join(", ", RecordFormats.names()));
            return RecordFormats.DEFAULT;
        }
        return format;
    }

    @Override
    protected Treatment treatment() {
        return classifyRecord.treatment();
    }

    /**
     * Recognizes a canary by its bytes. If a property were enough, a producer could mark a real record, which would
     * then not be stored. Producers cannot write converted records, so there convert's mark is enough.
     */
    @Override
    protected boolean isCanary(byte[] input) {
        return isConverted() ? super.isCanary(input) : Canary.isMessage(input);
    }

    private boolean isConverted() {
        return convertedInput != null && isFrom(convertedInput);
    }

    @Override
    protected OutputMessage handle(byte[] input, Provenance provenance, String type) throws RecordFormatException {
        ClassifiedRecord classified = isConverted()
                ? classifyRecord.classify(ConvertedRecordCodec.decode(input))
                : classifyRecord.classify(input, provenance);
        return new OutputMessage(
                        null,
                        messageKey(classified, provenance),
                        ClassifiedRecordCodec.encode(classified),
                        CLASSIFIED,
                        "ClassifiedRecord")
                .withLine(line());
    }

    /**
     * Returns the key of the output. All versions of a converted record have one key, as after convert. A record without
     * an id of its own has no other versions.
     */
    private String messageKey(ClassifiedRecord classified, Provenance provenance) {
        String id = classified.naturalId();
        if (isConverted() && !classified.naturalIdField().equals(NaturalId.CANONICAL_JSON)) {
            return ConvertedRecord.messageKey(id);
        }
        return id.length() <= MAX_KEY_LENGTH ? id : provenance.messageId();
    }

    /** Returns the converted record; null if the input is not one. */
    private ConvertedRecord converted(byte[] input) {
        try {
            return isConverted() ? ConvertedRecordCodec.decode(input) : null;
        } catch (RecordFormatException e) {
            return null;
        }
    }

    @Override
    protected byte[] originalOf(byte[] input) {
        ConvertedRecord converted = converted(input);
        return converted == null ? super.originalOf(input) : OriginalEnvelope.bytes(converted.original());
    }

    @Override
    protected Provenance provenanceOf(byte[] input, Provenance own) {
        ConvertedRecord converted = converted(input);
        return converted == null ? own : converted.provenance();
    }
}
