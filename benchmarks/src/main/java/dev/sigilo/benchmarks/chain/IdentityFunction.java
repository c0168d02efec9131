package dev.sigilo.benchmarks.chain;

import java.util.function.Function;

/** A Pulsar Function that does nothing: what a hop costs by itself. */
public final class IdentityFunction implements Function<byte[], byte[]> {

    /** Made by the function runtime. */
    public IdentityFunction() {}

    @Override
    public byte[] apply(byte[] message) {
        return message;
    }
}
