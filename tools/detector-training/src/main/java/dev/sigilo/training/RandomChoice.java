package dev.sigilo.training;

import java.util.List;
import java.util.Random;

/**
 * Makes random choices from one seed. The same seed and the same calls in the same order give the same choices. Not
 * thread-safe.
 */
final class RandomChoice {

    private static final String DIGITS = "0123456789";
    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final Random random;

    RandomChoice(long seed) {
        this.random = new Random(seed);
    }

    String of(String... options) {
        return options[random.nextInt(options.length)];
    }

    String of(List<String> options) {
        return options.get(random.nextInt(options.size()));
    }

    /** Chooses one of the two lists with equal probability, and then one of its entries. */
    String of(List<String> one, List<String> other) {
        return of(random.nextBoolean() ? one : other);
    }

    /** Returns a number from 0 up to, but not including, the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Returns true in half of the cases. */
    boolean either() {
        return random.nextBoolean();
    }

    char capital() {
        return CAPITALS.charAt(random.nextInt(CAPITALS.length()));
    }

    /** Replaces each {@code #} of the pattern with a digit and each {@code @} with a capital letter. */
    String pattern(String pattern) {
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            filled.append(
                    switch (c) {
                        case '#' -> DIGITS.charAt(random.nextInt(DIGITS.length()));
                        case '@' -> capital();
                        default -> c;
                    });
        }
        return filled.toString();
    }
}
