package dev.sigilo.mllp;

import java.util.EnumMap;
import java.util.Map;

/**
 * Numbers of replies. A reply counts when it was given to the connection; the sender may not have received it.
 *
 * @param accepted   the number of messages acknowledged with AA
 * @param refused    the number of refused messages by code
 * @param strayBytes the number of bytes outside of frames
 */
public record Replies(long accepted, Map<Refusal, Long> refused, long strayBytes) {

    /** No replies. */
    public static final Replies NONE = new Replies(0, Map.of(), 0);

    public Replies {
        refused = Map.copyOf(refused);
    }

    /** Returns the sum of these numbers and others. */
    public Replies plus(Replies others) {
        Map<Refusal, Long> sum = new EnumMap<>(Refusal.class);
        sum.putAll(refused);
        others.refused.forEach((refusal, count) -> sum.merge(refusal, count, Long::sum));
        return new Replies(accepted + others.accepted, sum, strayBytes + others.strayBytes);
    }

    /** Returns the number of refused messages. */
    public long refusedInAll() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }
}
