package dev.sigilo.records;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event of the log, {@code events/tokenized}. Holds no PHI. It depends on nothing but the message it came from,
 * the policy and the keys, so that doing it again gives the same bytes.
 *
 * @param event          what it records about the record
 * @param recordToken    the record's identity here: a keyed token of its natural id
 * @param patientToken   the patient's token, or null where the record names none or the policy allows none
 * @param keyEpoch       epoch of the token key, 1 and up
 * @param treatment      the policy that was applied, and the detector
 * @param provenance     where the record came from
 * @param fields         study field name to de-identified text
 * @param tokens         identity field name to its token or generalized value
 * @param extra          field that only the policy knew to its treated text
 * @param scrubbed       kind of identifier to how many were taken out of free text
 * @param classification which models, which label; evidence points into {@code fields}
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
