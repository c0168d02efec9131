package dev.sigilo.detection.sequence;

/** Sets of labels, two longs each, side by side in one array. */
public final class LabelSet {

    /** Bits of labels that open or stay in a span, by position, repeated for every type. Label 1 is bit 1. */
    private static final long[] STAYS_OPEN = new long[2];

    private static final long[] CONTINUES = new long[2];

    static {
        for (int label = 1; label < 128; label++) {
            if (Labels.staysOpen(label)) {
                STAYS_OPEN[label >> 6] |= 1L << label;
            }
            if (Labels.continues(label)) {
                CONTINUES[label >> 6] |= 1L << label;
            }
        }
    }

    private LabelSet() {}

    /** Adds a label to the set at this index. */
    public static void add(long[] sets, int index, int label) {
        sets[2 * index + (label >> 6)] |= 1L << label;
    }

    /** Returns whether the set at this index contains only {@link Labels#OUTSIDE}. */
    public static boolean isOutsideOnly(long[] sets, int index) {
        return sets[2 * index] == 1L && sets[2 * index + 1] == 0L;
    }

    /**
     * Removes from every set the labels that cannot be on any path, because a span would have no beginning or no end.
     * Every set must contain {@link Labels#OUTSIDE}.
     */
    public static void prune(long[] sets, int count) {
        long openLow = 0;
        long openHigh = 0;
        for (int i = 0; i < count; i++) {
            sets[2 * i] &= ~CONTINUES[0] | reachable(openLow);
            sets[2 * i + 1] &= ~CONTINUES[1] | reachable(openHigh);
            openLow = sets[2 * i] & STAYS_OPEN[0];
            openHigh = sets[2 * i + 1] & STAYS_OPEN[1];
        }
        long nextLow = 0;
        long nextHigh = 0;
        for (int i = count - 1; i >= 0; i--) {
            sets[2 * i] &= ~STAYS_OPEN[0] | needed(nextLow);
            sets[2 * i + 1] &= ~STAYS_OPEN[1] | needed(nextHigh);
            nextLow = sets[2 * i] & CONTINUES[0];
            nextHigh = sets[2 * i + 1] & CONTINUES[1];
        }
    }

    // Labels of one type: begin is bit 4t+1, inside 4t+2, end 4t+3, single 4t+4; 64 is a multiple of 4, so begin,
    // inside and end of a type are always in one long.

    /** Returns the labels that can follow an open span: the inside and end of a type after its begin or inside. */
    private static long reachable(long open) {
        long begin = open & 0x2222222222222222L;
        long inside = open & 0x4444444444444444L;
        return begin << 1 | begin << 2 | inside | inside << 1;
    }

    /** Returns the labels that can precede: the begin and inside of a type before its possible inside or end. */
    private static long needed(long next) {
        long inside = next & 0x4444444444444444L;
        long end = next & 0x8888888888888888L;
        return inside >>> 1 | inside | end >>> 2 | end >>> 1;
    }
}
