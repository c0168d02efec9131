package dev.sigilo.deploy;

import dev.sigilo.deploy.CanaryPath.Unit;
import dev.sigilo.deploy.CursorPosition.Place;
import dev.sigilo.records.Canary;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.RejectedRecordCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pulsar.client.admin.PulsarAdmin;
import org.apache.pulsar.client.admin.PulsarAdminBuilder;
import org.apache.pulsar.client.admin.PulsarAdminException;
import org.apache.pulsar.client.api.ClientBuilder;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.common.policies.data.ManagedLedgerInternalStats.CursorStats;
import org.apache.pulsar.common.policies.data.SinkStatus.SinkInstanceStatus;

/**
 * Sends a {@link Canary} through the deployed pipeline from every topic that producers publish to, for deploy.sh, and
 * waits until every sink has acknowledged its rows. The canary has then passed every function, and both databases have accepted it. Standard input describes the
 * units in the format that {@link CanaryPath#of} reads.
 *
 * <p>Environment variables: {@code PULSAR_CLIENT_CONF} is the path of a client.conf; {@code SIGILO_BROKER_URL}
 * overrides the broker address in that file; {@code SIGILO_CANARY_SECONDS} is the time to wait (60). Prints one line.
 * Exit status: 0 passed; {@value #STOPPED} a unit does not process it; {@value #NOT_SENT} it could not be sent; {@value
 * #WAITING} units are still processing a backlog.
 */
public final class CanaryRun {
    static final int STOPPED = 1;
    static final int NOT_SENT = 2;
    static final int WAITING = 3;

    /**
     * Matches the exceptions of {@code RowsRefusedException}: whether a canary's row was refused, the reason and the
     * table.
     */
    private static final Pattern REFUSED = Pattern.compile(
            ".*RowsRefusedException]: (canary|[0-9]{1,9} rows?) refused: ([A-Z_]{1,32}(?: in [A-Za-z0-9_, ]{1,1000})?) \\(table ([A-Za-z0-9_$]{1,64})[^)]*\\)");

    private static final int POLL_MILLIS = 50;
    private static final int READ_MILLIS = 200;
    /** A unit counts as stopped if it acknowledges nothing for this long. */
    private static final int STILL_MILLIS = 5000;

    private static final int CONNECT_SECONDS = 10;
    /** The additional time limit for connecting and for finding the unit that holds up the canary. */
    private static final int LONGEST_REST_SECONDS = 120;

    private final CanaryPath path;
    private final PulsarClient client;
    private final PulsarAdmin admin;
    private final List<org.apache.pulsar.client.api.Reader<byte[]>> readers = new ArrayList<>();
    /** The partition and position of each canary message, by topic. */
    private final Map<String, List<Seen>> seen = new TreeMap<>();

    private String rejected;
    private long sentAt;

    private record Seen(String partition, Place place) {}

    private record Outcome(int status, String text) {}

    private CanaryRun(CanaryPath path, PulsarClient client, PulsarAdmin admin) {
        this.path = path;
        this.client = client;
        this.admin = admin;
    }

    /** Sends a canary; takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        Outcome outcome = run(System.getenv(), new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = System.out;
        out.println(outcome.text());
        out.flush();
        // The threads of Pulsar's client would keep the process alive.
        Runtime.getRuntime().halt(outcome.status());
    }

    private static Outcome run(Map<String, String> environment, Reader units) throws IOException {
        CanaryPath path = CanaryPath.of(new BufferedReader(units)
                .lines()
                .filter(line -> !line.isBlank())
                .toList());
        Properties settings = new Properties();
        try (Reader conf = Files.newBufferedReader(Path.of(environment.get("PULSAR_CLIENT_CONF")))) {
            settings.load(conf);
        }
        String broker = environment.getOrDefault("SIGILO_BROKER_URL", "");
        broker = broker.isBlank() ? settings.getProperty("brokerServiceUrl", "") : broker;
        int seconds = Integer.parseInt(environment.getOrDefault("SIGILO_CANARY_SECONDS", "60"));
        end(broker, seconds + LONGEST_REST_SECONDS);
        try {
            // The clients are not closed, because closing waits for connections and the process is about to end.
            return new CanaryRun(path, client(settings, broker), admin(settings)).send(seconds);
        } catch (PulsarClientException | PulsarAdminException e) {
            return new Outcome(
                    NOT_SENT, broker + " cannot be used (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** Ends this process after a time limit, even if a call to the cluster is still waiting. */
    private static void end(String broker, int seconds) {
        Thread watch = new Thread(() -> {
            try {
                TimeUnit.SECONDS.sleep(seconds);
            } catch (InterruptedException e) {
                return;
            }
            System.out.println(broker + " or the admin API gave no answer for too long");
            System.out.flush();
            Runtime.getRuntime().halt(NOT_SENT);
        });
        watch.setDaemon(true);
        watch.start();
    }

    private static PulsarClient client(Properties settings, String broker) throws PulsarClientException {
        ClientBuilder builder = PulsarClient.builder()
                .serviceUrl(broker)
                .connectionTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .operationTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .lookupTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .allowTlsInsecureConnection(isTrue(settings, "tlsAllowInsecureConnection"))
                .enableTlsHostnameVerification(isTrue(settings, "tlsEnableHostnameVerification"))
                .useKeyStoreTls(isTrue(settings, "useKeyStoreTls"));
        if (has(settings, "authPlugin")) {
            builder.authentication(settings.getProperty("authPlugin"), settings.getProperty("authParams", ""));
        }
        if (has(settings, "tlsTrustCertsFilePath")) {
            builder.tlsTrustCertsFilePath(settings.getProperty("tlsTrustCertsFilePath"));
        }
        if (has(settings, "tlsTrustStorePath")) {
            builder.tlsTrustStoreType(settings.getProperty("tlsTrustStoreType", "JKS"))
                    .tlsTrustStorePath(settings.getProperty("tlsTrustStorePath"))
                    .tlsTrustStorePassword(settings.getProperty("tlsTrustStorePassword", ""));
        }
        return builder.build();
    }

    private static PulsarAdmin admin(Properties settings) throws PulsarClientException {
        PulsarAdminBuilder builder = PulsarAdmin.builder()
                .serviceHttpUrl(settings.getProperty("webServiceUrl", ""))
                .connectionTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .readTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .allowTlsInsecureConnection(isTrue(settings, "tlsAllowInsecureConnection"))
                .enableTlsHostnameVerification(isTrue(settings, "tlsEnableHostnameVerification"))
                .useKeyStoreTls(isTrue(settings, "useKeyStoreTls"));
        if (has(settings, "authPlugin")) {
            builder.authentication(settings.getProperty("authPlugin"), settings.getProperty("authParams", ""));
        }
        if (has(settings, "tlsTrustCertsFilePath")) {
            builder.tlsTrustCertsFilePath(settings.getProperty("tlsTrustCertsFilePath"));
        }
        if (has(settings, "tlsTrustStorePath")) {
            builder.tlsTrustStoreType(settings.getProperty("tlsTrustStoreType", "JKS"))
                    .tlsTrustStorePath(settings.getProperty("tlsTrustStorePath"))
                    .tlsTrustStorePassword(settings.getProperty("tlsTrustStorePassword", ""));
        }
        return builder.build();
    }

    private static boolean has(Properties settings, String key) {
        return !settings.getProperty(key, "").isBlank();
    }

    private static boolean isTrue(Properties settings, String key) {
        return Boolean.parseBoolean(settings.getProperty(key, "false").strip());
    }

    private Outcome send(int seconds) throws PulsarClientException, PulsarAdminException {
        for (String topic : path.watched()) {
            readers.add(client.newReader()
                    .topic(topic)
                    .startMessageId(MessageId.latest)
                    .create());
        }
        sentAt = System.currentTimeMillis();
        long start = System.nanoTime();
        for (String entry : path.entries()) {
            try (Producer<byte[]> producer = client.newProducer()
                    .topic(entry)
                    .enableBatching(false)
                    .sendTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                    .create()) {
                note(entry, producer.send(Canary.message()));
            }
        }
        long deadline = start + TimeUnit.SECONDS.toNanos(seconds);
        while (rejected == null) {
            look();
            if (isThrough()) {
                return new Outcome(
                        0,
                        "a canary record passed all " + names(path.units()).size() + " functions and sinks in "
                                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)
                                + " ms; no table keeps a row of it");
            }
            String refused = refusal();
            if (refused != null) {
                return new Outcome(STOPPED, refused);
            }
            if (System.nanoTime() > deadline) {
                return whatHolds(seconds);
            }
        }
        return new Outcome(STOPPED, rejected);
    }

    /** Records a canary message by its id, {@code LEDGER:ENTRY:PARTITION}; the id of a member of a batch is longer. */
    private void note(String topic, MessageId id) {
        String[] parts = id.toString().split(":");
        boolean partitioned = parts.length > 2 && !parts[2].equals("-1");
        seen.computeIfAbsent(topic, any -> new ArrayList<>())
                .add(new Seen(partitioned ? topic + "-partition-" + parts[2] : topic, Place.of(id.toString())));
    }

    private void look() throws PulsarClientException {
        for (org.apache.pulsar.client.api.Reader<byte[]> reader : readers) {
            // Stop after a short time: under load a reader always has a next message, and Pulsar keeps only the latest
            // exceptions of a sink.
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READ_MILLIS);
            for (Message<byte[]> message = next(reader);
                    message != null && System.nanoTime() < end;
                    message = next(reader)) {
                if (!message.hasProperty(Canary.PROPERTY)) {
                    continue;
                }
                String topic = CanaryPath.topicOf(message.getTopicName());
                note(topic, message.getMessageId());
                if (path.expected().get(topic) == 0) {
                    rejected = rejection(message.getValue());
                }
            }
        }
    }

    private static Message<byte[]> next(org.apache.pulsar.client.api.Reader<byte[]> reader)
            throws PulsarClientException {
        return reader.readNext(POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static String rejection(byte[] value) {
        try {
            RejectedRecord reject = RejectedRecordCodec.decode(value);
            return reject.stage() + " rejected the canary record: "
                    + reject.reason().code() + (reject.field() == null ? "" : " in " + reject.field());
        } catch (RecordFormatException e) {
            return "the canary record was rejected";
        }
    }

    /**
     * Returns whether every watched topic has the expected canary messages and every sink has acknowledged all of them.
     */
    private boolean isThrough() throws PulsarAdminException {
        Map<String, Integer> expected = path.expected();
        for (String topic : path.watched()) {
            if (seen.getOrDefault(topic, List.of()).size() < expected.get(topic)) {
                return false;
            }
        }
        for (Unit unit : path.units()) {
            if (unit.isSink() && !hasAcknowledged(unit)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasAcknowledged(Unit unit) throws PulsarAdminException {
        for (Seen message : seen.getOrDefault(CanaryPath.topicOf(unit.input()), List.of())) {
            if (unit.reads(message.partition())
                    && !cursor(unit, message.partition()).includes(message.place())) {
                return false;
            }
        }
        return true;
    }

    private CursorPosition cursor(Unit unit, String partition) throws PulsarAdminException {
        CursorStats cursor = admin.topics().getInternalStats(partition).cursors.get(unit.subscription());
        return cursor == null
                ? new CursorPosition("-1:-1", null)
                : new CursorPosition(cursor.markDeletePosition, cursor.individuallyDeletedMessages);
    }

    /** Returns the table that refuses the canary's row and the reason; null if none does. */
    private String refusal() throws PulsarAdminException {
        for (Unit unit : path.units()) {
            if (unit.isSink() && seen.containsKey(CanaryPath.topicOf(unit.input())) && !hasAcknowledged(unit)) {
                Matcher refused = refused(unit, true);
                if (refused != null) {
                    return unit.name() + ": the table refuses the canary record's row, " + refused.group(2) + " (table "
                            + refused.group(3) + ")";
                }
            }
        }
        return null;
    }

    /**
     * Returns the exception of a sink about a row that was refused since the canary was sent; null if there is none.
     * Only messages of the sink itself match.
     */
    private Matcher refused(Unit unit, boolean canary) throws PulsarAdminException {
        for (SinkInstanceStatus instance :
                admin.sinks().getSinkStatus(unit.tenant(), unit.namespace(), unit.name()).instances) {
            for (var exception : instance.status.latestSinkExceptions) {
                Matcher refused = REFUSED.matcher(exception.getExceptionString());
                if (exception.getTimestampMs() >= sentAt
                        && refused.matches()
                        && (!canary || refused.group(1).equals("canary"))) {
                    return refused;
                }
            }
        }
        return null;
    }

    /**
     * Returns why a unit does not process the canary. Pulsar keeps few exceptions, so if many rows are refused, the
     * canary's may be gone.
     */
    private String whyStopped(Unit unit) throws PulsarAdminException {
        Matcher refused = unit.isSink() ? refused(unit, false) : null;
        return refused == null
                ? " and processes nothing else"
                : "; the table refuses rows, " + refused.group(2) + " (table " + refused.group(3) + ")";
    }

    /** Names the first unit that did not process the canary, and whether it is processing a backlog or has stopped. */
    private Outcome whatHolds(int seconds) throws PulsarClientException, PulsarAdminException {
        Map<String, Integer> expected = path.expected();
        for (Unit unit : path.units()) {
            if (expected.get(CanaryPath.topicOf(unit.input())) == 0) {
                continue;
            }
            boolean known = seen.containsKey(CanaryPath.topicOf(unit.input()));
            boolean done = known
                    ? hasAcknowledged(unit)
                    : unit.isSink() || !path.watched().contains(unit.output()) || seen.containsKey(unit.output());
            if (done) {
                continue;
            }
            Map<String, CursorPosition> before = cursors(unit);
            sleep();
            look();
            boolean moves = !before.equals(cursors(unit));
            if (known && hasAcknowledged(unit)) {
                continue;
            }
            return moves
                    ? new Outcome(
                            WAITING,
                            "the canary record waits at " + unit.name() + ", which is still processing a backlog")
                    : new Outcome(
                            STOPPED,
                            unit.name() + " did not process the canary record in " + seconds + " s" + whyStopped(unit));
        }
        return new Outcome(
                WAITING, "the canary record has not passed everything in " + seconds + " s, but nothing has stopped");
    }

    private Map<String, CursorPosition> cursors(Unit unit) throws PulsarAdminException {
        Set<String> partitions = new TreeSet<>();
        int wide = admin.topics().getPartitionedTopicMetadata(CanaryPath.topicOf(unit.input())).partitions;
        for (int i = 0; i < wide; i++) {
            partitions.add(CanaryPath.topicOf(unit.input()) + "-partition-" + i);
        }
        if (wide == 0) {
            partitions.add(unit.input());
        }
        Map<String, CursorPosition> cursors = new LinkedHashMap<>();
        for (String partition : partitions) {
            if (unit.reads(partition)) {
                cursors.put(partition, cursor(unit, partition));
            }
        }
        return cursors;
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(STILL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<String> names(List<Unit> units) {
        Set<String> names = new TreeSet<>();
        units.forEach(unit -> names.add(unit.name()));
        return names;
    }
}
