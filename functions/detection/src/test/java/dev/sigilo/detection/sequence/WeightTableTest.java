package dev.sigilo.detection.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightTableTest {
    private static final int FEATURES = 500;
    private static final int MOST_STEPS = 300;

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 93, 125})
    void sumsAreThoseOfTheSingleWeights(int labels) {
        Random random = new Random(labels);
        int[] features = new int[FEATURES];
        int[] first = new int[FEATURES + 1];
        byte[] label = new byte[FEATURES * labels];
        int[] steps = new int[FEATURES * labels];
        int count = 0;
        for (int feature = 0; feature < FEATURES; feature++) {
            features[feature] = feature * 7919 - 40_000;
            int most = feature % 3 == 0 ? 2 : feature % 3 == 1 ? 6 : labels;
            for (int k = 0; k < labels; k++) {
                if (random.nextInt(labels) < most) {
                    label[count] = (byte) k;
                    steps[count++] = random.nextInt(2 * MOST_STEPS + 1) - MOST_STEPS;
                }
            }
            first[feature + 1] = count;
        }
        WeightTable table = new WeightTable(features, first, label, steps, labels);

        for (int round = 0; round < 50; round++) {
            int[] expected = new int[labels];
            long[] sums = new long[WeightTable.MAX_BLOCKS];
            for (int k = 0; k < 40; k++) {
                int feature = random.nextInt(FEATURES);
                for (int w = first[feature]; w < first[feature + 1]; w++) {
                    expected[label[w]] += steps[w];
                }
                add(table, table.value(feature * 7919 - 40_000), sums);
            }
            int[] scores = new int[WeightTable.MAX_BLOCKS * WeightTable.LANES];
            for (int block = 0; block < table.blockCount; block++) {
                WeightTable.lanes(sums[block], scores, block);
            }
            for (int k = 0; k < labels; k++) {
                assertThat(scores[WeightTable.laneOf(k)])
                        .as("label %d in round %d", k, round)
                        .isEqualTo(expected[k]);
            }
        }
    }

    private static void add(WeightTable table, int value, long[] sums) {
        switch (value & WeightTable.KIND) {
            case WeightTable.INLINE -> WeightTable.addInline(sums, value);
            case WeightTable.LIST -> table.addList(sums, value);
            case WeightTable.ROW -> {
                for (int block = 0; block < table.blockCount; block++) {
                    sums[block] += table.rows[(value >>> WeightTable.KIND_BITS) + block];
                }
            }
            default -> assertThat(value).isZero();
        }
    }

    @Test
    void aFeatureThatIsNotThereHasNoWeights() {
        int[] features = {17};
        WeightTable table = new WeightTable(features, new int[] {0, 1}, new byte[] {0}, new int[] {5}, 5);

        assertThat(table.value(18)).isZero();
        assertThat(table.value(0)).isZero();
    }

    @Test
    void refusesWeightsWhoseSumWouldNotFit() {
        int[] features = {17};

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeightTable(features, new int[] {0, 1}, new byte[] {0}, new int[] {400}, 5))
                .withMessageContaining("400 steps");
    }
}
