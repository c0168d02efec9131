package dev.sigilo.sink.mysql;

/**
 * The sizes of the long tests: small in every build, full with the Maven profile {@code chaos}. {@code -Dsigilo.seed}
 * sets their random seed, which they report with their results.
 */
final class Sizes {
    private static final boolean FULL = Boolean.getBoolean("sigilo.chaos");

    private Sizes() {}

    static long seed() {
        return Long.getLong("sigilo.seed", 42);
    }

    static int of(int small, int full) {
        return FULL ? full : small;
    }
}
