package dev.sigilo.sink.mysql;

/** How large the long tests are: small in every build, in full with the Maven profile {@code chaos}. */
final class Sizes {
    private static final boolean FULL = Boolean.getBoolean("sigilo.chaos");

    private Sizes() {
    }

    static int of(int small, int full) {
        return FULL ? full : small;
    }
}
