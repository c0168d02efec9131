package dev.sigilo.adapter;

/** Seals the bytes of a rejected message; the stage that holds a sealing key implements it. */
@FunctionalInterface
public interface OriginalSealer {

    /**
     * Bytes under seal.
     *
     * @param bytes        the original, encrypted under a data key of its own
     * @param wrappedKey   that key, encrypted under the sealing key
     * @param sealingKeyId id of the sealing key
     */
    record Sealed(byte[] bytes, byte[] wrappedKey, long sealingKeyId) {
        @Override
        public String toString() {
            return "Sealed[" + bytes.length + " bytes]";
        }
    }

    /** Seals {@code original}, bound to {@code recordToken}. */
    Sealed seal(byte[] original, String recordToken);

    /** For stages whose inputs hold no PHI and which have no key: nothing is carried along. */
    OriginalSealer NONE = (original, recordToken) -> null;
}
