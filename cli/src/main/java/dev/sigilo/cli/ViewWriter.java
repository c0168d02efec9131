package dev.sigilo.cli;

import dev.sigilo.driver.DriverMessage;
import dev.sigilo.driver.SinkSpec;
import dev.sigilo.sink.mysql.MySqlJdbcSink;
import dev.sigilo.sink.mysql.SinkConfigException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.schema.GenericObject;
import org.apache.pulsar.functions.api.Record;

/**
 * Writes a projection's rows into a table as the view's sink would: it is the sink, in this process and without Pulsar around
 * it. So a rebuilt table has the sink's batches, guard and tombstones. Not thread-safe.
 */
final class ViewWriter implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 200;

    private final MySqlJdbcSink sink = new MySqlJdbcSink();
    private final String table;
    private long written;
    private long settled;
    private long refused;

    /**
     * @param url      the database's JDBC URL
     * @param settings the sink that fills the live table
     * @param table    the table to write
     */
    ViewWriter(String url, String user, String password, SinkSpec settings, String table) {
        this.table = table;
        Map<String, Object> config = new HashMap<>(Map.of("jdbcUrl", url, "userName", user, "password", password,
                "tableName", table, "key", String.join(",", settings.keyColumns())));
        if (settings.versionColumn() != null) {
            config.put("versionColumn", settings.versionColumn());
        }
        if (settings.deleteField() != null) {
            config.put("deleteField", settings.deleteField());
        }
        if (settings.tombstoneTable() != null) {
            config.put("tombstoneTable", settings.tombstoneTable());
        }
        if (!settings.otherColumns().isEmpty()) {
            config.put("excludeNonDeclaredFields", true);
            config.put("nonKey", String.join(",", settings.otherColumns()));
        }
        try {
            sink.open(config, null);
        } catch (SinkConfigException e) {
            throw new CliException("table " + table + " cannot be written: " + e.getMessage());
        } catch (Exception e) {
            throw new CliException("table " + table + " cannot be written (" + e.getClass().getSimpleName()
                    + "); check that its database runs");
        }
    }

    /** Takes a row; waits while the database has enough to do. */
    @SuppressWarnings("unchecked")
    void write(DriverMessage row) {
        synchronized (this) {
            written++;
        }
        try {
            // A sink gets bytes, whatever type it declares, where Pulsar's runtime does not decode: schemaType NONE.
            sink.write((Record<GenericObject>) (Record<?>) new Row(row));
        } catch (SinkConfigException e) {
            throw new CliException("table " + table + " can be written no longer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted while writing table " + table);
        } catch (Exception e) {
            throw new CliException("table " + table + " can be written no longer (" + e.getClass().getSimpleName() + ")");
        }
    }

    /**
     * Waits until all rows are committed.
     *
     * @throws CliException where the table does not take some
     */
    synchronized void flush() {
        try {
            while (settled < written) {
                wait(LOOK_EVERY_MILLIS);
                sink.requireRunning();
            }
        } catch (SinkConfigException e) {
            throw new CliException("table " + table + " can be written no longer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted while writing table " + table);
        }
        if (refused > 0) {
            throw new CliException("table " + table + " does not take " + refused + " of " + written
                    + " rows; compare its columns with what the projection gives. The live table is whole");
        }
    }

    private synchronized void settle(boolean stored) {
        settled++;
        refused += stored ? 0 : 1;
        notifyAll();
    }

    @Override
    public void close() {
        try {
            sink.close();
        } catch (Exception e) {
            throw new CliException("the connections to table " + table + " cannot be closed (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** A row as the sink takes it: its bytes, and the schema that the projection gave them. */
    private final class Row implements Record<byte[]> {
        private final DriverMessage message;

        Row(DriverMessage message) {
            this.message = message;
        }

        @Override
        public Optional<String> getKey() {
            return Optional.ofNullable(message.getKey());
        }

        @Override
        public byte[] getValue() {
            return message.getValue();
        }

        @Override
        public Optional<Message<byte[]>> getMessage() {
            return Optional.of(message);
        }

        @Override
        public Schema<byte[]> getSchema() {
            return message.schema();
        }

        @Override
        public void ack() {
            settle(true);
        }

        @Override
        public void fail() {
            settle(false);
        }
    }
}
