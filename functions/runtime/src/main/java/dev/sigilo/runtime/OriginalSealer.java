package dev.sigilo.runtime;

/** Seals the bytes of a rejected message; implemented by stages that have a sealing key. */
@FunctionalInterface
public interface OriginalSealer {

    /**
     * Sealed bytes.
     *
     * @param bytes        the original, encrypted with its own data key
     * @param wrappedKey   that key, encrypted under the sealing key
     * @param sealingKeyId id of the sealing key
     */
    record Sealed(byte[] bytes, byte[] wrappedKey, long sealingKeyId) {
        @Override
        public String toString() {
            return "Sealed[" + bytes.length + " bytes]";
        }
    }

    /** Seals {@code original} and binds it to {@code recordToken}. */
    Sealed seal(byte[] original, String recordToken);

    /** Omits the original; for stages that have no key and whose inputs contain no PHI. */
    OriginalSealer NONE = (original, recordToken) -> null;
}
