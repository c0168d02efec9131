package dev.sigilo.vault.domain;

/**
 * A record's row that a table refuses.
 *
 * @param table  the table
 * @param reason the reason code
 * @param column the column at fault, or null
 * @param since  when the record was first refused there, in milliseconds since 1970
 */
public record StalledRow(String table, String reason, String column, long since) {

    /** Returns for example {@code NULL_NOT_ALLOWED in hospital}. */
    public String fault() {
        return reason + (column == null ? "" : " in " + column);
    }
}
