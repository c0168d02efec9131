package dev.sigilo.vault.infrastructure.jdbc;

import dev.sigilo.driver.DriverMessage;
import dev.sigilo.driver.SinkSpec;
import dev.sigilo.vault.application.RowWriter;
import dev.sigilo.vault.application.ViewStore;
import dev.sigilo.vault.domain.OperatorException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables of a view in its database, with the rights of a user who may create and rename tables. */
public final class JdbcViewStore implements ViewStore<DriverMessage>, AutoCloseable {
    /** The rows of the command view that are not in the log. */
    private static final String NOT_IN_LOG = "status IN ('REJECTED', 'REPLACED', 'IN_PROCESS')";

    private final Target target;
    private final Connection connection;
    private final String live;
    private final String next;
    private final String old;
    private ViewTable liveTable;

    /**
     * The view's database and the sink that fills the live table.
     *
     * @param url      JDBC URL
     * @param user     a user who may create and rename tables
     * @param password the user's password
     * @param sink     the sink
     * @param isQuery  true for the query view, false for the command view
     */
    public record Target(String url, String user, String password, SinkSpec sink, boolean isQuery) {

        /** Shows neither URL nor password. */
        @Override
        public String toString() {
            return "Target[" + sink.table() + "]";
        }
    }

    /** A statement that may fail. */
    private interface Work<T> {
        T run() throws SQLException;
    }

    /**
     * Connects to the view's database.
     *
     * @throws OperatorException if it cannot be reached
     */
    public JdbcViewStore(Target target) {
        this.target = target;
        connection = Database.connect("the view's database", target.url(), target.user(), target.password());
        live = target.sink().table();
        next = live + "_replay";
        old = live + "_old";
    }

    @Override
    public String table() {
        return live;
    }

    @Override
    public void createNext() {
        run(() -> {
            // The sink keeps writing: reading its table must not block it.
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            return execute(
                    "DROP TABLE IF EXISTS `" + next + "`",
                    "DROP TABLE IF EXISTS `" + old + "`",
                    "CREATE TABLE `" + next + "` LIKE `" + live + "`");
        });
    }

    @Override
    public RowWriter<DriverMessage> writeNext() {
        return new ViewWriter(target, next);
    }

    @Override
    public RowWriter<DriverMessage> writeLive() {
        return new ViewWriter(target, live);
    }

    @Override
    public void completeNext() {
        run(() -> complete(new ViewTable(connection, target.sink(), next), live));
    }

    @Override
    public void swap() {
        run(() -> execute("RENAME TABLE `" + live + "` TO `" + old + "`, `" + next + "` TO `" + live + "`"));
    }

    @Override
    public void completeLive() {
        liveTable = run(() -> complete(new ViewTable(connection, target.sink(), live), old));
    }

    private ViewTable complete(ViewTable table, String before) throws SQLException {
        if (target.sink().tombstoneTable() != null) {
            table.obeyTombstones(target.sink().tombstoneTable());
        }
        if (!target.isQuery()) {
            table.copyFrom(before, NOT_IN_LOG);
        }
        return table;
    }

    @Override
    public long removeOtherPolicies() {
        return target.isQuery()
                ? run(() -> {
                    try (PreparedStatement delete =
                            connection.prepareStatement("DELETE t FROM `" + live + "` t JOIN policies p "
                                    + "ON p.table_name = ? AND p.version = 0 WHERE t.policy <> p.name")) {
                        delete.setString(1, live);
                        long removed = delete.executeUpdate();
                        connection.commit();
                        return removed;
                    }
                })
                : 0;
    }

    @Override
    public long rows() {
        return run(liveTable::count);
    }

    @Override
    public long differences() {
        return run(() -> liveTable.differences(old));
    }

    @Override
    public void dropOld() {
        run(() -> execute("DROP TABLE `" + old + "`"));
    }

    private boolean execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return true;
        }
    }

    private <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new OperatorException("the view cannot be rebuilt (" + Database.codes(e) + "); check that user "
                    + target.user() + " may create, rename and drop tables there. The live table is whole");
        }
    }

    @Override
    public void close() {
        run(() -> {
            connection.close();
            return true;
        });
    }
}
