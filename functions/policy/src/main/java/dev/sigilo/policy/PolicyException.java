package dev.sigilo.policy;

import java.util.List;

/** A policy is invalid. The message lists every fault with its line, what is wrong and how to correct it. */
public final class PolicyException extends RuntimeException {

    /**
     * One fault.
     *
     * @param line    line in the file, from 1, or 0 if it has none
     * @param path    where in the policy, such as {@code fields.patient_name.action}
     * @param message what is wrong and how to correct it
     */
    public record Fault(int line, String path, String message) {
        String describe(String sourceName) {
            return sourceName + (line > 0 ? ":" + line : "") + ": " + (path.isEmpty() ? "" : path + ": ") + message;
        }
    }

    private final List<Fault> faults;

    PolicyException(String sourceName, List<Fault> faults) {
        super(String.join(
                "\n", faults.stream().map(fault -> fault.describe(sourceName)).toList()));
        this.faults = List.copyOf(faults);
    }

    /** Returns every fault, in the order of the file. */
    public List<Fault> faults() {
        return faults;
    }
}
