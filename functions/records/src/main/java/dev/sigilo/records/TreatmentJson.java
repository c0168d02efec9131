package dev.sigilo.records;

import static dev.sigilo.records.MessageJson.string;
import static dev.sigilo.records.MessageJson.writeString;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Writes and reads the JSON of a {@link Treatment}, whose fields are fields of the message itself. */
final class TreatmentJson {
    private TreatmentJson() {}

    static void write(JsonGenerator json, Treatment treatment) throws IOException {
        writeString(json, "policy", treatment.policy());
        if (treatment.policyVersion() > 0) {
            json.writeNumberField("policy_version", treatment.policyVersion());
        }
        writeString(json, "policy_hash", treatment.policyHash());
        writeString(json, "detector_version", treatment.detector());
        writeString(json, "code_version", treatment.code());
    }

    /** Collects the fields in the order in which they are read. */
    static final class Reader {
        private String policy;
        private int policyVersion;
        private String policyHash;
        private String detector;
        private String code;

        boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "policy" -> policy = string(json);
                case "policy_version" -> policyVersion = json.getIntValue();
                case "policy_hash" -> policyHash = string(json);
                case "detector_version" -> detector = string(json);
                case "code_version" -> code = string(json);
                default -> {
                    return false;
                }
            }
            return true;
        }

        /** Returns the policy's name, or null if the message does not have it. */
        String policy() {
            return policy;
        }

        /** Returns the treatment, or null if the message names neither a policy nor a version of the code. */
        Treatment build() {
            return policy == null && code == null
                    ? null
                    : new Treatment(policy, policyVersion, policyHash, detector, code);
        }
    }
}
