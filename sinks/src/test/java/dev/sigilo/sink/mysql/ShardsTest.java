package dev.sigilo.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.pulsar.common.util.Murmur3_32Hash;
import org.junit.jupiter.api.Test;

class ShardsTest {

    @Test
    void aKeyHasTheShardOfItsPartitionAlsoAfterPartitionsAreMultiplied() {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            String key = key(random);
            int hash = Murmur3_32Hash.getInstance().makeHash(key.getBytes(StandardCharsets.UTF_8));
            for (int shards = 1; shards <= 8; shards++) {
                int shard = Shards.shardOf(key, shards);
                assertThat(hash % shards % shards).isEqualTo(shard);
                assertThat(hash % (shards * 4) % shards).isEqualTo(shard);
            }
        }
    }

    @Test
    void everyKeyBelongsToOneShard() {
        Random random = new Random(6);
        for (int i = 0; i < 1_000; i++) {
            String key = key(random);
            assertThat(IntStream.range(0, 5)
                            .filter(shard -> new Shards(5, shard).hold(key))
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void withoutShardsOneTableHoldsEveryKey() {
        assertThat(new Shards(1, 0).hold("rec_1_anything")).isTrue();
    }

    @Test
    void theShardsOfRecordTokensHaveSimilarSizes() {
        int[] sizes = new int[4];
        IntStream.range(0, 40_000).forEach(i -> sizes[Shards.shardOf("rec_1_" + Integer.toString(i, 32), 4)]++);
        assertThat(IntStream.of(sizes).boxed()).allMatch(size -> size > 9_000 && size < 11_000);
    }

    /** Returns a key of any length and characters, so that every path through the hash is covered. */
    private static String key(Random random) {
        StringBuilder key = new StringBuilder();
        for (int length = random.nextInt(40); length > 0; length--) {
            key.append((char) (random.nextInt(10) == 0 ? 0xe0 + random.nextInt(64) : 'a' + random.nextInt(26)));
        }
        return key.toString();
    }
}
