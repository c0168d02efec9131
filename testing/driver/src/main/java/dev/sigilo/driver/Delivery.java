package dev.sigilo.driver;

/**
 * How the driver delivers messages. {@link #IN_ORDER} is the calm day; {@link #disordered(long)} is what at-least-once
 * delivery may do, from a seed, so that a failure can be run again. Immutable.
 *
 * @param seed        the seed of all chance
 * @param window      how many waiting deliveries the next one is chosen from, over all hops; 1 keeps the order
 * @param duplicate   chance that a function's output is stored twice, as after a lost acknowledgement
 * @param redelivery  chance that a delivered message is delivered once more later
 */
public record Delivery(long seed, int window, double duplicate, double redelivery) {
    /** Every message once, in the order of sending. */
    public static final Delivery IN_ORDER = new Delivery(0, 1, 0, 0);

    /** Checks the bounds. */
    public Delivery {
        if (window < 1 || duplicate < 0 || duplicate >= 1 || redelivery < 0 || redelivery >= 1) {
            throw new IllegalArgumentException("window must be at least 1, and each chance from 0 to below 1");
        }
    }

    /** Any order at all, one in three outputs stored twice, one in three messages delivered again. */
    public static Delivery disordered(long seed) {
        return new Delivery(seed, Integer.MAX_VALUE, 1.0 / 3, 1.0 / 3);
    }

    /** The same with another window. */
    public Delivery withWindow(int deliveries) {
        return new Delivery(seed, deliveries, duplicate, redelivery);
    }
}
