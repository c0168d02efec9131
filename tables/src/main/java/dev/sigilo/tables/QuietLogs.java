package dev.sigilo.tables;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/** Keeps Flyway from logging: what was done is told once, and what went wrong without the server's words. Made by Flyway. */
public final class QuietLogs implements LogCreator {

    /** Made by its name. */
    public QuietLogs() {
    }

    @Override
    public Log createLogger(Class<?> owner) {
        return new Quiet();
    }

    private static final class Quiet implements Log {
        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public void debug(String message) {
            // Not told.
        }

        @Override
        public void info(String message) {
            // Not told.
        }

        @Override
        public void warn(String message) {
            // Not told.
        }

        @Override
        public void error(String message) {
            // Not told: it comes as an exception.
        }

        @Override
        public void error(String message, Exception e) {
            // Not told: it comes as an exception.
        }

        @Override
        public void notice(String message) {
            // Not told.
        }
    }
}
