package dev.sigilo.cli;

import dev.sigilo.driver.Topology;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.RejectedRecordCodec;
import dev.sigilo.runtime.OutputMessage;
import dev.sigilo.vault.infrastructure.pulsar.PulsarConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.HashingScheme;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Reader;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.TypedMessageBuilder;

/** Publishes records to the entry topics of their formats and waits for their outcome. Records on the rejected topic are counted
 * by reason. When every backlog is empty, all others are in the databases.
 */
final class Publisher {
    /** The limit of the ten bits for the index in a batch in a record's version. */
    private static final int MAX_BATCH_MESSAGES = 1000;

    private static final int MAX_BATCH_BYTES = 1024 * 1024;
    private static final int MAX_IN_FLIGHT = 5000;

    /** The outcome of the published records. */
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
        private final Map<RejectReason, Map<String, Long>> rejectedFields = new EnumMap<>(RejectReason.class);

        long lines() {
            return lines;
        }

        long published() {
            return published;
        }

        /** Returns how many lines the broker refused. */
        long failed() {
            return failed;
        }

        /** Returns the first line that the broker refused, and the reason. */
        String firstFailure() {
            return "line " + firstFailedLine + ": " + firstFault;
        }

        long emptyLines() {
            return emptyLines;
        }

        /** Returns how long publishing took. */
        long nanos() {
            return nanos;
        }

        /** Returns the time from the first record until the last one was in the databases. */
        long settleNanos() {
            return settleNanos;
        }

        /** Returns where messages still wait, or null if all were processed. */
        String waitingAt() {
            return waitingAt;
        }

        /** Returns how many were rejected, by reason. */
        Map<RejectReason, Long> rejected() {
            return rejected;
        }

        /** Returns how many were rejected for a reason, by the field that caused it; empty if no field did. */
        Map<String, Long> rejectedFields(RejectReason reason) {
            return rejectedFields.getOrDefault(reason, Map.of());
        }

        long rejectedInAll() {
            return rejected.values().stream().mapToLong(Long::longValue).sum();
        }

        long accepted() {
            return published - rejectedInAll();
        }
    }

    private record EntryId(String ledger, String entry) {}

    private final Topology topology;
    private final PulsarConnection pulsar;
    private final Backlogs backlogs;
    private final Progress progress;
    private final MessageKey keys;
    private boolean tellsLines;
    private final Map<EntryId, BitSet> own = new HashMap<>();

    /** @param backlogs the backlogs to wait for, or null to publish without waiting for the outcome */
    Publisher(Topology topology, PulsarConnection pulsar, Backlogs backlogs, Progress progress) {
        this.topology = topology;
        this.pulsar = pulsar;
        this.backlogs = backlogs;
        this.progress = progress;
        this.keys = new MessageKey(identityFields(topology));
    }

    /** Attaches the line number in the file to each message, so that a reject can report it. */
    Publisher tellingLines() {
        tellsLines = true;
        return this;
    }

    /** Publishes every record of the source and waits for their outcome, at most {@code patience} without progress.
     *
     * @param size the value of {@link RecordSource#done()} at the end, or -1 if it is unknown
     */
    Outcome publish(RecordSource source, long size, Duration patience) {
        try {
            Outcome outcome = new Outcome();
            long start = System.nanoTime();
            if (backlogs == null) {
                send(source, size, outcome, start);
                outcome.nanos = System.nanoTime() - start;
            } else {
                try (Reader<byte[]> rejects = pulsar.client()
                        .newReader()
                        .topic(topology.topic("rejected"))
                        .startMessageId(MessageId.latest)
                        .receiverQueueSize(1000)
                        .create()) {
                    send(source, size, outcome, start);
                    outcome.nanos = System.nanoTime() - start;
                    await(rejects, outcome, patience);
                    outcome.settleNanos = System.nanoTime() - start;
                }
            }
            return outcome;
        } catch (PulsarClientException e) {
            throw PulsarConnection.fault(e);
        } catch (IOException e) {
            throw new CliException("the connection to Pulsar could not be closed ("
                    + e.getClass().getSimpleName() + ")");
        } finally {
            progress.clear();
        }
    }

    private void send(RecordSource source, long size, Outcome outcome, long start) throws PulsarClientException {
        try (Producers producers = new Producers()) {
            Phaser inFlight = new Phaser(1);
            for (RecordReader.Entry entry = source.next(); entry != null; entry = source.next()) {
                outcome.lines++;
                inFlight.register();
                long line = entry.line();
                var unused = send(producers.of(entry.format()), entry).whenComplete((id, fault) -> {
                    note(outcome, line, id, fault);
                    inFlight.arriveAndDeregister();
                });
                if (outcome.lines % 64 == 0) {
                    progress.draw("publishing " + Progress.bar(source.done(), size) + outcome.lines + " records, "
                            + Progress.rate(outcome.lines, System.nanoTime() - start));
                }
                stopIfNothingIsTaken(outcome);
            }
            // A refused record makes this fail too; note() has counted it.
            producers.flush();
            inFlight.arriveAndAwaitAdvance();
            outcome.emptyLines = source.emptyLines();
        }
    }

    /** Sends a message with its {@link MessageKey}. FHIR and DICOM messages have none, so their order is not kept. */
    private CompletableFuture<MessageId> send(Producer<byte[]> producer, RecordReader.Entry entry) {
        TypedMessageBuilder<byte[]> message = producer.newMessage().value(entry.message());
        if (tellsLines) {
            message.property(OutputMessage.LINE_PROPERTY, Long.toString(entry.line()));
        }
        String key = keys.of(entry.format(), entry.message());
        return (key == null ? message : message.key(key)).sendAsync();
    }

    private synchronized void note(Outcome outcome, long line, MessageId id, Throwable fault) {
        if (fault != null) {
            outcome.failed++;
            if (outcome.firstFault == null || line < outcome.firstFailedLine) {
                outcome.firstFailedLine = line;
                outcome.firstFault = PulsarConnection.advice(fault);
            }
            return;
        }
        outcome.published++;
        own.computeIfAbsent(entryOf(id.toString()), each -> new BitSet()).set(batchIndexOf(id.toString()));
    }

    private synchronized void stopIfNothingIsTaken(Outcome outcome) {
        if (outcome.published == 0 && outcome.failed >= MAX_IN_FLIGHT) {
            throw new CliException("Pulsar accepts no message: " + outcome.firstFailure());
        }
    }

    // ---- the outcome

    private void await(Reader<byte[]> rejects, Outcome outcome, Duration patience) {
        Set<String> seen = new HashSet<>();
        outcome.waitingAt = backlogs.await(patience, waiting -> {
            readRejects(rejects, outcome, seen);
            progress.draw("published " + outcome.published + ", rejected " + outcome.rejectedInAll() + "; waiting: "
                    + waiting);
        });
        readRejects(rejects, outcome, seen);
    }

    private void readRejects(Reader<byte[]> rejects, Outcome outcome, Set<String> seen) {
        try {
            while (rejects.hasMessageAvailable()) {
                Message<byte[]> message = rejects.readNext(1, TimeUnit.SECONDS);
                if (message == null) {
                    return;
                }
                count(message, outcome, seen);
            }
        } catch (PulsarClientException e) {
            throw PulsarConnection.fault(e);
        }
    }

    private void count(Message<byte[]> message, Outcome outcome, Set<String> seen) {
        try {
            RejectedRecord rejected = RejectedRecordCodec.decode(message.getValue());
            String id = rejected.provenance().messageId();
            // Several stages may reject one message, a stage may report it twice, and several parts of it may be
            // rejected.
            if (isOwn(id) && seen.add(wholeOf(id))) {
                outcome.rejected.merge(rejected.reason(), 1L, Long::sum);
                if (rejected.field() != null) {
                    outcome.rejectedFields
                            .computeIfAbsent(rejected.reason(), each -> new TreeMap<>())
                            .merge(rejected.field(), 1L, Long::sum);
                }
            }
        } catch (RecordFormatException e) {
            // Not written by Sigilo, so it does not concern these records.
            return;
        }
    }

    /** Returns whether this publisher published the message with this id. */
    synchronized boolean isOwn(String messageId) {
        BitSet batch = own.get(entryOf(messageId));
        return batch != null && batch.get(batchIndexOf(messageId));
    }

    private static EntryId entryOf(String messageId) {
        String[] parts = messageId.split(":");
        return new EntryId(parts[0], parts.length > 1 ? parts[1] : "");
    }

    /** Returns the id of the message that a part of a message came from. */
    static String wholeOf(String messageId) {
        int part = messageId.indexOf(":p");
        return part < 0 ? messageId : messageId.substring(0, part);
    }

    private static int batchIndexOf(String messageId) {
        String[] parts = messageId.split(":");
        // A part of a message has its number at the end, as p2.
        return parts.length > 3 && !parts[3].startsWith("p") ? Integer.parseInt(parts[3]) + 1 : 0;
    }

    /** The producer of each format's topic. */
    private final class Producers implements AutoCloseable {
        private final Map<String, Producer<byte[]>> byFormat = new HashMap<>();

        Producer<byte[]> of(String format) throws PulsarClientException {
            Producer<byte[]> producer = byFormat.get(format);
            if (producer == null) {
                producer = pulsar.client()
                        .newProducer(Schema.BYTES)
                        .topic(topology.entryTopic(format))
                        // The function runtime's hash. The client's default distributes names that count up unevenly.
                        .hashingScheme(HashingScheme.Murmur3_32Hash)
                        .enableBatching(true)
                        .batchingMaxMessages(MAX_BATCH_MESSAGES)
                        .batchingMaxBytes(MAX_BATCH_BYTES)
                        .batchingMaxPublishDelay(5, TimeUnit.MILLISECONDS)
                        .blockIfQueueFull(true)
                        .maxPendingMessages(MAX_IN_FLIGHT)
                        .sendTimeout(60, TimeUnit.SECONDS)
                        .create();
                byFormat.put(format, producer);
            }
            return producer;
        }

        /** Waits until everything is stored or refused. */
        void flush() {
            byFormat.values()
                    .forEach(producer ->
                            producer.flushAsync().exceptionally(fault -> null).join());
        }

        @Override
        public void close() throws PulsarClientException {
            for (Producer<byte[]> producer : byFormat.values()) {
                producer.close();
            }
        }
    }

    /** Returns the fields that hold a record's id, by the functions' policy. */
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
}
