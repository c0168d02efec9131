package dev.sigilo.cli;

import dev.sigilo.vault.application.AuditChain;
import dev.sigilo.vault.application.OriginalStore;
import dev.sigilo.vault.application.QueryOwner;
import dev.sigilo.vault.application.QueryRows;
import dev.sigilo.vault.application.RecordStatuses;
import dev.sigilo.vault.domain.AuditKey;
import dev.sigilo.vault.infrastructure.jdbc.JdbcAuditChain;
import dev.sigilo.vault.infrastructure.jdbc.JdbcOriginalStore;
import dev.sigilo.vault.infrastructure.jdbc.JdbcQueryOwner;
import dev.sigilo.vault.infrastructure.jdbc.JdbcQueryRows;
import dev.sigilo.vault.infrastructure.jdbc.JdbcRecordStatuses;
import java.sql.Connection;
import java.util.function.BiFunction;

/**
 * Opens the databases with the URL of an option, or that of the settings if the option is null. Each method throws {@link CliException} if a
 * setting is missing, and {@link dev.sigilo.vault.domain.OperatorException} if the database cannot be reached.
 */
final class Stores {
    private Stores() {}

    static OriginalStore originals(Settings settings, String url) {
        return open(
                JdbcOriginalStore::new, settings, Settings.Name.COMMAND_JDBC_URL, url, Settings.Name.VAULT_PASSWORD);
    }

    static RecordStatuses statuses(Settings settings, String url) {
        return open(
                JdbcRecordStatuses::new, settings, Settings.Name.COMMAND_JDBC_URL, url, Settings.Name.COMMAND_PASSWORD);
    }

    static QueryRows query(Settings settings, String url) {
        return open(JdbcQueryRows::new, settings, Settings.Name.QUERY_JDBC_URL, url, Settings.Name.READER_PASSWORD);
    }

    static QueryOwner queryOwner(Settings settings, String url) {
        return open(JdbcQueryOwner::new, settings, Settings.Name.QUERY_JDBC_URL, url, Settings.Name.QUERY_PASSWORD);
    }

    /** @param key the key that signs lines; null if lines are only read */
    static AuditChain auditChain(Settings settings, String url, AuditKey key) {
        return new JdbcAuditChain(auditConnection(settings, url), key);
    }

    /** Opens a connection of the role that may append to the audit chain. */
    static Connection auditConnection(Settings settings, String url) {
        return open(
                JdbcOriginalStore::connect,
                settings,
                Settings.Name.COMMAND_JDBC_URL,
                url,
                Settings.Name.VAULT_PASSWORD);
    }

    private static <T> T open(
            BiFunction<String, String, T> opener,
            Settings settings,
            Settings.Name address,
            String url,
            Settings.Name password) {
        return opener.apply(settings.require(address, url), settings.require(password, null));
    }
}
