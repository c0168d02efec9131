package dev.sigilo.records;

import static dev.sigilo.records.MessageJson.string;
import static dev.sigilo.records.MessageJson.writeBase64;
import static dev.sigilo.records.MessageJson.writeString;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Base64;

/**
 * Writes and reads an {@link OriginalMessage} as fields of a larger type. The field {@code original} contains the
 * message: its text if it is JSON, otherwise its bytes in base64, deflated if {@code deflated} is true. For formats
 * other than JSON, {@code format} names the format and {@code record} contains the record as a JSON object.
 */
final class OriginalMessageJson {
    private OriginalMessageJson() {}

    static void write(JsonGenerator json, OriginalMessage original) throws IOException {
        if (original.format() == null) {
            writeString(json, "original", original.jsonText());
            return;
        }
        byte[] message = original.bytes();
        byte[] packed = Deflated.of(message);
        writeBase64(json, "original", packed == null ? message : packed);
        if (packed != null) {
            json.writeBooleanField("deflated", true);
        }
        writeString(json, "format", original.format());
        writeString(json, "record", original.recordJson());
    }

    static final class Reader implements MessageJson.FieldReader {
        private String original;
        private boolean deflated;
        private String format;
        private String record;

        @Override
        public boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "original" -> original = string(json);
                case "deflated" -> deflated = json.getBooleanValue();
                case "format" -> format = string(json);
                case "record" -> record = string(json);
                default -> {
                    return false;
                }
            }
            return true;
        }

        OriginalMessage build() throws RecordFormatException {
            MessageJson.require(original);
            if (format == null) {
                return OriginalMessage.json(original);
            }
            MessageJson.require(record);
            try {
                byte[] message = Base64.getDecoder().decode(original);
                return OriginalMessage.of(format, deflated ? Deflated.inflate(message) : message, record);
            } catch (IllegalArgumentException e) {
                // The cause quotes a character of the input, so it is not passed on.
                throw new RecordFormatException(RejectReason.UNREADABLE_INPUT, null, -1);
            }
        }
    }
}
