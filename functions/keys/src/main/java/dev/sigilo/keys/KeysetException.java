package dev.sigilo.keys;

/** A keyset cannot be created, read or written. The message names it and what to do, but never quotes its content. */
public final class KeysetException extends RuntimeException {
    KeysetException(String message) {
        super(message);
    }
}
