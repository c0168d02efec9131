package dev.sigilo.records;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Writes and reads the JSON of a sealed message with its wrapped key, whose fields are fields of the message itself. */
final class SealedJson {
    private SealedJson() {}

    /**
     * @param sealed     the sealed message, or null if there is none
     * @param wrappedKey its key, or null if there is none
     */
    static void write(JsonGenerator json, byte[] sealed, byte[] wrappedKey, long sealingKeyId) throws IOException {
        if (sealed != null) {
            MessageJson.writeBase64(json, "sealed", sealed);
            MessageJson.writeBase64(json, "wrapped_key", wrappedKey);
        }
        json.writeNumberField("sealing_key_id", sealingKeyId);
    }

    /** Collects the fields in the order in which they are read. */
    static final class Reader {
        private byte[] sealed;
        private byte[] wrappedKey;
        private long sealingKeyId;

        boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "sealed" -> sealed = json.getBinaryValue();
                case "wrapped_key" -> wrappedKey = json.getBinaryValue();
                case "sealing_key_id" -> sealingKeyId = json.getLongValue();
                default -> {
                    return false;
                }
            }
            return true;
        }

        /** Returns the sealed message, or null if the message does not have one. */
        byte[] sealed() {
            return sealed;
        }

        /** Returns the wrapped key, or null if the message does not have one. */
        byte[] wrappedKey() {
            return wrappedKey;
        }

        long sealingKeyId() {
            return sealingKeyId;
        }
    }
}
