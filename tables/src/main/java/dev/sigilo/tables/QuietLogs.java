package dev.sigilo.tables;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/**
 * Silences Flyway's log: {@link Tables} reports the result itself, and errors without the server's text. Flyway
 * instantiates it.
 */
public final class QuietLogs implements LogCreator {

    /** Called by Flyway through reflection. */
    public QuietLogs() {}

    @Override
    public Log createLogger(Class<?> owner) {
        return new Quiet();
    }

    private static final class Quiet implements Log {
        @Override
        public void debug(String message) {
            // Ignored.
        }

        @Override
        public void info(String message) {
            // Ignored.
        }

        @Override
        public void warn(String message) {
            // Ignored.
        }

        @Override
        public void error(String message) {
            // Ignored: the error is also thrown as an exception.
        }

        @Override
        public void error(String message, Exception e) {
            // Ignored: the error is also thrown as an exception.
        }

        @Override
        public void notice(String message) {
            // Ignored.
        }
    }
}
