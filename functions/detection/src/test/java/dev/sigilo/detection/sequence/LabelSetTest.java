package dev.sigilo.detection.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSetTest {

    private static final int LABELS = 1 + 4 * Labels.MAX_TYPES;

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void keepsExactlyTheLabelsThatAreOnSomePath(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            int length = 1 + random.nextInt(8);
            long[] sets = new long[2 * length];
            for (int i = 0; i < length; i++) {
                LabelSet.add(sets, i, Labels.OUTSIDE);
                for (int k = 0; k < 20; k++) {
                    LabelSet.add(sets, i, random.nextInt(LABELS));
                }
            }
            boolean[][] onPath = onPath(sets, length);

            LabelSet.prune(sets, length);

            for (int i = 0; i < length; i++) {
                for (int label = 0; label < LABELS; label++) {
                    assertThat(has(sets, i, label))
                            .as("word %d, label %d", i, label)
                            .isEqualTo(onPath[i][label]);
                }
            }
        }
    }

    private static boolean has(long[] sets, int i, int label) {
        return (sets[2 * i + (label >> 6)] >>> label & 1) != 0;
    }

    /** Forward and backward reachability, label by label. */
    private static boolean[][] onPath(long[] sets, int length) {
        boolean[][] forward = new boolean[length][LABELS];
        boolean[][] backward = new boolean[length][LABELS];
        for (int i = 0; i < length; i++) {
            for (int label = 0; label < LABELS; label++) {
                boolean reached = i == 0 && Labels.mayFollow(Labels.OUTSIDE, label);
                for (int before = 0; i > 0 && before < LABELS; before++) {
                    reached |= forward[i - 1][before] && Labels.mayFollow(before, label);
                }
                forward[i][label] = reached && has(sets, i, label);
            }
        }
        for (int i = length - 1; i >= 0; i--) {
            for (int label = 0; label < LABELS; label++) {
                boolean reaches = i == length - 1 && Labels.mayFollow(label, Labels.OUTSIDE);
                for (int after = 0; i < length - 1 && after < LABELS; after++) {
                    reaches |= backward[i + 1][after] && Labels.mayFollow(label, after);
                }
                backward[i][label] = reaches && has(sets, i, label);
            }
        }
        boolean[][] onPath = new boolean[length][LABELS];
        for (int i = 0; i < length; i++) {
            for (int label = 0; label < LABELS; label++) {
                onPath[i][label] = forward[i][label] && backward[i][label];
            }
        }
        return onPath;
    }
}
