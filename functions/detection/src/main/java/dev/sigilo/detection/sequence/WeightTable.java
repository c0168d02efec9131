package dev.sigilo.detection.sequence;

import dev.sigilo.detection.words.Hashes;

/**
 * The weights of a {@link SequenceModel} in the form that the search needs: whole steps, and the four labels of one
 * type (begin, inside, end, single) as the 16-bit lanes of one long, so that four weights are added at once. Lane 3 of
 * block 0 is {@link Labels#OUTSIDE}; the labels of type {@code t} are the lanes of block {@code t + 1}.
 *
 * <p>In most cases a feature is found with one memory access. One or two weights are stored beside the feature's key;
 * more of them are stored as whole blocks in a list; a feature with weights for many types has a row with a block for
 * each. The lanes of a block are summed as one number: a negative lane borrows from the lane above it, which {@link
 * #lanes} corrects.
 *
 * <p>Immutable and thread-safe.
 */
final class WeightTable {

    /** Larger than any block number. */
    static final int MAX_BLOCKS = 32;

    static final int LANES = 4;
    /** Added to a block, it makes each lane a non-negative number. */
    private static final long BIAS = 0x8000_8000_8000_8000L;

    private static final int LANE_BITS = 16;
    /** A lane can hold the sum of this many steps for the maximum number of features of a word. */
    private static final int MAX_STEPS = Short.MAX_VALUE / WordFeatures.MAX_FEATURES;

    /** How a feature's weights are stored: the two low bits of its value. 0 means that there is no feature. */
    static final int KIND = 3;

    static final int INLINE = 1;
    static final int LIST = 2;
    static final int ROW = 3;
    static final int KIND_BITS = 2;

    private static final int INLINE_BITS = 15;
    private static final int INLINE_WEIGHT_BITS = 8;
    private static final int ROW_FROM_BLOCKS = 6;

    /** The mask of the blocks that follow, then the blocks; one feature after the other. */
    final long[] lists;
    /** Rows of {@link #blockCount} blocks. */
    final long[] rows;

    final int blockCount;
    /** The feature in the high half, its value in the low one. */
    private final long[] slots;

    private final int mask;

    /**
     * @param keys the features
     * @param firstWeight the weights of feature {@code keys[p]} are those from {@code firstWeight[p]} to
     *     {@code firstWeight[p + 1]}
     * @param steps the weights, in whole steps
     */
    WeightTable(int[] keys, int[] firstWeight, byte[] weightLabel, int[] steps, int labelCount) {
        blockCount = laneOf(labelCount - 1) / LANES + 1;
        // At least a quarter of the slots stays free.
        mask = Integer.highestOneBit(Math.max(8, keys.length + keys.length / 3)) * 2 - 1;
        checkSize(steps);
        slots = new long[mask + 1];
        LongList listed = new LongList();
        LongList inRows = new LongList();
        long[] blocks = new long[MAX_BLOCKS];
        int[] values = new int[keys.length];
        for (int place = 0; place < keys.length; place++) {
            int first = firstWeight[place];
            int end = firstWeight[place + 1];
            if (end - first <= 2 && fitInline(steps, first, end)) {
                values[place] =
                        hasWeight(steps, first, end) ? inline(weightLabel, steps, first, end) << KIND_BITS | INLINE : 0;
                continue;
            }
            int used = fill(blocks, weightLabel, steps, first, end);
            if (used != 0) {
                boolean list = Integer.bitCount(used) < ROW_FROM_BLOCKS;
                values[place] = (list ? addList(listed, blocks, used) : addRow(inRows, blocks)) << KIND_BITS
                        | (list ? LIST : ROW);
            }
        }
        lists = listed.toArray();
        rows = inRows.toArray();
        // Features with the most weights are the common ones. They get the slots that are searched first.
        for (int kind = ROW; kind >= INLINE; kind--) {
            for (int place = 0; place < keys.length; place++) {
                if ((values[place] & KIND) == kind) {
                    put(keys[place], values[place]);
                }
            }
        }
    }

    private static void checkSize(int[] steps) {
        for (int step : steps) {
            if (Math.abs(step) > MAX_STEPS) {
                throw new IllegalArgumentException("the detection model has a weight of " + step + " steps, at most "
                        + MAX_STEPS + " can be added up: train it with more decay");
            }
        }
    }

    /** Returns the lane and block of a label: {@code block * LANES + lane}. */
    static int laneOf(int label) {
        return label + LANES - 1;
    }

    /** Sums the weights of a feature by block; returns the blocks that have any weights, as bits. */
    private static int fill(long[] blocks, byte[] weightLabel, int[] steps, int first, int end) {
        java.util.Arrays.fill(blocks, 0);
        int used = 0;
        for (int w = first; w < end; w++) {
            if (steps[w] != 0) {
                add(blocks, laneOf(weightLabel[w]), steps[w]);
                used |= 1 << laneOf(weightLabel[w]) / LANES;
            }
        }
        return used;
    }

    private static boolean fitInline(int[] steps, int first, int end) {
        for (int w = first; w < end; w++) {
            if (steps[w] != (byte) steps[w]) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasWeight(int[] steps, int first, int end) {
        for (int w = first; w < end; w++) {
            if (steps[w] != 0) {
                return true;
            }
        }
        return false;
    }

    private static int inline(byte[] weightLabel, int[] steps, int first, int end) {
        int value = 0;
        for (int w = first; w < end; w++) {
            value = value << INLINE_BITS | laneOf(weightLabel[w]) << INLINE_WEIGHT_BITS | steps[w] & 0xFF;
        }
        return value;
    }

    private static int addList(LongList lists, long[] blocks, int used) {
        int at = lists.add(used & 0xFFFFFFFFL);
        for (int rest = used; rest != 0; rest &= rest - 1) {
            lists.add(blocks[Integer.numberOfTrailingZeros(rest)]);
        }
        return at;
    }

    private int addRow(LongList rows, long[] blocks) {
        int at = rows.size;
        for (int block = 0; block < blockCount; block++) {
            rows.add(blocks[block]);
        }
        return at;
    }

    private void put(int key, int value) {
        int slot = Hashes.slot(key, mask);
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        slots[slot] = (long) key << 32 | value & 0xFFFFFFFFL;
    }

    /**
     * Returns the value of a feature: its kind in the low bits, and above it the weights or their position; 0 if it has
     * none.
     */
    int value(int key) {
        int slot = Hashes.slot(key, mask);
        while (true) {
            long found = slots[slot];
            if ((int) (found >>> 32) == key || found == 0) {
                return (int) found;
            }
            slot = slot + 1 & mask;
        }
    }

    /** Adds the one or two weights of an {@link #INLINE} value. */
    static void addInline(long[] blocks, int value) {
        int weights = value >>> KIND_BITS;
        add(blocks, weights >>> INLINE_WEIGHT_BITS & 0x7F, (byte) weights);
        int other = weights >>> INLINE_BITS;
        add(blocks, other >>> INLINE_WEIGHT_BITS & 0x7F, (byte) other);
    }

    /** Adds the blocks of a {@link #LIST} value. */
    void addList(long[] blocks, int value) {
        int at = value >>> KIND_BITS;
        for (int rest = (int) lists[at]; rest != 0; rest &= rest - 1) {
            blocks[Integer.numberOfTrailingZeros(rest)] += lists[++at];
        }
    }

    private static void add(long[] blocks, int lane, int steps) {
        blocks[lane / LANES] += (long) steps << LANE_BITS * (lane % LANES);
    }

    /** Splits a sum of blocks into its four lanes. */
    static void lanes(long sum, int[] scores, int block) {
        long biased = sum + BIAS;
        int at = block * LANES;
        scores[at] = (int) (biased & 0xFFFF) - 0x8000;
        scores[at + 1] = (int) (biased >>> LANE_BITS & 0xFFFF) - 0x8000;
        scores[at + 2] = (int) (biased >>> 2 * LANE_BITS & 0xFFFF) - 0x8000;
        scores[at + 3] = (int) (biased >>> 3 * LANE_BITS) - 0x8000;
    }

    /** An array that grows. */
    private static final class LongList {
        private long[] values = new long[1 << 12];
        private int size;

        int add(long value) {
            if (size == values.length) {
                values = java.util.Arrays.copyOf(values, 2 * size);
            }
            values[size] = value;
            return size++;
        }

        long[] toArray() {
            return java.util.Arrays.copyOf(values, size);
        }
    }
}
