package dev.sigilo.driver;

/**
 * How the driver delivers messages. {@link #IN_ORDER} is the normal case; {@link #disordered(long)} simulates what
 * at-least-once delivery allows. Its randomness comes from a seed, so that a failure can be reproduced. Immutable.
 *
 * @param seed       the seed of all random choices
 * @param window     how many waiting deliveries the next one is chosen from, over all hops; 1 keeps the order
 * @param duplicate  the probability that a function's output is stored twice, as after a lost acknowledgement
 * @param redelivery the probability that a delivered message is delivered once more later
 */
public record Delivery(long seed, int window, double duplicate, double redelivery) {
    /** Delivers every message once, in the order of sending. */
    public static final Delivery IN_ORDER = new Delivery(0, 1, 0, 0);

    /** Checks the bounds. */
    public Delivery {
        if (window < 1 || duplicate < 0 || duplicate >= 1 || redelivery < 0 || redelivery >= 1) {
            throw new IllegalArgumentException("window must be at least 1, and each chance from 0 to below 1");
        }
    }

    /**
     * Returns a delivery in random order, in which one in three outputs is stored twice and one in three messages is
     * delivered again.
     */
    public static Delivery disordered(long seed) {
        return new Delivery(seed, Integer.MAX_VALUE, 1.0 / 3, 1.0 / 3);
    }

    /** Returns the same delivery with another window. */
    public Delivery withWindow(int deliveries) {
        return new Delivery(seed, deliveries, duplicate, redelivery);
    }
}
