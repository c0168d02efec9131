package dev.sigilo.classify.domain;

import dev.sigilo.records.ConvertedRecord;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.ReceivedRecord;
import dev.sigilo.records.RecordFormat;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordFormats;
import dev.sigilo.records.RejectReason;
import dev.sigilo.text.Flag;
import dev.sigilo.text.Surrogates;
import java.util.Map;
import java.util.Set;

/**
 * Converts the bytes of a message to a medical record, or rejects them with a reason. It accepts what real producers
 * send (a number as text, a blank, a mark such as {@code XXXX} where something was removed) and rejects values that
 * make no sense in their field. Any text is accepted as an age or a date: tokenize redacts what it does not understand,
 * so no record is lost because of a partial date. Values are checked and passed on unchanged. Thread-safe.
 */
public final class Intake {
    private static final Set<String> FLAGS = Set.copyOf(Fields.FLAGS);

    private final IntakeLimits limits;
    private final RecordFormat format;

    /** Creates an intake for records in the default format, JSON. */
    public Intake(IntakeLimits limits) {
        this(limits, RecordFormats.DEFAULT);
    }

    /** Creates an intake for records in one format. */
    public Intake(IntakeLimits limits, RecordFormat format) {
        this.limits = limits;
        this.format = format;
    }

    /**
     * Reads one message.
     *
     * @throws RecordFormatException {@link RejectReason#TOO_LARGE}, {@code EMPTY_MESSAGE}, {@code UNKNOWN_ENCODING},
     *                               {@code TOO_MANY_FIELDS}, {@code WRONG_TYPE}, {@code NO_IDENTITY}, or a reason that
     *                               the format gives
     */
    public ReceivedRecord receive(byte[] message) throws RecordFormatException {
        if (message == null || message.length == 0) {
            throw new RecordFormatException(RejectReason.EMPTY_MESSAGE, null, -1);
        }
        if (message.length > limits.maxRecordBytes()) {
            throw new RecordFormatException(RejectReason.TOO_LARGE, null, limits.maxRecordBytes());
        }
        ReceivedRecord received = format.receive(message);
        check(received.record());
        return received;
    }

    /**
     * Checks the record of a converted message as one that was sent as JSON; the size limit applies to the record.
     *
     * @throws RecordFormatException as {@link #receive(byte[])}
     */
    public ReceivedRecord receive(ConvertedRecord converted) throws RecordFormatException {
        if (converted.original().isRecordLargerThan(limits.maxRecordBytes())) {
            throw new RecordFormatException(RejectReason.TOO_LARGE, null, limits.maxRecordBytes());
        }
        MedicalRecord record = converted.original().record();
        check(record);
        return new ReceivedRecord(record, converted.original());
    }

    /** Returns only the record of {@link #receive(byte[])}. */
    public MedicalRecord read(byte[] message) throws RecordFormatException {
        return receive(message).record();
    }

    private void check(MedicalRecord record) throws RecordFormatException {
        if (record.fields().size() > limits.maxFields()) {
            throw new RecordFormatException(RejectReason.TOO_MANY_FIELDS, null, -1);
        }
        boolean content = false;
        for (Map.Entry<String, FieldValue> field : record.fields().entrySet()) {
            String name = field.getKey();
            FieldValue value = field.getValue();
            boolean known = Fields.isStudy(name) || Fields.isIdentity(name);
            if (known && !fits(name, value)) {
                throw new RecordFormatException(RejectReason.WRONG_TYPE, name, -1);
            }
            // A lone surrogate such as an escaped U+D800 is not a character, and no later stage could write it as
            // UTF-8. In field names the parser rejects it.
            if (!Surrogates.arePaired(value.text())) {
                throw new RecordFormatException(RejectReason.UNKNOWN_ENCODING, known ? name : "(unknown)", -1);
            }
            content |= hasContent(value);
        }
        if (!content) {
            throw new RecordFormatException(RejectReason.NO_IDENTITY, null, -1);
        }
    }

    private static boolean fits(String name, FieldValue value) {
        FieldValue.Type type = value.type();
        if (type == FieldValue.Type.OBJECT || type == FieldValue.Type.ARRAY) {
            return false;
        }
        if (FLAGS.contains(name)) {
            return type == FieldValue.Type.BOOLEAN || Flag.isFlag(value.text());
        }
        return type != FieldValue.Type.BOOLEAN;
    }

    private static boolean hasContent(FieldValue value) {
        return switch (value.type()) {
            case OBJECT, ARRAY -> value.text().length() > 2;
            default -> !value.text().isBlank();
        };
    }
}
