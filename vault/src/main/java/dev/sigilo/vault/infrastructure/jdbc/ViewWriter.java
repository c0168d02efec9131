package dev.sigilo.vault.infrastructure.jdbc;

import dev.sigilo.driver.DriverMessage;
import dev.sigilo.driver.SinkSpec;
import dev.sigilo.sink.mysql.MySqlJdbcSink;
import dev.sigilo.sink.mysql.SinkConfigException;
import dev.sigilo.vault.application.RowWriter;
import dev.sigilo.vault.domain.OperatorException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.schema.GenericObject;
import org.apache.pulsar.functions.api.Record;

/**
 * Writes a projection's rows into a table with the view's sink, run in this process without Pulsar. So a rebuilt table
 * has the sink's batches, guard and tombstones. Not thread-safe.
 */
final class ViewWriter implements RowWriter<DriverMessage> {
    private static final long LOOK_EVERY_MILLIS = 200;

    private final MySqlJdbcSink sink = new MySqlJdbcSink();
    private final String table;
    private long written;
    private long settled;
    private long refused;

    /**
     * @param target the database, its user, and the sink that fills the live table
     * @param table  the table to write
     */
    ViewWriter(JdbcViewStore.Target target, String table) {
        SinkSpec settings = target.sink();
        this.table = table;
        Map<String, Object> config = new HashMap<>(Map.of(
                "jdbcUrl",
                target.url(),
                "userName",
                target.user(),
                "password",
                target.password(),
                "tableName",
                table,
                "key",
                String.join(",", settings.keyColumns())));
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
            throw new OperatorException("table " + table + " cannot be written: " + e.getMessage());
        } catch (Exception e) {
            throw new OperatorException("table " + table + " cannot be written ("
                    + e.getClass().getSimpleName() + "); check that its database runs");
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public void write(DriverMessage row) {
        synchronized (this) {
            written++;
        }
        try {
            // With schemaType NONE, Pulsar's runtime does not decode: a sink gets bytes, regardless of its declared
            // type.
            sink.write((Record<GenericObject>) (Record<?>) new Row(row));
        } catch (SinkConfigException e) {
            throw new OperatorException("table " + table + " can be written no longer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatorException("interrupted while writing table " + table);
        } catch (Exception e) {
            throw new OperatorException("table " + table + " can be written no longer ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    @Override
    public synchronized void flush() {
        try {
            while (settled < written) {
                wait(LOOK_EVERY_MILLIS);
                sink.requireRunning();
            }
        } catch (SinkConfigException e) {
            throw new OperatorException("table " + table + " can be written no longer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatorException("interrupted while writing table " + table);
        }
        if (refused > 0) {
            throw new OperatorException("table " + table + " refuses " + refused + " of " + written
                    + " rows; compare its columns with those of the projection. The live table is unchanged");
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
            throw new OperatorException("the connections to table " + table + " cannot be closed ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    /** A row in the form that the sink reads: its bytes, and the schema that the projection gave them. */
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
