package dev.sigilo.classify.infrastructure.pulsar;

import dev.sigilo.classify.domain.CatalogueException;
import dev.sigilo.classify.domain.Classifier;
import dev.sigilo.classify.domain.Intake;
import dev.sigilo.classify.domain.IntakeLimits;
import dev.sigilo.classify.domain.ModelCatalogue;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.KeysetException;
import dev.sigilo.keys.KeysetSecret;
import dev.sigilo.keys.Sealer;
import dev.sigilo.policy.FieldRule;
import dev.sigilo.policy.Policy;
import dev.sigilo.policy.PolicyException;
import dev.sigilo.policy.UnknownFields;
import dev.sigilo.records.Canary;
import dev.sigilo.records.Category;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.ClassifiedRecordCodec;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.IdText;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.ReceivedRecord;
import dev.sigilo.records.RecordFormat;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordFormats;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.Treatment;
import dev.sigilo.runtime.JsonBytesSchema;
import dev.sigilo.runtime.OriginalSealer;
import dev.sigilo.runtime.OutputMessage;
import dev.sigilo.runtime.StageConfig;
import dev.sigilo.runtime.StageFunction;
import java.util.Map;
import org.apache.pulsar.client.api.Schema;

/**
 * The first stage: raw bytes to a {@link ClassifiedRecord}.
 *
 * <p>User config, beside that of {@link StageFunction}: {@code policy} (required; the policy's YAML),
 * {@code models} (required; the model catalogue's YAML), {@code format} (default {@code json}; the name of a {@link RecordFormat}),
 * {@code maxRecordBytes} (default 1,048,576; at most 2,500,000,
 * so that the sealed original still fits in a Pulsar message), {@code maxFields} (default 1,000), {@code sealingLineage} (set by
 * deploy.sh: the lineage of the keyset that the data belongs to). Secret:
 * {@code SEALING_KEYSET}.
 */
public final class ClassifyFunction extends StageFunction {
    /** The largest message that is taken in by default. */
    public static final int DEFAULT_MAX_RECORD_BYTES = IntakeLimits.DEFAULT.maxRecordBytes();

    private static final int MOST_RECORD_BYTES = 2_500_000;

    private static final Schema<byte[]> CLASSIFIED = JsonBytesSchema.of(RecordSchemas.CLASSIFIED);
    /** Metric: number of fields that the policy does not name. */
    private static final String UNKNOWN_FIELDS = "unknown_fields";
    /** A longer natural id (a whole record, say) does not serve as a message key. */
    private static final int MAX_KEY_LENGTH = 128;

    private Policy policy;
    private Treatment treatment;
    private Classifier classifier;
    private Intake intake;
    /** Reads the canary's record, which is JSON in every format. */
    private Intake canaryIntake;

    /** Made by the function runtime. */
    public ClassifyFunction() {
        super("classify");
    }

    @Override
    protected OriginalSealer open(StageConfig config) {
        String policyYaml = config.requiredText("policy");
        String modelsYaml = config.requiredText("models");
        String keyset = config.requiredSecret("SEALING_KEYSET");
        IntakeLimits limits = new IntakeLimits(
                config.integer("maxRecordBytes", DEFAULT_MAX_RECORD_BYTES, 1, MOST_RECORD_BYTES),
                config.integer("maxFields", MedicalRecord.MAX_FIELDS, 1, MedicalRecord.MAX_FIELDS));
        intake = new Intake(limits, format(config));
        canaryIntake = new Intake(limits);
        if (!config.isSound()) {
            return OriginalSealer.NONE;
        }
        Sealer sealer = null;
        try {
            policy = Policy.load(policyYaml, "userConfig.policy");
            treatment = policy.treatment(null);
            classifier = new Classifier(ModelCatalogue.load(modelsYaml, "userConfig.models"), this::categoryOf);
            sealer = Sealer.of(Keyset.parse(
                    KeysetSecret.resolve(keyset), Keyset.Purpose.SEALING, config.optionalText("sealingLineage")));
        } catch (KeysetException e) {
            config.fault("secret SEALING_KEYSET: " + e.getMessage());
            return OriginalSealer.NONE;
        } catch (PolicyException | CatalogueException | IllegalArgumentException e) {
            // Each of these tells a fault of the configuration in words that hold no secret.
            config.fault(e.getMessage());
            return OriginalSealer.NONE;
        }
        Sealer opened = sealer;
        return (original, token) -> {
            Sealer.Sealed sealed = opened.seal(original, token);
            return new OriginalSealer.Sealed(sealed.sealed(), sealed.wrappedKey(), sealed.sealingKeyId());
        };
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
        return treatment;
    }

    private Category categoryOf(String field) {
        FieldRule rule = policy.rule(policy.fieldName(field));
        return rule == null ? null : rule.category();
    }

    /** Recognizes a canary by its bytes. If a property were enough, a producer could mark a real record, which would then be stored nowhere. */
    @Override
    protected boolean isCanary(byte[] input) {
        return Canary.isMessage(input);
    }

    @Override
    protected OutputMessage handle(byte[] input, Provenance provenance, String type) throws RecordFormatException {
        ReceivedRecord received = isCanary(input) ? canaryIntake.receive(Canary.record()) : intake.receive(input);
        MedicalRecord record = received.record();
        checkFields(record);
        NaturalId natural = NaturalId.of(record, policy);
        String id = natural.id();
        ClassifiedRecord classified = new ClassifiedRecord(
                provenance,
                treatment,
                natural.field(),
                id,
                classifier.categories(record),
                classifier.classify(record),
                received.original());
        return new OutputMessage(
                        null,
                        id.length() <= MAX_KEY_LENGTH ? id : provenance.messageId(),
                        ClassifiedRecordCodec.encode(classified),
                        CLASSIFIED,
                        "ClassifiedRecord")
                .withLine(line());
    }

    /**
     * Counts the fields that the policy does not name, and rejects a record that would be left empty, so that its content is
     * not lost silently.
     */
    private void checkFields(MedicalRecord record) throws RecordFormatException {
        int unknown = 0;
        boolean known = false;
        for (Map.Entry<String, FieldValue> field : record.fields().entrySet()) {
            if (policy.rule(policy.fieldName(field.getKey())) == null) {
                unknown++;
            } else {
                known |= !IdText.strip(field.getValue().text()).isEmpty();
            }
        }
        if (unknown > 0) {
            count(UNKNOWN_FIELDS, unknown);
        }
        if (!known && policy.unknownFields() == UnknownFields.DROP) {
            throw new RecordFormatException(RejectReason.NO_KNOWN_FIELD, null, -1);
        }
    }
}
