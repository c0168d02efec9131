package dev.sigilo.records;

import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A sealed original. It is the message value on {@code vault/sealed} and, split in two, the rows of the vault.
 *
 * @param recordToken  the record's token, made with the same key as in the log
 * @param patientToken the patient's token, or null
 * @param keyEpoch     epoch of the token key
 * @param tokens       maps each token to the name of its field, for every key epoch that seal knows
 * @param treatment    the policy that the tokens were made under
 * @param provenance   where the record came from
 * @param sealed       the original as {@link OriginalEnvelope} gives it, encrypted with AES-256-GCM under their own data key and bound to the
 *                     record token
 * @param wrappedKey   that data key, encrypted with AES-256-GCM under the sealing key and bound to the record token
 * @param sealingKeyId id of the sealing key in its Tink keyset
 */
public record SealedRecord(
        String recordToken,
        String patientToken,
        int keyEpoch,
        Map<String, String> tokens,
        Treatment treatment,
        Provenance provenance,
        byte[] sealed,
        byte[] wrappedKey,
        long sealingKeyId) {

    public SealedRecord {
        tokens = Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
    }

    /**
     * Returns a sort key that decides which of several seals of one record is kept. Sealing again gives another
     * ciphertext under another key, and the two are stored in two tables. With this order both tables keep the parts of
     * the same seal, whatever the order of delivery. A later version sorts later; seals of the same version are ordered
     * by their wrapped keys.
     */
    public String sealOrder() {
        int tagBytes = Math.min(16, wrappedKey.length);
        return HexFormat.of().toHexDigits(provenance.version())
                + HexFormat.of().formatHex(wrappedKey, wrappedKey.length - tagBytes, wrappedKey.length);
    }

    @Override
    public String toString() {
        return "SealedRecord[" + recordToken + "]";
    }
}
