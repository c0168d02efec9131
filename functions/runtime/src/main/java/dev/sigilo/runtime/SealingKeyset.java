package dev.sigilo.runtime;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.KeysetException;
import dev.sigilo.keys.KeysetSecret;
import dev.sigilo.keys.Sealer;

/**
 * The sealing keyset of a stage that has one: the secret {@code SEALING_KEYSET}, of the lineage that {@code
 * sealingLineage} in the user config names. Only modules that depend on sigilo-keys can use this class.
 */
public final class SealingKeyset {
    private static final String SECRET = "SEALING_KEYSET";

    private SealingKeyset() {}

    /** Returns the keyset's sealer. If the keyset is missing or unsuitable, records a fault and returns null. */
    public static Sealer open(StageConfig config) {
        String reference = config.requiredSecret(SECRET);
        String lineage = config.optionalText("sealingLineage");
        if (reference.isEmpty()) {
            return null;
        }
        try {
            return Sealer.of(Keyset.parse(KeysetSecret.resolve(reference), Keyset.Purpose.SEALING, lineage));
        } catch (KeysetException e) {
            config.fault("secret " + SECRET + ": " + e.getMessage());
            return null;
        }
    }

    /** Returns what seals the originals of rejected messages; {@link OriginalSealer#NONE} if there is no sealer. */
    public static OriginalSealer originals(Sealer sealer) {
        if (sealer == null) {
            return OriginalSealer.NONE;
        }
        return (original, recordToken) -> {
            Sealer.Sealed sealed = sealer.seal(original, recordToken);
            return new OriginalSealer.Sealed(sealed.sealed(), sealed.wrappedKey(), sealed.sealingKeyId());
        };
    }
}
