package dev.sigilo.policy;

import java.util.List;

/** A policy that cannot be used. Its message names every fault with its line, what is wrong and what would be right. */
public final class PolicyException extends RuntimeException {

    /**
     * One fault.
     *
     * @param line    line in the file, from 1, or 0 where it has none
     * @param path    where in the policy, as {@code fields.patient_name.action}
     * @param message what is wrong and what would be right
     */
    public record Fault(int line, String path, String message) {
        String describe(String sourceName) {
            return sourceName + (line > 0 ? ":" + line : "") + ": " + (path.isEmpty() ? "" : path + ": ") + message;
        }
    }

    private final List<Fault> faults;

    PolicyException(String sourceName, List<Fault> faults) {
        super(String.join("\n", faults.stream().map(fault -> fault.describe(sourceName)).toList()));
        this.faults = List.copyOf(faults);
    }

    /** Every fault, in the order of the file. */
    public List<Fault> faults() {
        return faults;
    }
}
