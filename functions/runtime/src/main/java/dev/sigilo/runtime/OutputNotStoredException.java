package dev.sigilo.runtime;

import java.util.concurrent.CompletionException;

/**
 * An output could not be stored, so its input is not acknowledged. The exception names only the type of the cause,
 * because the runtime logs it and shows it in the function's status.
 */
final class OutputNotStoredException extends RuntimeException {
    OutputNotStoredException(Throwable cause) {
        super("an output was not stored (" + type(cause) + "); the input is not acknowledged", null, false, false);
    }

    private static String type(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return cause.getClass().getSimpleName();
    }
}
