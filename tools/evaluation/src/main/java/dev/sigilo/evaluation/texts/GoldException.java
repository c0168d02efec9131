package dev.sigilo.evaluation.texts;

import java.io.IOException;

/** Annotated texts are invalid. The message names the fault, file and line, and what to do; it does not quote text. */
public final class GoldException extends IOException {
    private static final long serialVersionUID = 1L;

    GoldException(String message) {
        super(message);
    }
}
