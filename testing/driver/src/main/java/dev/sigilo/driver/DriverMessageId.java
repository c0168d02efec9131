package dev.sigilo.driver;

import java.nio.charset.StandardCharsets;
import org.apache.pulsar.client.api.MessageId;

/**
 * A position in a topic, in the format of Pulsar's own client: {@code ledger:entry:partition}, with {@code :batchIndex}
 * in a batch.
 */
record DriverMessageId(long ledgerId, long entryId, int batchIndex) implements MessageId {
    private static final long serialVersionUID = 1L;

    @Override
    public byte[] toByteArray() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int compareTo(MessageId other) {
        DriverMessageId that = (DriverMessageId) other;
        int byLedger = Long.compare(ledgerId, that.ledgerId);
        int byEntry = Long.compare(entryId, that.entryId);
        return byLedger != 0 ? byLedger : byEntry != 0 ? byEntry : Integer.compare(batchIndex, that.batchIndex);
    }

    @Override
    public String toString() {
        return ledgerId + ":" + entryId + ":-1" + (batchIndex < 0 ? "" : ":" + batchIndex);
    }
}
