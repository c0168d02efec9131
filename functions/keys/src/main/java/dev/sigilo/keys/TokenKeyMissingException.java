package dev.sigilo.keys;

import java.util.List;

/** The keyset has no key for a token's epoch. */
public final class TokenKeyMissingException extends RuntimeException {
    TokenKeyMissingException(int epoch, List<Integer> epochs) {
        super("the token keyset has no enabled key of epoch " + epoch + ", only of " + epochs
                + ": use the keyset that the token was created with");
    }
}
