package dev.sigilo.records;

import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An original under seal; the value on {@code vault/sealed} and, split in two, the rows of the vault.
 *
 * @param recordToken  the record's token, of the same key as in the log
 * @param patientToken the patient's token, or null
 * @param keyEpoch     epoch of the token key
 * @param tokens       token to the name of the field it stands for, under every epoch that seal knows
 * @param treatment    the policy that gave the tokens
 * @param provenance   where the record came from
 * @param sealed       the original's UTF-8 bytes, AES-256-GCM under a data key of its own, bound to the record token
 * @param wrappedKey   that data key, AES-256-GCM under the sealing key, bound to the record token
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
     * Which of several seals of one record stands. Sealing again gives another ciphertext under another key, and the two
     * go to two tables: by this order both tables keep the parts of the same seal, however they are delivered. Later
     * versions come later; of one version, the seals are ordered by what their keys are wrapped in.
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
