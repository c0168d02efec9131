package dev.sigilo.benchmarks.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mysql.cj.jdbc.JdbcStatement;
import dev.sigilo.benchmarks.BenchmarkAdmin;
import dev.sigilo.benchmarks.BenchmarkException;
import dev.sigilo.runtime.JsonBytesSchema;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.ClientBuilder;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.SubscriptionInitialPosition;
import org.apache.pulsar.client.api.SubscriptionType;
import org.apache.pulsar.common.policies.data.ConsumerStats;
import org.apache.pulsar.common.policies.data.SubscriptionStats;

/**
 * Compares the MySQL sink with hand-written loading. The contestants are the sink's NAR, deployed on a real Pulsar and
 * fed from a topic's backlog; a plain Connector/J loop of multi-row upserts; single-row upserts; and LOAD DATA. All of
 * them run on one server, one after another, with the same rows and the same guarded upsert. The sink and the loop
 * alternate for some rounds, and their medians count.
 *
 * <p>The sink is warm and its backlog complete before its clock starts: a lock on the table holds it back until then.
 * Rows that it holds in memory at that time do not count as written.
 */
public final class SinkBenchmark {
    private static final int BATCH = 1000;
    private static final int QUEUE = 10_000;
    /** With fewer rows, most of them would be in the sink's memory before its clock starts. */
    public static final int FEWEST_ROWS = 2 * QUEUE;

    private static final int RECEIVER_QUEUE = 2000;
    /** The pause between polls, because the broker's statistics cost CPU time that the sink needs. */
    private static final int BETWEEN_LOOKS_MILLIS = 200;

    private static final String DATABASE = "sigilo_bench";
    private static final String SINK_USER = "'sigilo_bench'@'%'";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final Consumer<String> progress;
    private final String upsert;
    private final String version;
    private final int localInfile;
    private final String sinkPassword = UUID.randomUUID().toString();

    /**
     * The servers to measure on.
     *
     * @param jdbcUrl    the server, {@code jdbc:mysql://host:port/}; a database {@code sigilo_bench} is created and
     *                   dropped
     * @param user       a user who may create databases and users and set global variables
     * @param password   that user's password
     * @param serviceUrl {@code pulsar://host:port}
     * @param adminUrl   {@code http://host:port} of a broker with a functions worker that reaches the same jdbcUrl
     * @param credential the token that authenticates the benchmark to Pulsar, or null if Pulsar requires none
     * @param nar        the sink's NAR
     * @param rows       rows of each round, at least {@link #FEWEST_ROWS}
     * @param rounds     rounds of the sink and of the loop
     */
    public record Settings(
            String jdbcUrl,
            String user,
            String password,
            String serviceUrl,
            String adminUrl,
            String credential,
            Path nar,
            int rows,
            int rounds) {
        /** @throws BenchmarkException if there are too few rows */
        public Settings {
            if (rows < FEWEST_ROWS) {
                throw new BenchmarkException(rows + " rows are too few to measure; use " + FEWEST_ROWS + " or more");
            }
        }

        @Override
        public String toString() {
            return "Settings[" + serviceUrl + ", " + rows + " rows]";
        }
    }

    private SinkBenchmark(Settings settings, Consumer<String> progress) throws SQLException {
        this.settings = settings;
        this.progress = progress;
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT VERSION(), @@GLOBAL.local_infile")) {
                row.next();
                version = row.getString(1);
                localInfile = row.getInt(2);
            }
            statement.execute("DROP DATABASE IF EXISTS " + DATABASE);
            statement.execute("CREATE DATABASE " + DATABASE + " CHARACTER SET utf8mb4");
            // Pulsar stores a sink's configuration, so the sink gets the password of a user that has no other rights
            // and exists only for this run.
            statement.execute("DROP USER IF EXISTS " + SINK_USER);
            statement.execute("CREATE USER " + SINK_USER + " IDENTIFIED BY '" + sinkPassword + "'");
            statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON " + DATABASE + ".* TO " + SINK_USER);
            statement.execute("SET GLOBAL local_infile = 1");
        }
        upsert = upsert("loop_rows", version.contains("MariaDB"));
    }

    /**
     * Runs all four contestants and returns their results.
     *
     * @param progress receives progress messages, one line at a time
     * @throws BenchmarkException if a server rejects a request; the scratch database is dropped in this case, too
     */
    public static SinkBenchmarkResult run(Settings settings, Consumer<String> progress) {
        try {
            SinkBenchmark benchmark = new SinkBenchmark(settings, progress);
            try {
                return benchmark.measure();
            } finally {
                benchmark.cleanUp();
            }
        } catch (SQLException e) {
            throw new BenchmarkException(
                    "the database server refuses a statement or cannot be reached (SQLState " + e.getSQLState()
                            + ", error " + e.getErrorCode() + "); check that it is running, and that user "
                            + settings.user()
                            + " may create databases and users and set global variables",
                    e);
        } catch (IOException e) {
            throw new BenchmarkException(
                    "Pulsar at " + settings.adminUrl() + " refused a request (" + e.getMessage()
                            + "); check that it is running and has a functions worker",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }

    private void cleanUp() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + DATABASE);
            statement.execute("DROP USER IF EXISTS " + SINK_USER);
            statement.execute("SET GLOBAL local_infile = " + localInfile);
        }
    }

    private SinkBenchmarkResult measure() throws IOException, SQLException, InterruptedException {
        List<Double> sinkRates = new ArrayList<>();
        List<Double> loopRates = new ArrayList<>();
        double rowByRow;
        double loadData;
        execute(BenchmarkRow.createTable("loop_rows"), BenchmarkRow.createTable("sink_rows"));
        try (DeployedSink sink = new DeployedSink()) {
            // Warm up for a whole round: until then, the JVM's compiler uses more CPU time than the sink.
            int warmUp = settings.rows();
            progress.accept("warming up");
            sink.run(warmUp);
            loop(warmUp);
            for (int round = 1; round <= settings.rounds(); round++) {
                sinkRates.add(sink.run(settings.rows()));
                progress.accept("sink, round %d: %,.0f rows/s".formatted(round, sinkRates.get(round - 1)));
                loopRates.add(loop(settings.rows()));
                progress.accept("loop, round %d: %,.0f rows/s".formatted(round, loopRates.get(round - 1)));
            }
            rowByRow = rowByRow(settings.rows());
            progress.accept("row by row: %,.0f rows/s".formatted(rowByRow));
            loadData = loadData(settings.rows());
            progress.accept("LOAD DATA: %,.0f rows/s".formatted(loadData));
        }
        return new SinkBenchmarkResult(
                settings.rows(),
                version,
                median(sinkRates),
                median(loopRates),
                rowByRow,
                loadData,
                List.copyOf(sinkRates),
                List.copyOf(loopRates));
    }

    private static double median(List<Double> rates) {
        List<Double> sorted = rates.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                url(database)
                        + "?sslMode=DISABLED&allowPublicKeyRetrieval=true&rewriteBatchedStatements=true&allowLoadLocalInfile=true"
                        + "&cachePrepStmts=true&prepStmtCacheSqlLimit=65536&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true",
                settings.user(),
                settings.password());
    }

    private String url(String database) {
        String url = settings.jdbcUrl().replaceFirst("\\?.*$", "");
        return url.substring(0, url.indexOf('/', "jdbc:mysql://".length())) + "/" + database;
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = connect(DATABASE);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String upsert(String table, boolean mariaDb) {
        String columns = String.join(", ", BenchmarkRow.COLUMNS);
        StringBuilder sql = new StringBuilder("INSERT INTO " + table + " (" + columns + ") VALUES ("
                + "?, ".repeat(BenchmarkRow.COLUMNS.size() - 1) + "?)" + (mariaDb ? "" : " AS incoming")
                + " ON DUPLICATE KEY UPDATE ");
        for (String column : BenchmarkRow.COLUMNS.subList(1, BenchmarkRow.COLUMNS.size())) {
            sql.append(column.equals("patient_token") ? "" : ", ")
                    .append("%s = IF(%s >= %s.version, %s, %s.%s)"
                            .formatted(
                                    column,
                                    incoming("version", mariaDb),
                                    table,
                                    incoming(column, mariaDb),
                                    table,
                                    column));
        }
        return sql.toString();
    }

    private static String incoming(String column, boolean mariaDb) {
        return mariaDb ? "VALUES(" + column + ")" : "incoming." + column;
    }

    private double loop(int rows) throws SQLException {
        return upsert(rows, BATCH, true);
    }

    private double rowByRow(int rows) throws SQLException {
        return upsert(rows, 200, false);
    }

    /** Upserts over one connection; the time to create the rows is not counted. */
    private double upsert(int rows, int commitEvery, boolean together) throws SQLException {
        execute("TRUNCATE TABLE loop_rows");
        long nanos = 0;
        try (Connection connection = connect(DATABASE);
                PreparedStatement statement = connection.prepareStatement(upsert)) {
            connection.setAutoCommit(false);
            for (int from = 0; from < rows; from += commitEvery) {
                List<Object[]> batch = IntStream.range(from, Math.min(rows, from + commitEvery))
                        .mapToObj(BenchmarkRow::values)
                        .toList();
                long start = System.nanoTime();
                for (Object[] values : batch) {
                    for (int i = 0; i < values.length; i++) {
                        statement.setObject(i + 1, values[i]);
                    }
                    if (together) {
                        statement.addBatch();
                    } else {
                        statement.executeUpdate();
                    }
                }
                if (together) {
                    statement.executeBatch();
                }
                connection.commit();
                nanos += System.nanoTime() - start;
            }
        }
        requireRows(rows, "loop_rows");
        return rows / (nanos / 1e9);
    }

    private double loadData(int rows) throws IOException, SQLException {
        execute("TRUNCATE TABLE loop_rows");
        Path file = Files.createTempFile("sigilo-bench", ".tsv");
        try {
            try (OutputStream lines = new BufferedOutputStream(Files.newOutputStream(file))) {
                for (int number = 0; number < rows; number++) {
                    lines.write(BenchmarkRow.line(BenchmarkRow.values(number)));
                }
            }
            long start = System.nanoTime();
            try (Connection connection = connect(DATABASE);
                    Statement statement = connection.createStatement();
                    InputStream lines = new BufferedInputStream(Files.newInputStream(file))) {
                statement.unwrap(JdbcStatement.class).setLocalInfileInputStream(lines);
                statement.execute("LOAD DATA LOCAL INFILE 'rows' INTO TABLE loop_rows CHARACTER SET utf8mb4 ("
                        + String.join(", ", BenchmarkRow.COLUMNS) + ")");
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            requireRows(rows, "loop_rows");
            return rows / seconds;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void requireRows(int rows, String table) throws SQLException {
        try (Connection connection = connect(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            count.next();
            if (count.getInt(1) != rows) {
                throw new BenchmarkException(table + " has " + count.getInt(1) + " rows instead of " + rows);
            }
        }
    }

    /** The sink's NAR on the functions worker, with the topic that feeds it. */
    private final class DeployedSink implements AutoCloseable {
        private final String name = "bench-sink-" + UUID.randomUUID().toString().substring(0, 8);
        private final String topic = "persistent://public/default/" + name;
        private final BenchmarkAdmin admin = new BenchmarkAdmin(settings.adminUrl(), settings.credential());
        private final PulsarClient client;
        private final Producer<byte[]> producer;

        DeployedSink() throws IOException, InterruptedException {
            ClientBuilder builder = PulsarClient.builder().serviceUrl(settings.serviceUrl());
            if (settings.credential() != null) {
                builder.authentication(AuthenticationFactory.token(settings.credential()));
            }
            client = builder.build();
            producer = client.newProducer(JsonBytesSchema.of("row", BenchmarkRow.schema()))
                    .topic(topic)
                    .blockIfQueueFull(true)
                    .maxPendingMessages(10_000)
                    .batchingMaxMessages(500)
                    .batchingMaxPublishDelay(5, TimeUnit.MILLISECONDS)
                    .create();
            client.newConsumer()
                    .topic(topic)
                    .subscriptionName(name)
                    .subscriptionType(SubscriptionType.Shared)
                    .subscriptionInitialPosition(SubscriptionInitialPosition.Earliest)
                    .subscribe()
                    .close();
            admin.letFunctionsRead(topic);
            ObjectNode config = JSON.createObjectNode();
            config.put("tenant", "public").put("namespace", "default").put("name", name);
            config.put("className", "dev.sigilo.sink.mysql.MySqlJdbcSink");
            config.put("sourceSubscriptionName", name).put("sourceSubscriptionPosition", "Earliest");
            config.put("processingGuarantees", "ATLEAST_ONCE").put("cleanupSubscription", false);
            config.put("parallelism", 1);
            config.putObject("inputSpecs")
                    .putObject(topic)
                    .put("schemaType", "NONE")
                    .put("receiverQueueSize", RECEIVER_QUEUE);
            config.putObject("configs")
                    .put("jdbcUrl", url(DATABASE))
                    .put("userName", DATABASE)
                    .put("password", sinkPassword)
                    .put("tableName", "sink_rows")
                    .put("key", "record_token")
                    .put("versionColumn", "version")
                    .put("batchSize", BATCH)
                    .put("queueSize", QUEUE)
                    .put("sslMode", "DISABLED");
            admin.createSink(config, settings.nar());
            // The sink subscribes after it has read its table's definition, which a lock would prevent.
            await("started", () -> consumers().size() == 1);
        }

        /**
         * Fills the topic while the sink waits, then releases the sink. Returns the rows per second until all are
         * acknowledged.
         */
        double run(int rows) throws IOException, SQLException, InterruptedException {
            execute("TRUNCATE TABLE sink_rows");
            long start;
            try (Connection connection = connect(DATABASE);
                    Statement statement = connection.createStatement()) {
                statement.execute("LOCK TABLES sink_rows WRITE");
                List<CompletableFuture<?>> sent = new ArrayList<>();
                for (int number = 0; number < rows; number++) {
                    Object[] values = BenchmarkRow.values(number);
                    sent.add(producer.newMessage()
                            .key((String) values[0])
                            .value(BenchmarkRow.json(values))
                            .sendAsync());
                }
                producer.flush();
                sent.forEach(CompletableFuture::join);
                await(
                        "filled its queue",
                        () -> consumers().stream()
                                        .findFirst()
                                        .map(ConsumerStats::getUnackedMessages)
                                        .orElse(0)
                                >= QUEUE);
                start = System.nanoTime();
                statement.execute("UNLOCK TABLES");
            }
            while (backlog() > 0) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
                if (System.nanoTime() - start > Duration.ofMinutes(30).toNanos()) {
                    throw new BenchmarkException("the sink has not finished in 30 minutes; see the broker's log");
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            requireRows(rows, "sink_rows");
            return (rows - QUEUE) / seconds;
        }

        private void await(String state, BooleanSupplier condition) throws InterruptedException {
            long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > deadline) {
                    throw new BenchmarkException("the sink has not " + state + " in 2 minutes: "
                            + JSON.valueToTree(admin.sinkStatus("public/default/" + name)));
                }
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
            }
        }

        private List<? extends ConsumerStats> consumers() {
            SubscriptionStats subscription = admin.subscription(topic, name);
            return subscription == null ? List.of() : subscription.getConsumers();
        }

        private long backlog() {
            SubscriptionStats subscription = admin.subscription(topic, name);
            return subscription == null ? Long.MAX_VALUE : subscription.getMsgBacklog();
        }

        @Override
        public void close() throws IOException {
            producer.close();
            client.close();
            admin.deleteSink("public/default/" + name);
            admin.close();
        }
    }
}
