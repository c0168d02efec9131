package dev.sigilo.benchmarks.chain;

import java.util.function.Function;

/** A Pulsar Function that does nothing. It measures the cost of a hop. */
public final class IdentityFunction implements Function<byte[], byte[]> {

    /** Called by the function runtime. */
    public IdentityFunction() {}

    @Override
    public byte[] apply(byte[] message) {
        return message;
    }
}
