package dev.sigilo.sink.mysql;

/**
 * How large the long tests are: small in every build, in full with the Maven profile {@code chaos}. Their chance comes from
 * {@code -Dsigilo.seed}, which they report with what they measured.
 */
final class Sizes {
    private static final boolean FULL = Boolean.getBoolean("sigilo.chaos");

    private Sizes() {
    }

    static long seed() {
        return Long.getLong("sigilo.seed", 42);
    }

    static int of(int small, int full) {
        return FULL ? full : small;
    }
}
