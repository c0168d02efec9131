package dev.sigilo.classify.application;

import dev.sigilo.classify.domain.Classifier;
import dev.sigilo.classify.domain.Intake;
import dev.sigilo.classify.domain.IntakeLimits;
import dev.sigilo.classify.domain.ModelCatalogue;
import dev.sigilo.policy.FieldRule;
import dev.sigilo.policy.Policy;
import dev.sigilo.policy.UnknownFields;
import dev.sigilo.records.Canary;
import dev.sigilo.records.Category;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.ConvertedRecord;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.IdText;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.ReceivedRecord;
import dev.sigilo.records.RecordFormat;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.Treatment;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Classifies raw messages: reads the record, identifies it, and determines its models, label and categories.
 * Thread-safe.
 */
public final class ClassifyRecord {
    private final Policy policy;
    private final Treatment treatment;
    private final Classifier classifier;
    private final Intake intake;
    /** Reads the canary's record, which is JSON in every format. */
    private final Intake canaryIntake;

    private final IntConsumer unknownFields;

    /**
     * Creates a classifier with this policy and catalogue.
     *
     * @param format        the format of the messages
     * @param unknownFields receives the number of fields that the policy does not name, for each record that has any
     */
    public ClassifyRecord(
            Policy policy, ModelCatalogue models, IntakeLimits limits, RecordFormat format, IntConsumer unknownFields) {
        this.policy = policy;
        this.treatment = policy.treatment(null);
        this.classifier = new Classifier(models, this::categoryOf);
        this.intake = new Intake(limits, format);
        this.canaryIntake = new Intake(limits);
        this.unknownFields = unknownFields;
    }

    /** Returns the policy and code version that records are processed with. */
    public Treatment treatment() {
        return treatment;
    }

    /**
     * Classifies one message.
     *
     * @param provenance the message's position in the topic
     * @throws RecordFormatException as {@link Intake#receive}, and {@link RejectReason#NO_KNOWN_FIELD} if the policy
     *                               would drop every field of the record
     */
    public ClassifiedRecord classify(byte[] message, Provenance provenance) throws RecordFormatException {
        ReceivedRecord received =
                Canary.isMessage(message) ? canaryIntake.receive(Canary.record()) : intake.receive(message);
        return classify(received, provenance);
    }

    /**
     * Classifies one record of a message in a hospital format.
     *
     * @throws RecordFormatException as {@link Intake#receive(ConvertedRecord)}, and {@link RejectReason#NO_KNOWN_FIELD}
     *                               as {@link #classify(byte[], Provenance)}
     */
    public ClassifiedRecord classify(ConvertedRecord converted) throws RecordFormatException {
        return classify(intake.receive(converted), converted.provenance());
    }

    private ClassifiedRecord classify(ReceivedRecord received, Provenance provenance) throws RecordFormatException {
        MedicalRecord record = received.record();
        checkFields(record);
        NaturalId natural = NaturalId.of(record, policy);
        return new ClassifiedRecord(
                provenance,
                treatment,
                natural.field(),
                natural.id(),
                classifier.categories(record),
                classifier.classify(record),
                received.original());
    }

    private Category categoryOf(String field) {
        FieldRule rule = policy.rule(policy.fieldName(field));
        return rule == null ? null : rule.category();
    }

    /**
     * Counts the fields that the policy does not name. Rejects a record that would be left empty, so that its content
     * is not lost silently.
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
            unknownFields.accept(unknown);
        }
        if (!known && policy.unknownFields() == UnknownFields.DROP) {
            throw new RecordFormatException(RejectReason.NO_KNOWN_FIELD, null, -1);
        }
    }
}
