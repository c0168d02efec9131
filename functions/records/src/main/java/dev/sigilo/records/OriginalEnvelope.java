package dev.sigilo.records;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes that are sealed of a message, and what they contain. Bytes that were sent as JSON are sealed as they are. A
 * message in another format is sealed in an envelope: {@link #MAGIC}, one byte that is 1 if the rest is deflated, the
 * format's name, the record as JSON (both with their length before them) and the message. A JSON message cannot begin
 * with the magic bytes; a message on the JSON topic that begins with them, which is rejected, gets an envelope too, so
 * that every seal opens to exactly what was sent. Contains PHI. Immutable.
 */
public final class OriginalEnvelope {
    private static final byte[] MAGIC = {0, 'S', 'G', 'L', 1};
    private static final int LONGEST_NAME = 64;

    private final String format;
    private final String record;
    private final byte[] message;

    private OriginalEnvelope(String format, String record, byte[] message) {
        this.format = format;
        this.record = record;
        this.message = message;
    }

    /** Returns the bytes to seal of a record's message. */
    public static byte[] bytes(OriginalMessage original) {
        return bytes(original.format(), original.recordJson(), original.bytes());
    }

    /**
     * Returns the bytes to seal of a message that could not be read.
     *
     * @param format the message's format, or null for JSON
     */
    public static byte[] bytes(String format, byte[] message) {
        return bytes(format, null, message);
    }

    private static byte[] bytes(String format, String record, byte[] message) {
        if (format == null && !startsWithMagic(message)) {
            return message;
        }
        byte[] name = utf8(format);
        byte[] json = utf8(record);
        byte[] content = ByteBuffer.allocate(Integer.BYTES * 2 + name.length + json.length + message.length)
                .putInt(name.length)
                .put(name)
                .putInt(json.length)
                .put(json)
                .put(message)
                .array();
        byte[] packed = Deflated.of(content);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(MAGIC.length + 1 + content.length);
        bytes.writeBytes(MAGIC);
        bytes.write(packed == null ? 0 : 1);
        bytes.writeBytes(packed == null ? content : packed);
        return bytes.toByteArray();
    }

    /** Returns what sealed bytes contain. Bytes without an envelope, or with a damaged one, are a message as sent. */
    public static OriginalEnvelope open(byte[] sealed) {
        OriginalEnvelope bare = new OriginalEnvelope(null, null, sealed);
        if (!startsWithMagic(sealed) || sealed.length == MAGIC.length) {
            return bare;
        }
        try {
            byte[] content = Arrays.copyOfRange(sealed, MAGIC.length + 1, sealed.length);
            ByteBuffer rest = ByteBuffer.wrap(sealed[MAGIC.length] == 1 ? Deflated.inflate(content) : content);
            String name = text(rest, LONGEST_NAME);
            String json = text(rest, rest.capacity());
            byte[] message = new byte[rest.remaining()];
            rest.get(message);
            return new OriginalEnvelope(name, json, message);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return bare;
        }
    }

    private static boolean startsWithMagic(byte[] bytes) {
        return bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    private static byte[] utf8(String text) {
        return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer rest, int longest) {
        int length = rest.getInt();
        if (length < 0 || length > Math.min(longest, rest.remaining())) {
            throw new BufferUnderflowException();
        }
        byte[] text = new byte[length];
        rest.get(text);
        return length == 0 ? null : new String(text, StandardCharsets.UTF_8);
    }

    /** Returns the format of the message, or null for JSON. */
    public String format() {
        return format;
    }

    /** Returns the message as it was sent; for one record of a message with several, that record's part. */
    public byte[] message() {
        return message.clone();
    }

    /**
     * Returns the record that the message contains, as a JSON object: the message's own text if it was sent as JSON,
     * null if no record could be read from a message in another format.
     */
    public byte[] record() {
        return format == null ? message.clone() : record == null ? null : utf8(record);
    }

    /** Returns only the format, because the message may identify a person. */
    @Override
    public String toString() {
        return "OriginalEnvelope[" + (format == null ? "json" : format) + "]";
    }
}
