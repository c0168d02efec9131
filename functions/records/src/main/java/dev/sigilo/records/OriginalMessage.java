package dev.sigilo.records;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A record's message as its producer sent it, with the record that it contains. The vault seals the message; the other
 * stages read the record and do not need to know its format. Contains PHI. Immutable.
 */
public final class OriginalMessage {
    private final String format;
    /** The message, if it is JSON; then {@link #bytes} is null. */
    private final String json;

    private final byte[] bytes;
    /** The record as a JSON object, if the message has another format; otherwise null. */
    private final String recordJson;

    private OriginalMessage(String format, String json, byte[] bytes, String recordJson) {
        this.format = format;
        this.json = json;
        this.bytes = bytes;
        this.recordJson = recordJson;
    }

    /** Returns the message of a record that was sent as JSON. */
    public static OriginalMessage json(String text) {
        return new OriginalMessage(null, text, null, null);
    }

    /**
     * Returns a message in a format other than JSON.
     *
     * @param format  the name of the {@link RecordFormat}
     * @param message the message's bytes
     * @param record  the record that the format read from them
     */
    public static OriginalMessage of(String format, byte[] message, MedicalRecord record) {
        return of(format, message, record.json());
    }

    static OriginalMessage of(String format, byte[] message, String recordJson) {
        return new OriginalMessage(format, null, message.clone(), recordJson);
    }

    /** Returns the name of the {@link RecordFormat}, or null for JSON. */
    public String format() {
        return format;
    }

    /** Returns the message as it was received, without a byte order mark if it is JSON. */
    public byte[] bytes() {
        return json != null ? json.getBytes(StandardCharsets.UTF_8) : bytes.clone();
    }

    /**
     * Reads the record.
     *
     * @throws RecordFormatException as {@link MedicalRecord#parse}
     */
    public MedicalRecord record() throws RecordFormatException {
        return MedicalRecord.parse(json != null ? json : recordJson);
    }

    /** Returns whether the record's JSON has more bytes than this. */
    public boolean isRecordLargerThan(int bytes) {
        String text = json != null ? json : recordJson;
        // A char has at most three bytes in UTF-8, so most records need not be encoded to count them.
        return text.length() * 3L > bytes && text.getBytes(StandardCharsets.UTF_8).length > bytes;
    }

    /** Returns the message's text, or null if it is not JSON. */
    String jsonText() {
        return json;
    }

    /** Returns the record as a JSON object, or null if the message itself is that object. */
    String recordJson() {
        return recordJson;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OriginalMessage that
                && Objects.equals(format, that.format)
                && Objects.equals(json, that.json)
                && Arrays.equals(bytes, that.bytes)
                && Objects.equals(recordJson, that.recordJson);
    }

    @Override
    public int hashCode() {
        return Objects.hash(format, json, Arrays.hashCode(bytes), recordJson);
    }

    /** Returns only the format, because the message may identify a person. */
    @Override
    public String toString() {
        return "OriginalMessage[" + (format == null ? "json" : format) + "]";
    }
}
