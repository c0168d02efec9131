package dev.sigilo.cli;

import dev.sigilo.driver.Topology;
import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.Login;
import dev.sigilo.stack.PulsarRole;
import dev.sigilo.stack.StackBuilder;
import dev.sigilo.vault.infrastructure.jdbc.Database;
import dev.sigilo.vault.infrastructure.pulsar.PulsarConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Demonstrates the whole pipeline. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Run the whole pipeline and show the rows in both databases.",
            "Starts the embedded stack and publishes records, and messages in HL7 v2, FHIR and DICOM. The stack keeps running unless "
                    + "--exit is given. The last line shows the counts:",
            "  demo: P published, Q in db_query, C in db_command, R rejected"
        },
        footer = {
            "",
            "One message may contain several records, so C may be larger than P. Exit status is 0 only if every message has its records: "
                    + "C = Q + R, and no message without a row."
        })
final class DemoCommand implements Callable<Integer> {
    private static final int SHOWN_ROWS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Console console;

    @Option(
            names = "--records",
            paramLabel = "FILE",
            description =
                    "The records to publish, NDJSON or CSV (default: the synthetic records and messages in samples).")
    private Path records;

    @Option(
            names = "--exit",
            description =
                    "Start a temporary stack and delete it at the end. If the stack already runs, use it and keep it.")
    private boolean exit;

    @Mixin
    private UpCommand.StackOptions options;

    /** A file to publish and its format. */
    private record Sample(Path file, InputFormat format) {}

    /**
     * The counts of published messages and of the rows of their records.
     *
     * @param withRows how many of the messages have at least one row in db_command
     */
    private record Counts(long published, long withRows, long query, long command, long rejected) {
        boolean balance() {
            return command == query + rejected && withRows == published;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "demo: %d published, %d in db_query, %d in db_command, %d rejected",
                    published,
                    query,
                    command,
                    rejected);
        }
    }

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        StackTarget.requireEmbedded("demo");
        List<Sample> files = files();
        boolean wasRunning = EmbeddedStack.attach(Home.state())
                .filter(EmbeddedStack::isRunning)
                .isPresent();
        // With --exit, the demo's records must not end up in a stack that somebody works with.
        boolean passing = exit && !wasRunning;
        StackBuilder builder = options.builder(console).detached(!exit);
        Counts counts;
        if (passing) {
            try (ScratchStack scratch = ScratchStack.start("demo", builder)) {
                counts = publishAndShow(scratch.stack(), files);
            }
        } else {
            counts = publishAndShow(builder.start(), files);
        }
        if (!exit) {
            console.println(
                    "The stack keeps running. Try `sigilo query \"SELECT * FROM records_per_model\"`; stop it with `sigilo down`.");
        }
        console.println(counts.line());
        if (!counts.balance()) {
            throw new CliException(
                    "the counts do not add up: db_command must equal db_query + rejected, and every message must have a row there. "
                            + "A file that contains a record twice has fewer rows than lines");
        }
        return Sigilo.OK;
    }

    private List<Sample> files() {
        if (records != null) {
            return List.of(new Sample(records, InputFormat.ofName(records.toString())));
        }
        Path samples = Home.find().resolve("samples");
        return List.of(
                new Sample(samples.resolve("records.ndjson"), InputFormat.NDJSON),
                new Sample(samples.resolve("bad-records.ndjson"), InputFormat.NDJSON),
                new Sample(samples.resolve("messages.hl7"), InputFormat.HL7V2),
                new Sample(samples.resolve("bundles.ndjson"), InputFormat.FHIR),
                new Sample(samples.resolve("headers.ndjson"), InputFormat.DICOM));
    }

    private Counts publishAndShow(EmbeddedStack stack, List<Sample> files) {
        Topology topology = Topology.read(Home.pulsarConfig(null));
        Instant start = Instant.now().minusSeconds(60);
        List<Publisher> publishers = new ArrayList<>();
        long published = 0;
        String credential = stack.credential(PulsarRole.ADMIN);
        try (PulsarConnection pulsar = new PulsarConnection(stack.pulsarUrl(), credential)) {
            Backlogs backlogs = new Backlogs(topology, new PulsarAdmin(stack.adminUrl(), credential));
            for (Sample sample : files) {
                console.println("publishing " + sample.file());
                Publisher publisher = new Publisher(topology, pulsar, backlogs, new Progress(console));
                publishers.add(publisher);
                Publisher.Outcome outcome = publish(publisher, sample);
                PublishCommand.print(console, outcome, false);
                PublishCommand.check(outcome, (int) PATIENCE.toSeconds());
                published += outcome.published();
            }
        }
        try {
            return countAndShow(stack, publishers, published, start);
        } catch (SQLException e) {
            throw new CliException("a database cannot be queried (" + Database.codes(e) + "); see `sigilo status`");
        }
    }

    private Publisher.Outcome publish(Publisher publisher, Sample sample) {
        if (sample.format().isMessages()) {
            try (MessageFiles messages = MessageFiles.of(sample.file(), sample.format())) {
                return publisher.publish(messages, -1, PATIENCE);
            }
        }
        try (Input.Opened input =
                Input.open(console, sample.file().toString(), sample.format().records(), ',')) {
            return publisher.publish(input, -1, PATIENCE);
        }
    }

    private Counts countAndShow(EmbeddedStack stack, List<Publisher> publishers, long published, Instant start)
            throws SQLException {
        Login admin = stack.admin();
        List<String> accepted = new ArrayList<>();
        Set<String> withRows = new HashSet<>();
        long rejected = 0;
        try (Connection command =
                        Database.connect("db_command", stack.commandJdbcUrl(), admin.user(), admin.password());
                PreparedStatement statement = command.prepareStatement(
                        "SELECT record_token, status, message_id FROM records WHERE published_at >= ?")) {
            statement.setString(
                    1,
                    Timestamp.valueOf(start.atZone(ZoneOffset.UTC).toLocalDateTime())
                            .toString());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String messageId = rows.getString("message_id");
                    if (publishers.stream().anyMatch(publisher -> publisher.isOwn(messageId))) {
                        withRows.add(Publisher.wholeOf(messageId));
                        boolean isRejected = rows.getString("status").equals("REJECTED");
                        rejected += isRejected ? 1 : 0;
                        if (!isRejected) {
                            accepted.add(rows.getString("record_token"));
                        }
                    }
                }
            }
            show(
                    command,
                    "db_command, table records",
                    "SELECT record_token, status, stage, reason, published_at FROM records "
                            + "ORDER BY status = 'REJECTED', published_at DESC LIMIT " + SHOWN_ROWS);
            show(
                    command,
                    "db_command, table vault",
                    "SELECT v.record_token, LENGTH(v.sealed) AS sealed_bytes, LENGTH(k.wrapped_key) "
                            + "AS key_bytes FROM vault v JOIN vault_keys k ON k.record_token = v.record_token LIMIT "
                            + SHOWN_ROWS);
        }
        long query = 0;
        try (Connection connection = Database.connect(
                        "db_query",
                        stack.queryJdbcUrl(),
                        stack.reader().user(),
                        stack.reader().password());
                PreparedStatement exists =
                        connection.prepareStatement("SELECT 1 FROM medical_records WHERE record_token = ?")) {
            for (String token : accepted) {
                exists.setString(1, token);
                try (ResultSet row = exists.executeQuery()) {
                    query += row.next() ? 1 : 0;
                }
            }
            show(
                    connection,
                    "db_query, table medical_records",
                    "SELECT record_token, patient_token, modality_code, model_id, label, age, "
                            + "diagnosis_date, report FROM medical_records ORDER BY published_at DESC LIMIT "
                            + SHOWN_ROWS);
            show(
                    connection,
                    "db_query, the records of one patient in several formats",
                    "SELECT patient_token, source_format, source_type, modality_code, diagnosis_date FROM medical_records "
                            + "WHERE patient_token = (SELECT patient_token FROM medical_records WHERE source_format IS NOT NULL "
                            + "GROUP BY patient_token ORDER BY COUNT(DISTINCT source_format) DESC, patient_token LIMIT 1) "
                            + "ORDER BY source_format, diagnosis_date LIMIT " + SHOWN_ROWS * 2);
        }
        return new Counts(published, withRows.size(), query, accepted.size() + rejected, rejected);
    }

    private void show(Connection connection, String title, String sql) throws SQLException {
        console.println("");
        console.println(title);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            RowPrinter.fitting(console, RowPrinter.Format.TABLE).print(rows);
        }
        console.println("");
    }
}
