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

/**
 * Opens the databases with the URL of an option, or that of the settings if the option is null. Each method throws {@link CliException} if a
 * setting is missing, and {@link dev.sigilo.vault.domain.OperatorException} if the database cannot be reached.
 */
final class Stores {
    private Stores() {}

    static OriginalStore originals(Settings settings, String url) {
        return new JdbcOriginalStore(
                settings.require(Settings.Name.COMMAND_JDBC_URL, url),
                settings.require(Settings.Name.VAULT_PASSWORD, null));
    }

    static RecordStatuses statuses(Settings settings, String url) {
        return new JdbcRecordStatuses(
                settings.require(Settings.Name.COMMAND_JDBC_URL, url),
                settings.require(Settings.Name.COMMAND_PASSWORD, null));
    }

    static QueryRows query(Settings settings, String url) {
        return new JdbcQueryRows(
                settings.require(Settings.Name.QUERY_JDBC_URL, url),
                settings.require(Settings.Name.READER_PASSWORD, null));
    }

    static QueryOwner queryOwner(Settings settings, String url) {
        return new JdbcQueryOwner(
                settings.require(Settings.Name.QUERY_JDBC_URL, url),
                settings.require(Settings.Name.QUERY_PASSWORD, null));
    }

    /** @param key the key that signs lines; null if lines are only read */
    static AuditChain auditChain(Settings settings, String url, AuditKey key) {
        return new JdbcAuditChain(auditConnection(settings, url), key);
    }

    /** Opens a connection of the role that may append to the audit chain. */
    static Connection auditConnection(Settings settings, String url) {
        return JdbcOriginalStore.connect(
                settings.require(Settings.Name.COMMAND_JDBC_URL, url),
                settings.require(Settings.Name.VAULT_PASSWORD, null));
    }
}
