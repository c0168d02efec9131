package dev.sigilo.keys;

/** A keyset that cannot be had, read or written. The message says which and what to do, never what stands in it. */
public final class KeysetException extends RuntimeException {
    KeysetException(String message) {
        super(message);
    }
}
