package dev.sigilo.sink.mysql;

import com.zaxxer.hikari.HikariDataSource;
import dev.sigilo.sink.mysql.BatchWriter.Rejected;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.schema.GenericObject;
import org.apache.pulsar.functions.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread with a queue and one database connection. It takes messages from the queue in batches, writes and commits
 * each batch, and only then acknowledges its messages. All messages of a key go through the same worker, so their order
 * is kept.
 */
final class WriteWorker {
    private static final Logger LOG = LoggerFactory.getLogger(WriteWorker.class);
    /** How many times a batch may fail with an unknown error before its rows count as bad. */
    private static final int MAX_UNKNOWN_ERRORS = 5;

    /**
     * How long a canary that the table refuses is retried. After that it is acknowledged: nobody waits for it, and it
     * has no row to lose.
     */
    private static final long CANARY_MILLIS = TimeUnit.MINUTES.toMillis(10);

    private final String name;
    private final MySqlSinkConfig config;
    private final HikariDataSource pool;
    private final SinkTable table;
    private final Backlog backlog;
    private final RefusedRows refused;
    private final RefusalReporter reporter;
    private final SinkMetrics metrics;
    private final Consumer<RuntimeException> fatal;
    private final LinkedBlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    private final long refreshNanos;
    private final SqlText text = new SqlText();

    /** Taken from the queue and too large for the batch that was ready. */
    private Pending carried;

    private Connection connection;

    /** A waiting message, and its size in the backlog. */
    private record Pending(Record<GenericObject> record, long size) {
        /** Returns whether a canary was sent so long ago that nobody waits for it. */
        boolean isForgotten() {
            return record.getMessage()
                    .map(Message::getPublishTime)
                    .map(sent -> System.currentTimeMillis() - sent > CANARY_MILLIS)
                    .orElse(false);
        }
    }

    /**
     * The result of writing a batch.
     *
     * @param stored     the rows that the table accepted
     * @param superseded refused messages whose key has a newer version in the table, so that nothing is left to do for
     *     them
     * @param faults     refused messages
     */
    private record Outcome(List<Row> stored, List<ErrorTopic.Entry> superseded, List<ErrorTopic.Entry> faults) {}

    /** What is known from the earlier attempts to write a batch. */
    private static final class Attempts {
        private final Backoff backoff;
        private RowMapper mapper;
        private int unknownErrors;
        /** Whether the table was read again after an error and had not changed. */
        private boolean tableIsUnchanged;

        Attempts(RowMapper mapper, Backoff backoff) {
            this.mapper = mapper;
            this.backoff = backoff;
        }

        /** Returns whether an error of unknown cause now counts as the fault of the row. */
        boolean rowsAreAtFault() {
            return tableIsUnchanged || unknownErrors >= MAX_UNKNOWN_ERRORS;
        }

        /**
         * Records the result of reading the table again, and returns whether to try again at once.
         *
         * @param reread the mapper for the table as it is now; null if it could not be read
         */
        boolean continuesWith(RowMapper reread) {
            if (reread == null || reread == mapper && tableIsUnchanged) {
                return false;
            }
            tableIsUnchanged |= reread == mapper;
            mapper = reread;
            return true;
        }
    }

    WriteWorker(
            String name,
            MySqlSinkConfig config,
            HikariDataSource pool,
            SinkTable table,
            Backlog backlog,
            ErrorTopic errors,
            RefusedRows refused,
            RefusalLog reported,
            SinkMetrics metrics,
            Consumer<RuntimeException> fatal) {
        this.name = name;
        this.config = config;
        this.pool = pool;
        this.table = table;
        this.backlog = backlog;
        this.refused = refused;
        this.reporter = new RefusalReporter(name, config, errors, refused, reported);
        this.metrics = metrics;
        this.fatal = fatal;
        this.refreshNanos = TimeUnit.MILLISECONDS.toNanos(config.getTableRefreshMs());
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Adds a message to the queue. The caller has already reserved room for it in the backlog. */
    void add(Record<GenericObject> record, long size) {
        queue.add(new Pending(record, size));
    }

    /** Stops after the current batch. Messages that still wait are not acknowledged, so Pulsar delivers them again. */
    void close() {
        closed = true;
        thread.interrupt();
    }

    void awaitEnd(long millis) throws InterruptedException {
        thread.join(millis);
    }

    private void run() {
        try {
            while (!closed) {
                List<Pending> batch = nextBatch();
                if (!batch.isEmpty()) {
                    process(batch);
                }
            }
        } catch (InterruptedException e) {
            // The sink was closed.
        } catch (SinkConfigException e) {
            LOG.error("{} stops: {}", name, e.getMessage());
            fatal.accept(e);
        } catch (RuntimeException e) {
            LOG.error("{} stops: {}", name, e.getClass().getName());
            fatal.accept(e);
        } finally {
            release();
        }
    }

    private List<Pending> nextBatch() throws InterruptedException {
        Pending next = carried != null ? carried : queue.poll();
        carried = null;
        if (next == null) {
            // Idle: return the connection, so that the pool can keep it alive.
            release();
            next = queue.take();
        }
        List<Pending> batch = new ArrayList<>();
        long maxBytes =
                Math.min(config.getMaxBatchBytes(), table.mapper().target().maxPacketBytes() / 3);
        long bytes = 0;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(config.getLingerMs());
        while (next != null) {
            if (!batch.isEmpty() && bytes + next.size() > maxBytes) {
                carried = next;
                break;
            }
            bytes += next.size();
            batch.add(next);
            if (batch.size() == config.getBatchSize()) {
                break;
            }
            next = queue.poll();
            if (next == null) {
                next = queue.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        }
        return batch;
    }

    /** Writes a batch, and tries again until it is committed or the sink is closed. */
    private void process(List<Pending> batch) throws InterruptedException {
        Attempts attempts = new Attempts(table.mapper(), new Backoff(config.getBackoffMs(), config.getMaxBackoffMs()));
        List<Pending> canaries =
                batch.stream().filter(pending -> isCanary(pending.record())).toList();
        List<Pending> records = canaries.isEmpty()
                ? batch
                : batch.stream().filter(pending -> !isCanary(pending.record())).toList();
        while (!closed) {
            try {
                writeAndSettle(
                        canaries,
                        records,
                        batch.stream().mapToLong(Pending::size).sum(),
                        attempts);
                return;
            } catch (SQLException error) {
                if (closed) {
                    return;
                }
                metrics.retry();
                SQLException e = Failure.rootOf(error);
                if (recover(e, attempts)) {
                    continue;
                }
                long pause = attempts.backoff.next();
                LOG.warn(
                        "{}: {} messages wait for table {}, trying again in {} ms ({}, {})",
                        name,
                        batch.size(),
                        config.getTableName(),
                        pause,
                        Failure.of(e),
                        Failure.describe(e));
                Thread.sleep(pause);
            }
        }
    }

    private void writeAndSettle(List<Pending> canaries, List<Pending> records, long size, Attempts attempts)
            throws SQLException, InterruptedException {
        long start = System.nanoTime();
        boolean rowsAreAtFault = attempts.rowsAreAtFault();
        // Before the records: if this fails, nothing of the batch was committed.
        List<ErrorTopic.Entry> refusedCanaries =
                canaries.isEmpty() ? List.of() : rehearse(canaries, attempts.mapper, rowsAreAtFault);
        Outcome outcome = write(records, attempts.mapper, rowsAreAtFault);
        settle(outcome);
        if (!canaries.isEmpty()) {
            settleCanaries(canaries, refusedCanaries);
        }
        backlog.remove(canaries.size() + records.size(), size);
        metrics.batch(outcome.stored().size(), backlog.size(), System.nanoTime() - start);
    }

    /**
     * Prepares the next attempt after an error.
     *
     * @return whether to try again at once, because the table was read again
     * @throws SinkConfigException if only a change of the configuration or of the user's rights helps
     */
    private boolean recover(SQLException error, Attempts attempts) {
        switch (Failure.of(error)) {
            case CONFIGURATION ->
                throw new SinkConfigException("the server refuses user "
                        + config.getUserName() + " or a statement on table " + config.getTableName() + " ("
                        + Failure.describe(error) + "): check the user's rights and the password");
            case TABLE_CHANGED -> {
                rollback();
                return attempts.continuesWith(rereadTable(attempts.mapper));
            }
            case CONFLICT -> rollback();
            case UNKNOWN, ROW, TOO_LARGE -> {
                attempts.unknownErrors++;
                discard();
            }
            case SERVER -> discard();
        }
        return false;
    }

    private RowMapper rereadTable(RowMapper used) {
        try {
            return table.reread(lease(), used);
        } catch (SQLException e) {
            discard();
            return null;
        }
    }

    private boolean isCanary(Record<?> record) {
        return !config.getCanaryProperty().isEmpty() && record.getProperties().containsKey(config.getCanaryProperty());
    }

    /**
     * Tries to write the rows of canaries and rolls back, so their policy does not matter. Returns the canaries that
     * the table refuses.
     */
    private List<ErrorTopic.Entry> rehearse(List<Pending> canaries, RowMapper mapper, boolean rowsAreAtFault)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        List<ErrorTopic.Entry> faults = new ArrayList<>();
        map(canaries.stream().filter(canary -> !canary.isForgotten()).toList(), mapper, rows, faults);
        if (!rows.isEmpty()) {
            for (Rejected one : new BatchWriter(lease(), text, rowsAreAtFault).rehearse(rows)) {
                faults.add(new ErrorTopic.Entry(one.row().record(), one.fault()));
            }
        }
        return faults;
    }

    /**
     * Acknowledges the canaries that the table accepts. The others show in the sink's exceptions, not on the error
     * topic.
     */
    private void settleCanaries(List<Pending> canaries, List<ErrorTopic.Entry> faults) {
        Set<Record<?>> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
        faults.forEach(fault -> waiting.add(fault.record()));
        canaries.stream()
                .map(Pending::record)
                .filter(record -> !waiting.contains(record))
                .forEach(Record::ack);
        for (ErrorTopic.Entry fault : faults) {
            LOG.warn(
                    "{}: table {} does not take the canary at {}: {}",
                    name,
                    config.getTableName(),
                    ErrorTopic.position(fault.record()),
                    fault.fault().getMessage());
            refused.reportCanary(fault.fault());
            fault.record().fail();
        }
    }

    private Outcome write(List<Pending> batch, RowMapper first, boolean rowsAreAtFault) throws SQLException {
        RowMapper mapper = first;
        List<Row> rows = new ArrayList<>(batch.size());
        List<ErrorTopic.Entry> faults = new ArrayList<>();
        map(batch, mapper, rows, faults);
        if (rows.stream().anyMatch(row -> row.shape() != null && row.shape().isCheckDue(refreshNanos))) {
            RowMapper now = table.reread(lease(), mapper);
            if (now != mapper) {
                rows.clear();
                faults.clear();
                map(batch, now, rows, faults);
            }
        }
        List<Row> stored = new ArrayList<>(rows.size());
        if (!rows.isEmpty()) {
            Connection leased = lease();
            for (Row row : table.policies().refuse(leased, rows)) {
                faults.add(new ErrorTopic.Entry(row.record(), new RowFaultException(RowFault.OTHER_POLICY, null)));
            }
            if (!rows.isEmpty()) {
                store(leased, rows, rowsAreAtFault, stored, faults);
            }
        }
        return config.retriesRefusedRows() && !faults.isEmpty()
                ? separate(stored, faults, table.mapper())
                : new Outcome(stored, List.of(), faults);
    }

    /**
     * Separates the faults that matter from those of rows that the version guard would skip, which would otherwise be
     * retried for ever.
     */
    private Outcome separate(List<Row> stored, List<ErrorTopic.Entry> all, RowMapper mapper) throws SQLException {
        List<ErrorTopic.Entry> superseded = new ArrayList<>();
        List<ErrorTopic.Entry> faults = new ArrayList<>();
        // Without a version nothing is superseded, and a connection error here would make the batch's good rows be
        // written twice.
        boolean ordered = mapper.target().version() != null;
        for (ErrorTopic.Entry fault : all) {
            RowIdentity row = mapper.identity(fault.record());
            ErrorTopic.Entry known = fault.of(row);
            (ordered && row != null && mapper.target().isSuperseded(lease(), row) ? superseded : faults).add(known);
        }
        if (ordered) {
            lease().rollback();
        }
        return new Outcome(stored, superseded, faults);
    }

    private void store(
            Connection leased, List<Row> rows, boolean rowsAreAtFault, List<Row> stored, List<ErrorTopic.Entry> faults)
            throws SQLException {
        Set<Row> bad = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Rejected one : new BatchWriter(leased, text, rowsAreAtFault).write(rows)) {
            bad.add(one.row());
            faults.add(new ErrorTopic.Entry(one.row().record(), one.fault()));
        }
        for (Row row : rows) {
            if (!bad.contains(row)) {
                stored.add(row);
            }
        }
    }

    private static void map(List<Pending> batch, RowMapper mapper, List<Row> rows, List<ErrorTopic.Entry> faults) {
        for (Pending pending : batch) {
            try {
                rows.add(mapper.map(pending.record()));
            } catch (RowFaultException e) {
                faults.add(new ErrorTopic.Entry(pending.record(), e));
            }
        }
    }

    /**
     * Acknowledges stored messages. Reports refused ones, and acknowledges or negatively acknowledges them as
     * configured.
     */
    private void settle(Outcome outcome) throws InterruptedException {
        List<Record<GenericObject>> done =
                new ArrayList<>(outcome.stored().stream().map(Row::record).toList());
        outcome.superseded().forEach(entry -> done.add(entry.record()));
        Set<Record<GenericObject>> unreported = reporter.reportWritten(outcome.stored(), outcome.superseded());
        done.forEach(record -> {
            if (unreported.contains(record)) {
                // Delivered and written again, which changes nothing, and then reported.
                record.fail();
            } else {
                record.ack();
            }
        });
        boolean wereRefused = refused.stored(done);
        List<ErrorTopic.Entry> faults = outcome.faults();
        if (faults.isEmpty()) {
            if (wereRefused) {
                metrics.refused(refused.count());
                LOG.info(
                        "{}: table {} takes rows that it refused before, {} wait",
                        name,
                        config.getTableName(),
                        refused.count());
            }
            return;
        }
        metrics.rowErrors(faults.size());
        ErrorTopic.Entry example = faults.get(0);
        LOG.warn(
                "{}: table {} does not take {} of {} messages, the first at {}: {}",
                name,
                config.getTableName(),
                faults.size(),
                faults.size() + done.size(),
                ErrorTopic.position(example.record()),
                example.fault().getMessage());
        if (reporter.acknowledgesReported()) {
            if (reporter.reportAll(faults, () -> closed)) {
                refused.report(faults);
                faults.forEach(fault -> fault.record().ack());
            }
        } else {
            reporter.reportOnce(faults);
            metrics.refused(refused.count());
            refused.report(faults);
            faults.forEach(fault -> fault.record().fail());
        }
    }

    private Connection lease() throws SQLException {
        if (connection == null) {
            connection = pool.getConnection();
        }
        return connection;
    }

    private void release() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("{}: closing a connection failed ({})", name, Failure.describe(e));
            }
            connection = null;
        }
    }

    private void rollback() {
        try {
            if (connection != null) {
                connection.rollback();
            }
        } catch (SQLException e) {
            discard();
        }
    }

    /** Closes the connection and removes it from the pool. */
    private void discard() {
        if (connection != null) {
            pool.evictConnection(connection);
        }
        release();
    }
}
