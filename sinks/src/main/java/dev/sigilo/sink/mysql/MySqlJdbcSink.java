package dev.sigilo.sink.mysql;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.schema.GenericObject;
import org.apache.pulsar.common.functions.FunctionConfig.ProcessingGuarantees;
import org.apache.pulsar.common.io.SinkConfig;
import org.apache.pulsar.functions.api.Record;
import org.apache.pulsar.io.core.SinkContext;
import org.apache.pulsar.io.jdbc.BaseJdbcAutoSchemaSink;
import org.apache.pulsar.io.jdbc.JdbcUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a topic's messages to a MySQL or MariaDB table.
 *
 * <h2>Guarantees</h2>
 * <ul>
 * <li>A message is acknowledged after its row is committed, or after its report is stored on the error topic.</li>
 * <li>With {@code versionColumn}, the table ends with the newest version of each key, for any order and any number of
 * deliveries.</li>
 * <li>A row that the table refuses never blocks other rows, and shows in the sink's exceptions.</li>
 * <li>While the server does not answer, nothing is acknowledged or refused, and memory stays within
 * {@code queueSize} and {@code maxQueueBytes}.</li>
 * <li>No value of a message is in a log line, an exception or the error topic.</li>
 * </ul>
 *
 * <p>{@link MySqlSinkConfig} and the module's README describe the configuration. Configuration and message types are
 * those of Pulsar's JDBC sinks. Opening, writing and closing are implemented here, because Pulsar's sinks use an
 * unbounded queue and one connection that they never reopen.
 */
public class MySqlJdbcSink extends BaseJdbcAutoSchemaSink {
    private static final Logger LOG = LoggerFactory.getLogger(MySqlJdbcSink.class);
    /** Assumed for a message whose size is unknown. */
    private static final long TYPICAL_SIZE_BYTES = 1024;

    private static final long CLOSE_TIMEOUT_MS = 10_000;

    private MySqlSinkConfig config;
    private HikariDataSource pool;
    private SinkTable table;
    private Backlog backlog;
    private ErrorTopic errors;
    private RefusalLog reported;
    private HikariDataSource reportsPool;
    private WriteWorker reports;
    private final List<WriteWorker> workers = new ArrayList<>();
    private volatile RuntimeException failure;

    /** Called by Pulsar, which then calls {@link #open}. */
    public MySqlJdbcSink() {}

    @Override
    public void open(Map<String, Object> configuration, SinkContext context) throws Exception {
        String name = context == null || context.getSinkName() == null ? "mysql-sink" : context.getSinkName();
        try {
            requireAcknowledgementAfterCommit(context);
            config = MySqlSinkConfig.load(configuration, context);
            jdbcSinkConfig = config;
            table = openTable(config, new WriterSchemas(context == null ? null : context::getPulsarClient));
            if (config.tracksRefusedRows() && table.mapper().target().key().size() == 1 && context != null) {
                reported = new RefusalLog(context.getPulsarClient(), config.getErrorTopic(), config.getTableName());
                reported.open(config.getOpenTimeoutMs());
            }
            pool = ConnectionSettings.pool(config, name);
            backlog = new Backlog(config.getQueueSize(), config.getMaxQueueBytes());
            if (!config.getRefusedTable().isBlank() && context != null) {
                openReports(configuration, context, name);
            }
        } catch (SinkConfigException e) {
            LOG.error("sink {} cannot start: {}", name, e.getMessage());
            close();
            throw context == null ? e : new SinkConfigException(name + " cannot start: " + e.getMessage());
        }
        if (!config.getErrorTopic().isBlank() && context != null) {
            errors = new ErrorTopic(
                    context.getPulsarClient(),
                    config.getErrorTopic(),
                    config.getTableName(),
                    name,
                    config.isErrorTopicKeys());
        }
        SinkMetrics metrics = new SinkMetrics(context);
        RefusedRows refused = new RefusedRows(config.getTableName(), SinkExceptions.of(context));
        for (int i = 0; i < config.getConnections(); i++) {
            WriteWorker worker = new WriteWorker(
                    name + "-" + i,
                    config,
                    pool,
                    table,
                    backlog,
                    errors,
                    refused,
                    reported,
                    metrics,
                    fault -> fail(fault, context));
            workers.add(worker);
            worker.start();
        }
        if (reports != null) {
            reports.start();
        }
        LOG.info(
                "sink {} writes to table {} by {}, {}",
                name,
                config.getTableName(),
                config.mode(),
                table.mapper().target().dialect());
    }

    /**
     * Prepares the worker that writes {@code refusedTable}. Rows that this table refuses are not reported on the error
     * topic, because the table is filled from its reports; they show in the log and in the sink's exceptions.
     */
    private void openReports(Map<String, Object> configuration, SinkContext context, String name)
            throws InterruptedException {
        MySqlSinkConfig settings = MySqlSinkConfig.load(StalledReport.settings(configuration, config), context);
        SinkTable stalled = openTable(settings, new WriterSchemas(null));
        reportsPool = ConnectionSettings.pool(settings, name + "-refused");
        reports = new WriteWorker(
                name + "-refused",
                settings,
                reportsPool,
                stalled,
                backlog,
                null,
                new RefusedRows(settings.getTableName(), SinkExceptions.of(context)),
                null,
                new SinkMetrics(null),
                fault -> fail(fault, context));
    }

    /** Cumulative acknowledgement would also acknowledge messages whose rows another worker has not written yet. */
    private static void requireAcknowledgementAfterCommit(SinkContext context) {
        SinkConfig sink = context == null ? null : context.getSinkConfig();
        if (sink != null && sink.getProcessingGuarantees() == ProcessingGuarantees.EFFECTIVELY_ONCE) {
            throw new SinkConfigException(
                    "processingGuarantees EFFECTIVELY_ONCE acknowledges cumulatively, which would "
                            + "lose rows here: use ATLEAST_ONCE with versionColumn, which writes each row once");
        }
    }

    /** Connects and reads the table; waits up to {@code openTimeoutMs} for a server that does not answer yet. */
    private static SinkTable openTable(MySqlSinkConfig config, WriterSchemas schemas) throws InterruptedException {
        Backoff backoff = new Backoff(config.getBackoffMs(), config.getMaxBackoffMs());
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(config.getOpenTimeoutMs());
        while (true) {
            try (Connection connection = ConnectionSettings.connect(config)) {
                RowKeysets.claim(connection, config.lineages());
                return new SinkTable(config, connection, schemas);
            } catch (SQLException e) {
                Failure failureClass = Failure.of(e);
                boolean wait = failureClass == Failure.SERVER || failureClass == Failure.CONFLICT;
                if (!wait) {
                    throw new SinkConfigException("user " + config.getUserName() + " cannot use table "
                            + config.getTableName() + " (" + Failure.describe(e) + "): "
                            + advice(e.getErrorCode()));
                }
                if (System.nanoTime() > deadline) {
                    throw new SinkConfigException("the server of jdbcUrl does not answer, tried for "
                            + config.getOpenTimeoutMs() + " ms (" + Failure.describe(e)
                            + "): check that it runs, the URL and sslMode");
                }
                long pause = backoff.next();
                LOG.warn("the server does not answer yet, trying again in {} ms ({})", pause, Failure.describe(e));
                Thread.sleep(pause);
            }
        }
    }

    private static String advice(int errorCode) {
        return switch (errorCode) {
            case 1045, 1698 -> "check userName and password";
            case 1146 -> "a table is missing; `sigilo migrate` creates those of Sigilo and keeps existing rows";
            case 1044 -> "grant it the database";
            case 1049 -> "create the database, or correct jdbcUrl";
            case 1046 -> "name the database in jdbcUrl";
            case 1142, 1143 -> "grant it SELECT, INSERT, UPDATE and DELETE on the table";
            default -> "see the server's error reference for this number";
        };
    }

    private void fail(RuntimeException fault, SinkContext context) {
        failure = fault;
        backlog.close();
        if (context != null) {
            // Pulsar shows this text in the sink's status, so use only the messages of our own exceptions, which
            // contain no values.
            context.fatal(new SinkConfigException(context.getSinkName() + " cannot run: "
                    + (fault instanceof SinkConfigException
                            ? fault.getMessage()
                            : "an internal fault (" + fault.getClass().getSimpleName() + "); its log says where")));
        }
    }

    @Override
    public void write(Record<GenericObject> record) throws Exception {
        long size =
                record.getMessage().map(Message::size).map(Integer::longValue).orElse(TYPICAL_SIZE_BYTES);
        if (!backlog.add(size)) {
            requireRunning();
            throw new IllegalStateException("the sink is closed");
        }
        if (reports != null && StalledReport.isFrom(config.getErrorTopic(), record)) {
            addReport(record, size);
            return;
        }
        int worker =
                workers.size() == 1 ? 0 : Math.floorMod(spread(table.mapper().workerHash(record)), workers.size());
        workers.get(worker).add(record, size);
    }

    private void addReport(Record<GenericObject> record, long size) {
        StalledReport report = StalledReport.of(record, config.keyColumns().get(0));
        if (report == null) {
            backlog.remove(1, size);
            record.ack();
        } else {
            reports.add(report.record(), size);
        }
    }

    /**
     * Throws the error that stopped the sink, for callers that run it without Pulsar. Pulsar learns it from {@link
     * SinkContext#fatal}.
     *
     * @throws SinkConfigException if the configuration or the user's rights are wrong
     */
    public void requireRunning() {
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Spreads hash codes: texts that differ only in their last characters have hash codes that differ only in their
     * last bits.
     */
    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 16;
    }

    @Override
    public void close() throws Exception {
        if (backlog != null) {
            backlog.close();
        }
        workers.forEach(WriteWorker::close);
        for (WriteWorker worker : workers) {
            worker.awaitEnd(CLOSE_TIMEOUT_MS);
        }
        workers.clear();
        if (reports != null) {
            reports.close();
            reports.awaitEnd(CLOSE_TIMEOUT_MS);
            reports = null;
        }
        if (reported != null) {
            reported.close();
            reported = null;
        }
        if (errors != null) {
            errors.close();
            errors = null;
        }
        if (pool != null) {
            pool.close();
            pool = null;
        }
        if (reportsPool != null) {
            reportsPool.close();
            reportsPool = null;
        }
    }

    /** Returns the upsert of one row with all columns, as the superclass requires; batches use other statements. */
    @Override
    public String generateUpsertQueryStatement() {
        TargetTable target = table.mapper().target();
        return target.dialect()
                .upsert(target.table().name(), List.copyOf(target.writable()), target.key(), target.version(), true);
    }

    @Override
    public List<JdbcUtils.ColumnId> getColumnsForUpsert() {
        throw new UnsupportedOperationException("values are written by SqlText, row by row");
    }
}
