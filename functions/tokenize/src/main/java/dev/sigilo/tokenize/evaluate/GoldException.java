package dev.sigilo.tokenize.evaluate;

import java.io.IOException;

/** Marked texts cannot be used. The message says what is wrong, in which file and line, and what to do; it quotes no text. */
public final class GoldException extends IOException {
    private static final long serialVersionUID = 1L;

    GoldException(String message) {
        super(message);
    }
}
