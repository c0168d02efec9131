package dev.sigilo.vault.domain;

import dev.sigilo.records.RejectedRecord;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The ids and the order of rejected messages. */
public final class Rejects {
    private static final String ID = "msg_[0-9a-z]+(_[0-9n]+){2,4}(_p[0-9]+)?";

    /**
     * Returns the id of a rejected message: its publish time and position in its topic. Rejects of one message share
     * it.
     */
    public static String id(RejectedRecord rejected) {
        return RejectedRecord.tokenOf(rejected.provenance());
    }

    /**
     * Checks that this is the id of a reject.
     *
     * @throws OperatorException if it is not; the message does not quote it, as it may be patient data
     */
    public static void checkId(String id) {
        if (!id.matches(ID)) {
            throw new OperatorException(
                    "the id of the reject is not valid; it starts with msg_, as `sigilo rejects list` prints it");
        }
    }

    /** The newest rejects by publish time, regardless of the order in which the topic's partitions deliver them. */
    public static final class Newest {
        private static final Comparator<RejectedRecord> BY_TIME = Comparator.<RejectedRecord>comparingLong(
                        rejected -> rejected.provenance().publishedAt())
                .thenComparing(Rejects::id);

        private final PriorityQueue<RejectedRecord> kept = new PriorityQueue<>(BY_TIME);
        private final int limit;

        /** @param limit how many to keep, from 1 on */
        public Newest(int limit) {
            this.limit = limit;
        }

        /** Keeps this one, and drops the oldest if that makes too many. */
        public void add(RejectedRecord rejected) {
            kept.add(rejected);
            if (kept.size() > limit) {
                kept.remove();
            }
        }

        /** Returns those that were kept, oldest first. */
        public List<RejectedRecord> oldestFirst() {
            return kept.stream().sorted(BY_TIME).toList();
        }
    }

    private Rejects() {}
}
