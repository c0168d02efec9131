package dev.sigilo.sink.mysql;

import java.nio.charset.StandardCharsets;

/**
 * Which shard a key belongs to: Murmur3 (32 bits, seed 0) of its UTF-8 bytes, without the sign bit, modulo the number
 * of shards. Pulsar's functions choose the partition of a message key in the same way. If the number of partitions is a
 * multiple of the number of shards, partition p therefore holds only keys of shard p modulo shards, and still does
 * after the partitions are multiplied.
 *
 * @param count how many shards there are
 * @param own   the shard that this sink writes, from 0
 */
record Shards(int count, int own) {

    /** Whether this sink's table holds the key. */
    boolean hold(String key) {
        return count == 1 || shardOf(key, count) == own;
    }

    /** Returns the shard of a key, from 0. */
    static int shardOf(String key, int count) {
        return (murmur3(key.getBytes(StandardCharsets.UTF_8)) & Integer.MAX_VALUE) % count;
    }

    /** MurmurHash3_x86_32 by Austin Appleby, who put it in the public domain. */
    private static int murmur3(byte[] bytes) {
        int hash = 0;
        int whole = bytes.length / 4 * 4;
        for (int i = 0; i < whole; i += 4) {
            hash ^= scramble(
                    bytes[i] & 0xff | (bytes[i + 1] & 0xff) << 8 | (bytes[i + 2] & 0xff) << 16 | bytes[i + 3] << 24);
            hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
        }
        int rest = 0;
        for (int i = bytes.length - 1; i >= whole; i--) {
            rest = rest << 8 | bytes[i] & 0xff;
        }
        hash ^= scramble(rest) ^ bytes.length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static int scramble(int block) {
        return Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
    }
}
