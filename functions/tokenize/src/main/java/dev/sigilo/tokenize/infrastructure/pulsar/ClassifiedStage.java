package dev.sigilo.tokenize.infrastructure.pulsar;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.KeysetException;
import dev.sigilo.keys.KeysetSecret;
import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.policy.PolicyException;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.ClassifiedRecordCodec;
import dev.sigilo.records.OriginalEnvelope;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.Treatment;
import dev.sigilo.runtime.OriginalSealer;
import dev.sigilo.runtime.OutputMessage;
import dev.sigilo.runtime.SealingKeyset;
import dev.sigilo.runtime.StageConfig;
import dev.sigilo.runtime.StageFault;
import dev.sigilo.runtime.StageFunction;
import dev.sigilo.tokenize.application.SuppressedRecordException;
import dev.sigilo.tokenize.application.Suppressions;
import dev.sigilo.tokenize.domain.PatientIdentity;
import dev.sigilo.tokenize.domain.RecordIdentity;
import dev.sigilo.tokenize.domain.Sealing;
import java.io.IOException;
import java.util.function.Function;

/**
 * A stage that processes classified records and rejects those that are on the suppression list. User config: {@code
 * policy} (the policy's text), {@code suppressionLog} (the topic of the suppression list), and {@code tokenLineage} and
 * {@code sealingLineage}, which deploy.sh sets to the lineages of the keysets that the data belongs to. Secrets: {@code
 * TOKEN_KEYSET} and {@code SEALING_KEYSET}, each a keyset or a reference to one, as {@link KeysetSecret} reads it.
 */
abstract class ClassifiedStage extends StageFunction {
    /** Metric: how often the suppression list could not be read. */
    private static final String UNREADABLE = "suppression_list_unreadable";

    private Policy policy;
    private TokenKeys keys;
    private SuppressionLog suppressed;

    ClassifiedStage(String stage) {
        super(stage);
    }

    /** Creates the stage's use case. */
    abstract void open(Policy policy, TokenKeys keys, Sealing sealing, Suppressions suppressions);

    /** @param canary whether the record is a {@link dev.sigilo.records.Canary} */
    abstract OutputMessage handle(ClassifiedRecord record, boolean canary)
            throws SuppressedRecordException, RecordFormatException;

    @Override
    protected final OriginalSealer open(StageConfig config) {
        String topic = config.requiredText("suppressionLog");
        policy = read(config, "policy", config.requiredText("policy"), text -> Policy.load(text, "policy"));
        keys = read(
                config,
                "secret TOKEN_KEYSET",
                config.requiredSecret("TOKEN_KEYSET"),
                reference -> TokenKeys.of(Keyset.parse(
                        KeysetSecret.resolve(reference), Keyset.Purpose.TOKEN, config.optionalText("tokenLineage"))));
        Sealer sealer = SealingKeyset.open(config);
        if (policy == null || keys == null || sealer == null) {
            return OriginalSealer.NONE;
        }
        if (!topic.isEmpty()) {
            open(topic, config);
        }
        open(policy, keys, new Sealing(policy, keys, sealer), () -> suppressed.current());
        return SealingKeyset.originals(sealer);
    }

    private void open(String topic, StageConfig config) {
        suppressed = new SuppressionLog(config.client(), topic, why -> {
            count(UNREADABLE, 1);
            warn("the suppression list cannot be read (" + why + "), so records wait until it can; check the topic "
                    + topic);
        });
        try {
            suppressed.start();
        } catch (IOException e) {
            config.fault("userConfig.suppressionLog: " + e.getMessage());
        }
    }

    /**
     * Returns the result of {@code reader} for the text. Returns null and reports a fault if it fails; a missing text
     * has already been reported.
     */
    private static <T> T read(StageConfig config, String what, String text, Function<String, T> reader) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return reader.apply(text);
        } catch (PolicyException | KeysetException e) {
            config.fault(what + ": " + e.getMessage());
            return null;
        }
    }

    @Override
    protected final OutputMessage handle(byte[] input, Provenance provenance, String type)
            throws StageFault, RecordFormatException {
        try {
            return handle(ClassifiedRecordCodec.decode(input), isCanary(input));
        } catch (SuppressedRecordException e) {
            throw new StageFault(e.reason(), null, -1, e.recordToken());
        }
    }

    @Override
    public final void close() {
        if (suppressed != null) {
            suppressed.close();
        }
    }

    @Override
    protected final Treatment treatment() {
        return policy.treatment(null);
    }

    @Override
    protected final String recordTokenOf(byte[] input) {
        try {
            return RecordIdentity.token(ClassifiedRecordCodec.decode(input), keys, policy);
        } catch (RecordFormatException e) {
            return null;
        }
    }

    @Override
    protected final String patientTokenOf(byte[] input) {
        try {
            return PatientIdentity.token(ClassifiedRecordCodec.decode(input), keys, policy);
        } catch (RecordFormatException e) {
            return null;
        }
    }

    @Override
    protected final byte[] originalOf(byte[] input) {
        try {
            return OriginalEnvelope.bytes(ClassifiedRecordCodec.decode(input).original());
        } catch (RecordFormatException e) {
            return super.originalOf(input);
        }
    }

    @Override
    protected final Provenance provenanceOf(byte[] input, Provenance own) {
        try {
            return ClassifiedRecordCodec.decode(input).provenance();
        } catch (RecordFormatException e) {
            return own;
        }
    }
}
