package dev.sigilo.records;

import static dev.sigilo.records.MessageJson.string;
import static dev.sigilo.records.MessageJson.writeString;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Writes and reads the JSON of a record's two tokens and their key epoch, which are fields of the message itself. */
final class RecordTokensJson {
    private RecordTokensJson() {}

    static void write(JsonGenerator json, String recordToken, String patientToken, int keyEpoch) throws IOException {
        writeString(json, "record_token", recordToken);
        writeString(json, "patient_token", patientToken);
        json.writeNumberField("key_epoch", keyEpoch);
    }

    /** Collects the fields in the order in which they are read. */
    static final class Reader {
        private String recordToken;
        private String patientToken;
        private int keyEpoch;

        boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "record_token" -> recordToken = string(json);
                case "patient_token" -> patientToken = string(json);
                case "key_epoch" -> keyEpoch = json.getIntValue();
                default -> {
                    return false;
                }
            }
            return true;
        }

        /** Returns the record token, or null if the message does not have it. */
        String recordToken() {
            return recordToken;
        }

        /** Returns the patient token, or null if the message does not have it. */
        String patientToken() {
            return patientToken;
        }

        int keyEpoch() {
            return keyEpoch;
        }
    }
}
