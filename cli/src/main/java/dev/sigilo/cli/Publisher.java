package dev.sigilo.cli;

import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.SinkSpec;
import dev.sigilo.driver.Topology;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.RecordCodec;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.ClientBuilder;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Reader;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.SizeUnit;
import org.apache.pulsar.client.api.TypedMessageBuilder;

/**
 * Publishes records to the topology's entry topic and waits until the pipeline has told what became of them: those that
 * come out on the rejected topic are counted by reason, and when no function or sink has anything left to do, all others
 * are in the databases.
 */
final class Publisher implements AutoCloseable {
    /** More would not fit into the ten bits that a record's version has for the place in a batch. */
    private static final int MAX_BATCH_MESSAGES = 1000;
    private static final int MAX_BATCH_BYTES = 1024 * 1024;
    private static final int MAX_IN_FLIGHT = 5000;
    private static final long POLL_MILLIS = 100;

    /** What became of the published records. */
    static final class Outcome {
        private long lines;
        private long published;
        private long failed;
        private long firstFailedLine;
        private String firstFault;
        private long emptyLines;
        private long nanos;
        private long settleNanos;
        private String waitingAt;
        private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);

        long lines() {
            return lines;
        }

        long published() {
            return published;
        }

        /** How many lines the broker did not take. */
        long failed() {
            return failed;
        }

        /** The first line that the broker did not take and why. */
        String firstFailure() {
            return "line " + firstFailedLine + ": " + firstFault;
        }

        long emptyLines() {
            return emptyLines;
        }

        /** How long publishing took. */
        long nanos() {
            return nanos;
        }

        /** How long it took from the first record until the last one was in the databases. */
        long settleNanos() {
            return settleNanos;
        }

        /** Where messages still wait, or null where all were seen through. */
        String waitingAt() {
            return waitingAt;
        }

        /** How many were rejected, by reason. */
        Map<RejectReason, Long> rejected() {
            return rejected;
        }

        long rejectedInAll() {
            return rejected.values().stream().mapToLong(Long::longValue).sum();
        }

        long accepted() {
            return published - rejectedInAll();
        }
    }

    private record EntryId(String ledger, String entry) {
    }

    private final Topology topology;
    private final PulsarClient client;
    private final PulsarAdmin admin;
    private final Progress progress;
    private final MessageKey keys;
    private final Map<EntryId, BitSet> own = new HashMap<>();

    /**
     * @param admin who tells what waits, or null to publish without waiting for the outcome
     */
    Publisher(Topology topology, String pulsarUrl, String token, PulsarAdmin admin, Progress progress) {
        this.topology = topology;
        this.admin = admin;
        this.progress = progress;
        this.keys = new MessageKey(identityFields(topology));
        ClientBuilder builder = PulsarClient.builder().serviceUrl(pulsarUrl).operationTimeout(15, TimeUnit.SECONDS)
                .connectionTimeout(5, TimeUnit.SECONDS).memoryLimit(128, SizeUnit.MEGA_BYTES);
        if (token != null) {
            builder.authentication(AuthenticationFactory.token(token));
        }
        try {
            this.client = builder.build();
        } catch (PulsarClientException | IllegalArgumentException e) {
            throw new CliException(pulsarUrl + " is no address of a Pulsar broker; write pulsar://host:port");
        }
    }

    /** Publishes every record of the input and waits for their outcome, at most {@code patience} with nothing moving. */
    Outcome publish(Input.Opened input, long sizeBytes, Duration patience) {
        try {
            String topic = topology.entryTopics().get(0);
            Outcome outcome = new Outcome();
            long start = System.nanoTime();
            if (admin == null) {
                send(topic, input, sizeBytes, outcome, start);
                outcome.nanos = System.nanoTime() - start;
            } else {
                try (Reader<byte[]> rejects = client.newReader().topic(topology.topic("rejected"))
                        .startMessageId(MessageId.latest).receiverQueueSize(1000).create()) {
                    send(topic, input, sizeBytes, outcome, start);
                    outcome.nanos = System.nanoTime() - start;
                    await(rejects, outcome, patience);
                    outcome.settleNanos = System.nanoTime() - start;
                }
            }
            return outcome;
        } catch (PulsarClientException e) {
            throw fault(e);
        } catch (IOException e) {
            throw new CliException("the connection to Pulsar could not be closed (" + e.getClass().getSimpleName() + ")");
        } finally {
            progress.clear();
        }
    }

    private void send(String topic, Input.Opened input, long sizeBytes, Outcome outcome, long start)
            throws PulsarClientException {
        try (Producer<byte[]> producer = client.newProducer(Schema.BYTES).topic(topic)
                .enableBatching(true).batchingMaxMessages(MAX_BATCH_MESSAGES).batchingMaxBytes(MAX_BATCH_BYTES)
                .batchingMaxPublishDelay(5, TimeUnit.MILLISECONDS)
                .blockIfQueueFull(true).maxPendingMessages(MAX_IN_FLIGHT)
                .sendTimeout(60, TimeUnit.SECONDS).create()) {
            Phaser inFlight = new Phaser(1);
            for (RecordReader.Entry entry = input.next(); entry != null; entry = input.next()) {
                outcome.lines++;
                inFlight.register();
                long line = entry.line();
                send(producer, entry).whenComplete((id, fault) -> {
                    note(outcome, line, id, fault);
                    inFlight.arriveAndDeregister();
                });
                if (outcome.lines % 64 == 0) {
                    progress.draw("publishing " + Progress.bar(input.bytesRead(), sizeBytes) + outcome.lines + " records, "
                            + Progress.rate(outcome.lines, System.nanoTime() - start));
                }
                stopIfNothingIsTaken(outcome);
            }
            producer.flush();
            inFlight.arriveAndAwaitAdvance();
            outcome.emptyLines = input.emptyLines();
        }
    }

    private CompletableFuture<MessageId> send(Producer<byte[]> producer, RecordReader.Entry entry) {
        TypedMessageBuilder<byte[]> message = producer.newMessage().value(entry.message());
        String key = keys.of(entry.message());
        return (key == null ? message : message.key(key)).sendAsync();
    }

    private synchronized void note(Outcome outcome, long line, MessageId id, Throwable fault) {
        if (fault != null) {
            outcome.failed++;
            if (outcome.firstFault == null || line < outcome.firstFailedLine) {
                outcome.firstFailedLine = line;
                outcome.firstFault = advice(fault);
            }
            return;
        }
        outcome.published++;
        own.computeIfAbsent(entryOf(id.toString()), each -> new BitSet()).set(batchIndexOf(id.toString()));
    }

    private synchronized void stopIfNothingIsTaken(Outcome outcome) {
        if (outcome.published == 0 && outcome.failed >= MAX_IN_FLIGHT) {
            throw new CliException("Pulsar takes no message: " + outcome.firstFailure());
        }
    }

    // ---- the outcome

    private void await(Reader<byte[]> rejects, Outcome outcome, Duration patience) throws PulsarClientException {
        Set<String> seen = new HashSet<>();
        Map<String, Long> before = Map.of();
        long movedAt = System.nanoTime();
        int idle = 0;
        // Twice, because the stages are asked one after the other and a reject of a late one goes back to an early topic.
        while (idle < 2) {
            Map<String, Long> waiting = waiting();
            readRejects(rejects, outcome, seen);
            idle = waiting.isEmpty() ? idle + 1 : 0;
            if (!waiting.equals(before)) {
                movedAt = System.nanoTime();
                before = waiting;
            }
            if (idle == 0) {
                String where = String.join(", ", waiting.entrySet().stream().map(e -> e.getValue() + " at " + e.getKey()).toList());
                if (System.nanoTime() - movedAt > patience.toNanos()) {
                    outcome.waitingAt = where;
                    return;
                }
                progress.draw("published " + outcome.published + ", rejected " + outcome.rejectedInAll() + "; waiting: " + where);
                pause();
            }
        }
        readRejects(rejects, outcome, seen);
    }

    /** Who still has work, in the order of the flow, with how much; a subscription that is missing has all of it. */
    private Map<String, Long> waiting() {
        Map<String, Long> waiting = new LinkedHashMap<>();
        for (String topic : topology.topics()) {
            List<String> subscriptions = new ArrayList<>();
            topology.functions().stream().filter(f -> f.inputs().contains(topic)).map(FunctionSpec::subscription)
                    .forEach(subscriptions::add);
            topology.sinks().stream().filter(s -> s.inputs().contains(topic)).map(SinkSpec::subscription)
                    .forEach(subscriptions::add);
            Map<String, Long> backlogs = admin.backlogs(topic);
            for (String subscription : subscriptions) {
                Long backlog = backlogs.get(subscription);
                if (backlog == null) {
                    throw new CliException("the records are published, but topic " + topic + " has no subscription "
                            + subscription + "; deploy the functions and sinks, and they will take them");
                }
                if (backlog > 0) {
                    waiting.merge(subscription, backlog, Long::sum);
                }
            }
        }
        return waiting;
    }

    private void readRejects(Reader<byte[]> rejects, Outcome outcome, Set<String> seen) throws PulsarClientException {
        while (rejects.hasMessageAvailable()) {
            Message<byte[]> message = rejects.readNext(1, TimeUnit.SECONDS);
            if (message == null) {
                return;
            }
            try {
                RejectedRecord rejected = RecordCodec.decodeRejected(message.getValue());
                String id = rejected.provenance().messageId();
                // Several stages may refuse one message, and a stage may tell twice.
                if (isOwn(id) && seen.add(id)) {
                    outcome.rejected.merge(rejected.reason(), 1L, Long::sum);
                }
            } catch (RecordFormatException e) {
                // Not one of Sigilo's; whoever put it there, it is not about these records.
                continue;
            }
        }
    }

    private synchronized boolean isOwn(String messageId) {
        BitSet batch = own.get(entryOf(messageId));
        return batch != null && batch.get(batchIndexOf(messageId));
    }

    private static EntryId entryOf(String messageId) {
        String[] parts = messageId.split(":");
        return new EntryId(parts[0], parts.length > 1 ? parts[1] : "");
    }

    private static int batchIndexOf(String messageId) {
        String[] parts = messageId.split(":");
        return parts.length > 3 ? Integer.parseInt(parts[3]) + 1 : 0;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted while waiting; the records are published and will be processed");
        }
    }

    // ---- faults

    private static CliException fault(PulsarClientException e) {
        return new CliException("Pulsar cannot be used: " + advice(e));
    }

    /** The client's own messages may quote what was sent; its exception types say enough. */
    private static String advice(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null
                ? fault.getCause() : fault;
        if (cause instanceof PulsarClientException.InvalidMessageException) {
            return "the record is larger than the broker takes; send a smaller one or raise maxMessageSize";
        } else if (cause instanceof PulsarClientException.TimeoutException) {
            return "the broker did not answer in time; see `sigilo status`";
        } else if (cause instanceof PulsarClientException.AuthenticationException
                || cause instanceof PulsarClientException.AuthorizationException) {
            return "this credential may not do that; give one that may in " + Settings.Name.PULSAR_TOKEN.variable();
        } else if (cause instanceof PulsarClientException.ProducerBlockedQuotaExceededException
                || cause instanceof PulsarClientException.ProducerBlockedQuotaExceededError) {
            return "the topic's backlog quota is used up; let the functions catch up";
        } else if (cause instanceof PulsarClientException.TopicDoesNotExistException
                || cause instanceof PulsarClientException.NotFoundException) {
            return "the topic does not exist; deploy with pulsar-config/deploy.sh";
        }
        return "the broker cannot be reached or refused (" + cause.getClass().getSimpleName() + "); see `sigilo status`";
    }

    /** The fields that hold a record's id, by the policy that the functions are given. */
    private static Set<String> identityFields(Topology topology) {
        Policy policy = Policies.ofTopology(topology);
        Set<String> fields = new LinkedHashSet<>();
        for (String field : policy.identity()) {
            fields.add(field);
            policy.aliases().forEach((alias, name) -> {
                if (name.equals(field)) {
                    fields.add(alias);
                }
            });
        }
        return fields;
    }

    @Override
    public void close() {
        try {
            client.shutdown();
        } catch (PulsarClientException e) {
            // What it was for is done or was told to have failed.
            return;
        }
    }
}
