package dev.sigilo.classify.domain;

import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.text.Flag;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * Turns the bytes of a message into a medical record, or says why they are none. Lenient with what real producers
 * send (a number as text, a blank, a mark such as {@code XXXX} where something was taken out), strict
 * with what cannot be meant. Any text is accepted as an age or a date: tokenize redacts what it does not understand, so no
 * record is lost because of a partial date. Values are checked and passed on unchanged. Thread-safe.
 */
public final class Intake {
    private static final Set<String> FLAGS = Set.copyOf(Fields.FLAGS);

    private final IntakeLimits limits;

    public Intake(IntakeLimits limits) {
        this.limits = limits;
    }

    /**
     * What a message held.
     *
     * @param json   its text, without a byte order mark
     * @param record that text, read
     */
    public record Received(String json, MedicalRecord record) {
        @Override
        public String toString() {
            return "Received[" + record + "]";
        }
    }

    /**
     * Reads one message.
     *
     * @throws RecordFormatException {@link RejectReason#TOO_LARGE}, {@code EMPTY_MESSAGE}, {@code UNKNOWN_ENCODING},
     *                               {@code NOT_JSON}, {@code NOT_AN_OBJECT}, {@code DUPLICATE_FIELD},
     *                               {@code TOO_DEEP}, {@code TOO_MANY_FIELDS}, {@code WRONG_TYPE} or
     *                               {@code NO_IDENTITY}
     */
    public Received receive(byte[] message) throws RecordFormatException {
        if (message == null || message.length == 0) {
            throw new RecordFormatException(RejectReason.EMPTY_MESSAGE, null, -1);
        }
        if (message.length > limits.maxRecordBytes()) {
            throw new RecordFormatException(RejectReason.TOO_LARGE, null, limits.maxRecordBytes());
        }
        String json = decode(message);
        MedicalRecord record = MedicalRecord.parse(json);
        check(record);
        return new Received(json, record);
    }

    /** The record of {@link #receive(byte[])} alone. */
    public MedicalRecord read(byte[] message) throws RecordFormatException {
        return receive(message).record();
    }

    /** UTF-8 with or without a byte order mark. UTF-16 and UTF-32 show by their marks or by zero bytes. */
    private static String decode(byte[] message) throws RecordFormatException {
        int from = 0;
        if (message.length >= 3 && message[0] == (byte) 0xEF && message[1] == (byte) 0xBB
                && message[2] == (byte) 0xBF) {
            from = 3;
        }
        // JSON begins with an ASCII character, so a zero among the first bytes can only be a wider encoding.
        for (int i = from; i < Math.min(message.length, from + 4); i++) {
            if (message[i] == 0) {
                throw new RecordFormatException(RejectReason.UNKNOWN_ENCODING, null, i);
            }
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(message, from, message.length - from);
        CharBuffer text = CharBuffer.allocate(message.length - from);
        CoderResult result = decoder.decode(bytes, text, true);
        if (result.isError()) {
            throw new RecordFormatException(RejectReason.UNKNOWN_ENCODING, null, bytes.position());
        }
        return text.flip().toString();
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
            // An escape such as U+D800 alone is no character, and no stage after this one could write it as UTF-8.
            // In names the parser finds it.
            if (!isWellFormed(value.text())) {
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

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c) || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
