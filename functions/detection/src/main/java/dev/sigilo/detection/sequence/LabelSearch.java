package dev.sigilo.detection.sequence;

import java.util.Arrays;

/**
 * Finds the best labelling of the words of one text with a Viterbi search that drops hopeless labels and states. Scores
 * are whole steps, so that the order in which they are added does not matter. For one text and one thread.
 */
final class LabelSearch {

    static final int STEPS_PER_UNIT = 64;
    /** In all texts seen so far, a state this far behind the best one has never been on the best path. */
    private static final int BEAM = 10 * STEPS_PER_UNIT;
    /** A label whose score for the word itself is this far behind the best one is not tried. */
    private static final int HOPELESS = 12 * STEPS_PER_UNIT;

    private static final int FIRST_STATES = 64;
    /** The score of a label that cannot follow. No sum of scores comes near it. */
    private static final int FORBIDDEN = Integer.MIN_VALUE / 4;

    private final WordFeatures features;
    private final WeightTable weights;
    /** Score of label {@code b} after label {@code a} at {@code b * labelCount + a}. */
    private final int[] transition;

    private final int labelCount;

    private final int[] found = new int[WordFeatures.MAX_FEATURES];
    private final int[] inline = new int[WordFeatures.MAX_FEATURES];
    private final int[] lists = new int[WordFeatures.MAX_FEATURES];
    private final int[] rows = new int[WordFeatures.MAX_FEATURES];
    private final long[] sums = new long[WeightTable.MAX_BLOCKS];
    /** Indexed by {@linkplain WeightTable#laneOf lane}; valid for the possible labels of the word. */
    private final int[] scores = new int[WeightTable.MAX_BLOCKS * WeightTable.LANES];

    /** The states before the word that are still considered: their label and the score of their best path. */
    private final byte[] before;

    private final int[] beforeScores;
    private int beforeCount;
    /** All states of all words, one after the other, and the state before each on its best path. */
    private byte[] states = new byte[FIRST_STATES];

    private int[] back = new int[FIRST_STATES];
    private int[] stateScores = new int[FIRST_STATES];
    private int stateCount;

    /**
     * @param transition as {@link #allowed} gives it
     */
    LabelSearch(WordFeatures features, WeightTable weights, int[] transition, int labelCount) {
        this.features = features;
        this.weights = weights;
        this.transition = transition;
        this.labelCount = labelCount;
        this.before = new byte[labelCount];
        this.beforeScores = new int[labelCount];
    }

    /**
     * Returns the scores of label pairs in the order of the search, with those that cannot follow each other forbidden.
     *
     * @param steps score of label {@code b} after label {@code a} at {@code a * labelCount + b}
     */
    static int[] allowed(int[] steps, int labelCount) {
        int[] allowed = new int[steps.length];
        for (int a = 0; a < labelCount; a++) {
            for (int b = 0; b < labelCount; b++) {
                allowed[b * labelCount + a] = Labels.mayFollow(a, b) ? steps[a * labelCount + b] : FORBIDDEN;
            }
        }
        return allowed;
    }

    /**
     * Labels the words from {@code from} to {@code to}; the words around them are outside. The label outside is never
     * dropped, so that a path always remains.
     */
    byte[] best(long[] possible, int from, int to) {
        before[0] = Labels.OUTSIDE;
        beforeScores[0] = 0;
        beforeCount = 1;
        stateCount = 0;
        int firstBefore = -1;
        for (int i = from; i < to; i++) {
            score(i, possible[2 * i], possible[2 * i + 1]);
            int first = stateCount;
            int leader = extend(possible, i, firstBefore);
            keep(first, leader);
            firstBefore = first;
        }
        int last = -1;
        int bestScore = Integer.MIN_VALUE;
        for (int a = 0; a < beforeCount; a++) {
            int total = beforeScores[a] + transition[Labels.OUTSIDE * labelCount + before[a]];
            if (total > bestScore && total > FORBIDDEN / 2) {
                bestScore = total;
                last = firstBefore + a;
            }
        }
        byte[] path = new byte[to - from];
        for (int i = path.length - 1; i >= 0; i--) {
            path[i] = states[last];
            last = back[last];
        }
        return path;
    }

    /** Adds up the weights of the word's features, for the types that have a possible label. */
    private void score(int word, long possibleLow, long possibleHigh) {
        int inlineCount = 0;
        int listCount = 0;
        int rowCount = 0;
        int count = features.of(word, found);
        // First all memory accesses, so that they do not wait for each other.
        for (int k = 0; k < count; k++) {
            int value = weights.value(found[k]);
            int kind = value & WeightTable.KIND;
            inline[inlineCount] = value;
            lists[listCount] = value;
            rows[rowCount] = value >>> WeightTable.KIND_BITS;
            inlineCount += kind == WeightTable.INLINE ? 1 : 0;
            listCount += kind == WeightTable.LIST ? 1 : 0;
            rowCount += kind == WeightTable.ROW ? 1 : 0;
        }
        Arrays.fill(sums, 0);
        for (int k = 0; k < inlineCount; k++) {
            WeightTable.addInline(sums, inline[k]);
        }
        for (int k = 0; k < listCount; k++) {
            weights.addList(sums, lists[k]);
        }
        scoreBlocks(possibleLow << WeightTable.LANES - 1, 0, rowCount);
        scoreBlocks(
                possibleHigh << WeightTable.LANES - 1 | possibleLow >>> Long.SIZE - WeightTable.LANES + 1,
                WeightTable.MAX_BLOCKS / 2,
                rowCount);
    }

    /** Completes the sums of the blocks from {@code firstBlock} on that have a lane in {@code lanes}. */
    private void scoreBlocks(long lanes, int firstBlock, int rowCount) {
        long[] allRows = weights.rows;
        long rest = lanes;
        while (rest != 0) {
            int block = Long.numberOfTrailingZeros(rest) / WeightTable.LANES;
            rest &= ~(0xFL << block * WeightTable.LANES);
            long sum = sums[firstBlock + block];
            for (int k = 0; k < rowCount; k++) {
                sum += allRows[rows[k] + firstBlock + block];
            }
            WeightTable.lanes(sum, scores, firstBlock + block);
        }
    }

    /** Adds a state for every possible label of the word that is not hopeless; returns the best score. */
    private int extend(long[] possible, int word, int firstBefore) {
        int highest = scores[WeightTable.laneOf(Labels.OUTSIDE)];
        for (int half = 0; half < 2; half++) {
            for (long rest = possible[2 * word + half]; rest != 0; rest &= rest - 1) {
                int label = Long.SIZE * half + Long.numberOfTrailingZeros(rest);
                highest = Math.max(highest, scores[WeightTable.laneOf(label)]);
            }
        }
        int leader = Integer.MIN_VALUE;
        for (int half = 0; half < 2; half++) {
            for (long rest = possible[2 * word + half]; rest != 0; rest &= rest - 1) {
                int label = Long.SIZE * half + Long.numberOfTrailingZeros(rest);
                int score = scores[WeightTable.laneOf(label)];
                if (score < highest - HOPELESS && label != Labels.OUTSIDE) {
                    continue;
                }
                int bestScore = FORBIDDEN / 2;
                int bestBefore = -1;
                for (int a = 0; a < beforeCount; a++) {
                    int candidate = beforeScores[a] + transition[label * labelCount + before[a]];
                    if (candidate > bestScore) {
                        bestScore = candidate;
                        bestBefore = a;
                    }
                }
                if (bestBefore >= 0) {
                    addState(label, bestScore + score, firstBefore + bestBefore);
                    leader = Math.max(leader, bestScore + score);
                }
            }
        }
        return leader;
    }

    private void addState(int label, int total, int previous) {
        if (stateCount + 1 >= states.length) {
            states = Arrays.copyOf(states, 2 * states.length);
            back = Arrays.copyOf(back, states.length);
            stateScores = Arrays.copyOf(stateScores, states.length);
        }
        states[stateCount] = (byte) label;
        back[stateCount] = previous;
        stateScores[stateCount] = total;
        stateCount++;
    }

    /** Keeps the states from {@code first} on that may still win. Only the distance to the leader counts. */
    private void keep(int first, int leader) {
        int kept = first;
        for (int state = first; state < stateCount; state++) {
            if (stateScores[state] > leader - BEAM || states[state] == Labels.OUTSIDE) {
                states[kept] = states[state];
                back[kept] = back[state];
                before[kept - first] = states[state];
                beforeScores[kept - first] = stateScores[state] - leader;
                kept++;
            }
        }
        stateCount = kept;
        beforeCount = kept - first;
    }
}
