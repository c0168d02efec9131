package dev.sigilo.tests.leak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sigilo.driver.Topology;
import dev.sigilo.tests.fault.Chain;
import dev.sigilo.tests.fault.StackRun;
import dev.sigilo.tests.leak.LeakScanner.Hit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Reader;

/**
 * All readable output of a running stack, except the topics that contain PHI by design and the files in which
 * topics and tables are stored: all other topics of all tenants, every table and column, every log and state file, what
 * Pulsar reports about functions, sinks, topics and metrics, and the output of each command.
 */
public final class StackSurfaces {
    private static final Set<String> WITH_PHI = Set.of(
            "persistent://medical/intake/raw",
            "persistent://medical/intake/hl7v2",
            "persistent://medical/intake/fhir",
            "persistent://medical/intake/dicom",
            "persistent://medical/intake/converted",
            "persistent://medical/intake/classified");

    private static final String FHIR_OUT = "persistent://medical/events/fhir";

    private final StackRun run;
    private final Map<String, Integer> looked = new LinkedHashMap<>();

    /** The surfaces of this run's stack. */
    public StackSurfaces(StackRun run) {
        this.run = run;
    }

    /** Returns everything that the scanner finds. */
    public List<Hit> scan(LeakScanner scanner) throws Exception {
        List<Hit> hits = new ArrayList<>();
        for (String topic : topics()) {
            hits.addAll(scanTopic(scanner, topic));
        }
        try (Connection command = run.command();
                Connection query = run.query()) {
            hits.addAll(scanDatabase(scanner, "db_command", command));
            hits.addAll(scanDatabase(scanner, "db_query", query));
        }
        hits.addAll(scanFiles(scanner));
        for (String path : told()) {
            hits.addAll(scanner.scan(path, run.get(run.stack().adminUrl() + path)));
            looked.merge("answers of Pulsar", 1, Integer::sum);
        }
        for (List<String> command : commands()) {
            String said = run(command);
            assertThat(said).as("sigilo " + command).isNotEmpty();
            hits.addAll(scanner.scan("sigilo " + command.get(0), said));
            looked.merge("commands", 1, Integer::sum);
        }
        return hits;
    }

    /** Returns how much of each kind has been scanned so far. */
    public Map<String, Integer> looked() {
        return looked;
    }

    // ---- topics

    private Set<String> topics() {
        Set<String> topics = new TreeSet<>();
        for (JsonNode tenant : run.admin("/admin/v2/tenants")) {
            for (JsonNode namespace : run.admin("/admin/v2/namespaces/" + tenant.asText())) {
                for (JsonNode topic :
                        run.admin("/admin/v2/persistent/" + namespace.asText() + "?includeSystemTopic=true")) {
                    topics.add(topic.asText());
                }
            }
        }
        assertThat(topics.stream().map(StackSurfaces::whole))
                .containsAll(Topology.read(Chain.config()).topics());
        topics.removeIf(topic -> WITH_PHI.contains(whole(topic)));
        return topics;
    }

    /** Returns the topic of a partition. */
    private static String whole(String topic) {
        return topic.replaceFirst("-partition-\\d+$", "");
    }

    private List<Hit> scanTopic(LeakScanner scanner, String topic) throws Exception {
        List<Hit> hits = new ArrayList<>();
        looked.merge("topics", 1, Integer::sum);
        try (Reader<byte[]> reader = run.client()
                .newReader()
                .topic(topic)
                .startMessageId(MessageId.earliest)
                .create()) {
            while (reader.hasMessageAvailable()) {
                Message<byte[]> message = reader.readNext(5, TimeUnit.SECONDS);
                if (message == null) {
                    break;
                }
                looked.merge("messages", 1, Integer::sum);
                hits.addAll(scanner.scan(
                        topic,
                        message.getKey() + " " + message.getProperties() + " " + message.getProducerName() + " "
                                + text(topic, message.getData())));
            }
        }
        return hits;
    }

    private static String text(String topic, byte[] message) throws IOException {
        return whole(topic).equals(FHIR_OUT)
                ? BundleText.decoded(message)
                : new String(message, StandardCharsets.UTF_8);
    }

    // ---- databases

    private List<Hit> scanDatabase(LeakScanner scanner, String database, Connection connection) throws SQLException {
        List<Hit> hits = new ArrayList<>();
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        assertThat(tables).isNotEmpty();
        for (String table : tables) {
            looked.merge("tables", 1, Integer::sum);
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM `" + table + "`")) {
                while (rows.next()) {
                    looked.merge("rows", 1, Integer::sum);
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        byte[] value = rows.getBytes(i);
                        if (value != null) {
                            hits.addAll(scanner.scan(
                                    database + " " + table + "."
                                            + rows.getMetaData().getColumnName(i),
                                    value));
                        }
                    }
                }
            }
        }
        return hits;
    }

    // ---- files

    private List<Hit> scanFiles(LeakScanner scanner) throws IOException {
        List<Hit> hits = new ArrayList<>();
        Path directory = run.stack().directory();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            // The storage of topics and tables, and the programs.
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> {
                        String path = directory.relativize(file).toString();
                        return !path.matches("pulsar/(data|code|download|worker)/.*|db-[a-z]+/(data|tmp)/.*");
                    })
                    .toList();
        }
        assertThat(files.stream().map(file -> file.getFileName().toString()))
                .contains("console.log", "deploy.log", "server.log", "stack.properties");
        for (Path file : files) {
            looked.merge("files", 1, Integer::sum);
            hits.addAll(scanner.scanFiles(file));
        }
        return hits;
    }

    // ---- Pulsar

    private static List<String> told() {
        List<String> paths = new ArrayList<>(List.of(
                "/metrics/",
                "/admin/v2/worker-stats/metrics",
                "/admin/v2/worker-stats/functionsmetrics",
                "/admin/v2/broker-stats/topics"));
        Topology topology = Topology.read(Chain.config());
        for (var function : topology.functions()) {
            for (String about : List.of("", "/status", "/stats")) {
                paths.add("/admin/v3/functions/" + function.namespace() + "/" + function.name() + about);
            }
        }
        for (var sink : topology.sinks()) {
            for (String about : List.of("", "/status")) {
                paths.add("/admin/v3/sinks/" + sink.namespace() + "/" + sink.name() + about);
            }
        }
        for (String topic : topology.topics()) {
            paths.add("/admin/v2/" + topic.replace("://", "/") + "/partitioned-stats");
            paths.add("/admin/v2/" + topic.replace("://", "/") + "/partitioned-internalStats");
        }
        return paths;
    }

    // ---- commands

    /**
     * Every command that reports on a deployed pipeline, except `try` and `reveal`, whose purpose is to print originals.
     */
    private List<List<String>> commands() {
        String keys = run.stack().tokenKeysetFile().toString();
        String audit = run.stack().directory().resolve("audit.ndjson").toString();
        return List.of(
                List.of("status"),
                List.of("describe"),
                List.of("risk", "--by", "modality,age,sex"),
                List.of("query", "SELECT * FROM medical_records"),
                List.of("query", "--format", "json", "SELECT * FROM medical_records"),
                List.of("query", "SELECT * FROM no_such_table"),
                List.of("replay", "--view", "query"),
                List.of("replay", "--view", "command"),
                List.of("keys", "list", keys),
                List.of(
                        "reveal",
                        "rec_1_aaaaaaaaaaaaaaaaaaaaaaaaaa",
                        "--purpose",
                        "test",
                        "--audit",
                        audit,
                        "--sealing-keyset",
                        run.stack().sealingKeysetFile().toString()),
                List.of("erase", "pat_1_aaaaaaaaaaaaaaaaaaaaaaaaaa", "--purpose", "test", "--audit", audit),
                List.of("audit", "--audit", audit),
                List.of("publish", "--debug", "/no/such/file"),
                List.of("--help"));
    }

    /** Returns a command's output, including its errors. */
    public String run(List<String> arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(
                List.of(Chain.home().resolve("sigilo").toAbsolutePath().toString()));
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("SIGILO_SKIP_BUILD", "1");
        builder.environment()
                .put("SIGILO_JAVA_OPTS", "-Dsigilo.state=" + run.stack().directory());
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
