package dev.sigilo.keys;

import java.util.List;

/** A token of an epoch that the keyset does not have. */
public final class TokenKeyMissingException extends RuntimeException {
    TokenKeyMissingException(int epoch, List<Integer> epochs) {
        super("the token keyset has no enabled key of epoch " + epoch + ", only of " + epochs
                + ": give the keyset that the token was made with");
    }
}
