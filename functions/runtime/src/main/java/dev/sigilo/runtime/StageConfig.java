package dev.sigilo.runtime;

import java.util.ArrayList;
import java.util.List;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.functions.api.Context;

/**
 * A function's user config and secrets, read and checked once at start. It collects faults, so that an operator sees
 * all of them at once: call {@link #check()} after the last read.
 */
public final class StageConfig {
    private final Context context;
    private final List<String> faults = new ArrayList<>();

    /** Reads the configuration of the function that this context belongs to. */
    public StageConfig(Context context) {
        this.context = context;
    }

    /** Returns a required text; if it is missing, records a fault and returns an empty text. */
    public String requiredText(String key) {
        Object value = context.getUserConfigValue(key).orElse(null);
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        faults.add("userConfig." + key + " is missing; set it in the function's YAML (or " + key
                + "File to read it from a file)");
        return "";
    }

    /** Returns an optional text; null if it is absent or blank. */
    public String optionalText(String key) {
        return context.getUserConfigValue(key).orElse(null) instanceof String text && !text.isBlank() ? text : null;
    }

    /** Returns the runtime's Pulsar client, which uses the function's credentials. */
    public PulsarClient client() {
        return context.getPulsarClient();
    }

    /** Returns an integer within bounds, or the default if it is absent. */
    public int integer(String key, int defaultValue, int least, int most) {
        Object value = context.getUserConfigValue(key).orElse(defaultValue);
        long number = Long.MIN_VALUE;
        if (value instanceof Number given && given.doubleValue() == given.longValue()) {
            number = given.longValue();
        } else if (value instanceof String text && text.matches("-?\\d{1,18}")) {
            number = Long.parseLong(text);
        }
        if (number < least || number > most) {
            faults.add("userConfig." + key + " must be a whole number from " + least + " to " + most);
            return defaultValue;
        }
        return (int) number;
    }

    /** Returns a required secret as Pulsar's secrets provider returns it: the secret itself or a reference to it. */
    public String requiredSecret(String name) {
        String value = context.getSecret(name);
        if (value == null || value.isBlank()) {
            faults.add("secret " + name + " is missing; name it under secrets in the function's YAML");
            return "";
        }
        return value;
    }

    /** Records a fault that the reader of a value found; {@code message} must not contain a secret. */
    public void fault(String message) {
        faults.add(message);
    }

    /** Returns whether no fault has been recorded so far. */
    public boolean isSound() {
        return faults.isEmpty();
    }

    /**
     * Checks that there were no faults.
     *
     * @throws IllegalArgumentException with every fault; it prevents the function from starting and appears in its
     *                                  status
     */
    public void check() {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(
                    context.getFunctionName() + " cannot start: " + String.join("; ", faults));
        }
    }
}
