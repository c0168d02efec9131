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
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.schema.GenericObject;
import org.apache.pulsar.functions.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection's worth of work: a queue, and a thread that makes batches of it, writes and commits each, and only then
 * acknowledges. All messages of a key pass through the same lane, so that their order holds.
 */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    /** So often is a batch tried whose only fault is an error that nobody knows, before its rows count as bad. */
    private static final int ATTEMPTS_OF_UNKNOWN = 5;

    /** How long a canary that the table refuses is tried. Then it is acknowledged: nobody waits for it, and it has no row to lose. */
    private static final long CANARY_MILLIS = TimeUnit.MINUTES.toMillis(10);

    private static final RowFaultException OTHER_POLICY = new RowFaultException(RowFault.OTHER_POLICY, null);

    private final String name;
    private final MySqlSinkConfig config;
    private final HikariDataSource pool;
    private final SinkTable table;
    private final Backlog backlog;
    private final ErrorTopic errors;
    private final RefusedRows refused;
    /** What the error topic says waits; null if the sink does not report what is written after all. */
    private final RefusalLog reported;
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

    /** A message that waits, and how much of the backlog it is. */
    private record Pending(Record<GenericObject> record, long size) {
        /** Returns whether a canary was sent so long ago that nobody waits for it. */
        boolean isForgotten() {
            return record.getMessage().map(Message::getPublishTime).map(sent -> System.currentTimeMillis() - sent > CANARY_MILLIS).orElse(false);
        }
    }

    /**
     * What became of a batch.
     *
     * @param superseded refused, but the table has a newer version, so they are done
     */
    private record Outcome(List<Row> stored, List<ErrorTopic.Entry> superseded, List<ErrorTopic.Entry> faults) {
    }

    Lane(String name, MySqlSinkConfig config, HikariDataSource pool, SinkTable table, Backlog backlog,
            ErrorTopic errors, RefusedRows refused, RefusalLog reported, SinkMetrics metrics, Consumer<RuntimeException> fatal) {
        this.name = name;
        this.config = config;
        this.pool = pool;
        this.table = table;
        this.backlog = backlog;
        this.errors = errors;
        this.refused = refused;
        this.reported = reported;
        this.metrics = metrics;
        this.fatal = fatal;
        this.refreshNanos = TimeUnit.MILLISECONDS.toNanos(config.getTableRefreshMs());
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Takes a message; the backlog has room for it already. */
    void add(Record<GenericObject> record, long size) {
        queue.add(new Pending(record, size));
    }

    /** Ends after the batch in hand; what waits is not acknowledged and comes again. */
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
            // Closed.
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
            // Idle: the connection goes back, so that the pool can keep it fresh.
            release();
            next = queue.take();
        }
        List<Pending> batch = new ArrayList<>();
        long maxBytes = Math.min(config.getMaxBatchBytes(), table.mapper().target().maxPacketBytes() / 3);
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

    private void process(List<Pending> batch) throws InterruptedException {
        Backoff backoff = new Backoff(config.getBackoffMs(), config.getMaxBackoffMs());
        RowMapper mapper = table.mapper();
        int attemptsOfUnknown = 0;
        boolean reread = false;
        List<Pending> canaries = batch.stream().filter(pending -> isCanary(pending.record())).toList();
        List<Pending> records = canaries.isEmpty() ? batch : batch.stream().filter(pending -> !isCanary(pending.record())).toList();
        while (!closed) {
            try {
                long start = System.nanoTime();
                boolean rowsAreAtFault = reread || attemptsOfUnknown >= ATTEMPTS_OF_UNKNOWN;
                // Before the records: if this fails, nothing of the batch was committed.
                List<ErrorTopic.Entry> refusedCanaries = canaries.isEmpty() ? List.of() : rehearse(canaries, mapper, rowsAreAtFault);
                Outcome outcome = write(records, mapper, rowsAreAtFault);
                long size = batch.stream().mapToLong(Pending::size).sum();
                settle(outcome);
                if (!canaries.isEmpty()) {
                    settleCanaries(canaries, refusedCanaries);
                }
                backlog.remove(batch.size(), size);
                metrics.batch(outcome.stored().size(), backlog.size(), System.nanoTime() - start);
                return;
            } catch (SQLException error) {
                if (closed) {
                    return;
                }
                metrics.retry();
                SQLException e = Failure.rootOf(error);
                Failure failure = Failure.of(e);
                switch (failure) {
                    case CONFIGURATION -> throw new SinkConfigException("the server refuses user "
                            + config.getUserName() + " or a statement on table " + config.getTableName() + " ("
                            + Failure.describe(e) + "): check the user's rights and the password");
                    case TABLE_CHANGED -> {
                        rollback();
                        RowMapper now = rereadTable(mapper);
                        if (now != null && (now != mapper || !reread)) {
                            reread |= now == mapper;
                            mapper = now;
                            continue;
                        }
                    }
                    case CONFLICT -> rollback();
                    case UNKNOWN, ROW, TOO_LARGE -> {
                        attemptsOfUnknown++;
                        discard();
                    }
                    case SERVER -> discard();
                }
                long pause = backoff.next();
                LOG.warn("{}: {} messages wait for table {}, trying again in {} ms ({}, {})", name, batch.size(),
                        config.getTableName(), pause, failure, Failure.describe(e));
                Thread.sleep(pause);
            }
        }
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

    /** Tries the rows of canaries, whatever their policy, as they stay in no table; returns those that the table refuses. */
    private List<ErrorTopic.Entry> rehearse(List<Pending> canaries, RowMapper mapper, boolean rowsAreAtFault) throws SQLException {
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

    /** Acknowledges canaries, but for those that the table refuses. They show in the sink's exceptions, not on the error topic. */
    private void settleCanaries(List<Pending> canaries, List<ErrorTopic.Entry> faults) {
        Set<Record<?>> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
        faults.forEach(fault -> waiting.add(fault.record()));
        canaries.stream().map(Pending::record).filter(record -> !waiting.contains(record)).forEach(Record::ack);
        for (ErrorTopic.Entry fault : faults) {
            LOG.warn("{}: table {} does not take the canary at {}: {}", name, config.getTableName(), ErrorTopic.position(fault.record()),
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
                faults.add(new ErrorTopic.Entry(row.record(), OTHER_POLICY));
            }
            if (!rows.isEmpty()) {
                store(leased, rows, rowsAreAtFault, stored, faults);
            }
        }
        return config.retriesRefusedRows() && !faults.isEmpty() ? sorted(stored, faults, table.mapper()) : new Outcome(stored, List.of(), faults);
    }

    /** Tells faults that matter from those of rows that the version guard would leave out, which would otherwise be retried for ever. */
    private Outcome sorted(List<Row> stored, List<ErrorTopic.Entry> all, RowMapper mapper) throws SQLException {
        List<ErrorTopic.Entry> superseded = new ArrayList<>();
        List<ErrorTopic.Entry> faults = new ArrayList<>();
        // Without a version nothing is superseded, and a fault of the connection here would write the batch's good rows a second time.
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

    private void store(Connection leased, List<Row> rows, boolean rowsAreAtFault, List<Row> stored,
            List<ErrorTopic.Entry> faults) throws SQLException {
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

    /** Acknowledges stored messages. Reports refused ones, and acknowledges or negatively acknowledges them as configured. */
    private void settle(Outcome outcome) throws InterruptedException {
        List<Record<GenericObject>> done = new ArrayList<>(outcome.stored().stream().map(Row::record).toList());
        outcome.superseded().forEach(entry -> done.add(entry.record()));
        Set<Record<GenericObject>> unreported = reportWritten(outcome);
        done.forEach(record -> {
            if (unreported.contains(record)) {
                // Delivered and written once more, which changes nothing, and then reported.
                record.fail();
            } else {
                record.ack();
            }
        });
        boolean mended = refused.stored(done);
        List<ErrorTopic.Entry> faults = outcome.faults();
        if (faults.isEmpty()) {
            if (mended) {
                metrics.refused(refused.count());
                LOG.info("{}: table {} takes rows that it refused before, {} wait", name, config.getTableName(), refused.count());
            }
            return;
        }
        metrics.rowErrors(faults.size());
        ErrorTopic.Entry example = faults.get(0);
        LOG.warn("{}: table {} does not take {} of {} messages, the first at {}: {}", name, config.getTableName(),
                faults.size(), faults.size() + done.size(), ErrorTopic.position(example.record()),
                example.fault().getMessage());
        if (errors == null || config.retriesRefusedRows()) {
            tellOnce(faults);
            metrics.refused(refused.count());
            refused.report(faults);
            faults.forEach(fault -> fault.record().fail());
        } else if (tell(faults)) {
            refused.report(faults);
            faults.forEach(fault -> fault.record().ack());
        }
    }

    /**
     * Reports rows that were refused before and are written now. Returns the messages for which that failed. They must not be acknowledged: nobody
     * would report them later.
     */
    private Set<Record<GenericObject>> reportWritten(Outcome outcome) {
        Set<Record<GenericObject>> unreported = Collections.newSetFromMap(new IdentityHashMap<>());
        if (reported == null || reported.isEmpty()) {
            return unreported;
        }
        List<ErrorTopic.Entry> written = new ArrayList<>();
        outcome.stored().forEach(row -> written.add(ErrorTopic.Entry.written(row.record(), row.identity())));
        outcome.superseded().forEach(entry -> written.add(ErrorTopic.Entry.written(entry.record(), entry.identity())));
        written.removeIf(entry -> entry.identity() == null || !reported.isSettledBy(entry.identity()));
        if (written.isEmpty()) {
            return unreported;
        }
        try {
            errors.send(written);
            written.forEach(reported::sent);
        } catch (PulsarClientException e) {
            written.forEach(entry -> unreported.add(entry.record()));
            LOG.warn("{}: the error topic does not take {} messages ({})", name, written.size(), e.getClass().getSimpleName());
        }
        return unreported;
    }

    /** Reports rows that will be redelivered to the error topic. If that fails, they are reported at their next delivery. */
    private void tellOnce(List<ErrorTopic.Entry> faults) {
        List<ErrorTopic.Entry> first = refused.firstTime(faults);
        if (errors == null) {
            return;
        }
        List<ErrorTopic.Entry> reports = new ArrayList<>();
        for (ErrorTopic.Entry fault : reported == null ? first : faults) {
            if (reported == null || fault.identity() == null || fault.identity().key() == null) {
                if (first.contains(fault)) {
                    reports.add(fault);
                }
                continue;
            }
            ErrorTopic.Entry news = reported.news(fault, System.currentTimeMillis());
            if (news != null) {
                reports.add(news);
            }
        }
        if (reports.isEmpty()) {
            return;
        }
        try {
            errors.send(reports);
            if (reported != null) {
                reports.stream().filter(report -> report.identity() != null && report.identity().key() != null).forEach(reported::sent);
            }
        } catch (PulsarClientException e) {
            refused.forget(first);
            LOG.warn("{}: the error topic does not take {} messages ({})", name, reports.size(), e.getClass().getSimpleName());
        }
    }

    /** Reports these to the error topic, and retries until it has all of them. Returns false if the sink is closed before that. */
    private boolean tell(List<ErrorTopic.Entry> faults) throws InterruptedException {
        Backoff backoff = new Backoff(config.getBackoffMs(), config.getMaxBackoffMs());
        while (!closed) {
            try {
                errors.send(faults);
                return true;
            } catch (PulsarClientException e) {
                long pause = backoff.next();
                LOG.warn("{}: the error topic does not take {} messages, trying again in {} ms ({})", name,
                        faults.size(), pause, e.getClass().getSimpleName());
                Thread.sleep(pause);
            }
        }
        return false;
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

    /** Ends the connection for good. */
    private void discard() {
        if (connection != null) {
            pool.evictConnection(connection);
        }
        release();
    }
}
