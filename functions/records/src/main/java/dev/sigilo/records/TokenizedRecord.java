package dev.sigilo.records;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event of the log, {@code events/tokenized}. Contains no PHI. It depends only on its source message, the policy and
 * the keys, so processing the message again gives the same bytes.
 *
 * @param event          the kind of the event
 * @param recordToken    the record's identity in the log: a keyed token of its natural id
 * @param patientToken   the patient's token; null if the record names no patient or the policy allows no patient token
 * @param keyEpoch       epoch of the token key, from 1
 * @param treatment      the policy that was applied, and the detector
 * @param provenance     where the record came from
 * @param fields         maps each study field to its de-identified text
 * @param tokens         maps each identity field to its token or generalized value
 * @param extra          maps each field that only the policy names to its de-identified text
 * @param scrubbed       maps each kind of identifier to the number removed from free text
 * @param classification the models and the label; evidence points into {@code fields}
 */
public record TokenizedRecord(
        EventKind event,
        String recordToken,
        String patientToken,
        int keyEpoch,
        Treatment treatment,
        Provenance provenance,
        Map<String, String> fields,
        Map<String, String> tokens,
        Map<String, String> extra,
        Map<String, Integer> scrubbed,
        Classification classification) {

    public TokenizedRecord {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        tokens = Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
        scrubbed = Collections.unmodifiableMap(new LinkedHashMap<>(scrubbed));
    }

    /** Returns the same event as one of kind {@link EventKind#CANARY}. */
    public TokenizedRecord asCanary() {
        return new TokenizedRecord(
                EventKind.CANARY,
                recordToken,
                patientToken,
                keyEpoch,
                treatment,
                provenance,
                fields,
                tokens,
                extra,
                scrubbed,
                classification);
    }

    @Override
    public String toString() {
        return "TokenizedRecord[" + event + " " + recordToken + "]";
    }
}
