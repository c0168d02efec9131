package dev.sigilo.cli;

import dev.sigilo.records.Canary;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.RejectedRecordCodec;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** The rejects still stored on {@code intake/rejected}. */
final class Rejects {
    private static final String ID = "msg_[0-9a-z]+(_[0-9n]+){2,4}";

    /** Returns the id of a rejected message: its publish time and position in its topic. Rejects of one message share it. */
    static String id(RejectedRecord rejected) {
        return RejectedRecord.tokenOf(rejected.provenance());
    }

    /**
     * Checks that this is the id of a reject.
     *
     * @throws CliException if it is not; the message does not quote it, as it may be patient data
     */
    static void checkId(String id) {
        if (!id.matches(ID)) {
            throw new CliException("that is no id of a reject; it begins with msg_, as `sigilo rejects list` prints it");
        }
    }

    /** The newest rejects by publish time, whatever order the partitions of the topic give them in. */
    static final class Newest {
        private static final Comparator<RejectedRecord> BY_TIME =
                Comparator.<RejectedRecord>comparingLong(rejected -> rejected.provenance().publishedAt()).thenComparing(Rejects::id);

        private final PriorityQueue<RejectedRecord> kept = new PriorityQueue<>(BY_TIME);
        private final int limit;

        /** @param limit how many to keep, from 1 on */
        Newest(int limit) {
            this.limit = limit;
        }

        /** Keeps this one, and drops the oldest if that makes too many. */
        void add(RejectedRecord rejected) {
            kept.add(rejected);
            if (kept.size() > limit) {
                kept.remove();
            }
        }

        /** Returns those that were kept, oldest first. */
        List<RejectedRecord> oldestFirst() {
            return kept.stream().sorted(BY_TIME).toList();
        }
    }

    /** Passes every reject of a record to {@code look}, oldest first in each partition. Duplicates from redelivery are passed on too. */
    static void each(PulsarConnection pulsar, String topic, Consumer<RejectedRecord> look) {
        TopicScan.each(pulsar, topic, message -> {
            if (message.hasProperty(Canary.PROPERTY)) {
                return;
            }
            try {
                look.accept(RejectedRecordCodec.decode(message.getValue()));
            } catch (RecordFormatException e) {
                // Not one of Sigilo's messages, or from a newer version; skip it.
                return;
            }
        });
    }

    /**
     * Returns the rejects of one message, one for each stage that rejected it.
     *
     * @throws CliException if the topic has none with this id
     */
    static List<RejectedRecord> find(PulsarConnection pulsar, String topic, String id) {
        Map<String, RejectedRecord> byStage = new LinkedHashMap<>();
        each(pulsar, topic, rejected -> {
            if (id(rejected).equals(id)) {
                byStage.putIfAbsent(rejected.stage(), rejected);
            }
        });
        if (byStage.isEmpty()) {
            throw new CliException("there is no reject of this id; `sigilo rejects list` prints those that are there, for 30 days");
        }
        return List.copyOf(byStage.values());
    }

    private Rejects() {
    }
}
