package dev.sigilo.classify.domain;

import java.util.List;

/** Thrown for a model catalogue that is not valid. Lists every fault with its position and what to do. */
public final class CatalogueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    CatalogueException(String sourceName, List<Fault> faults) {
        super(message(sourceName, faults));
        this.faults = List.copyOf(faults);
    }

    /**
     * One fault.
     *
     * @param path   where it is, for example {@code models[3].body_parts[0]}; {@code -} if the fault is in the text as
     *               a whole
     * @param fault  what is wrong
     * @param advice what to do about it
     */
    public record Fault(String path, String fault, String advice) {
        @Override
        public String toString() {
            return path + ": " + fault + "; " + advice;
        }
    }

    private static String message(String sourceName, List<Fault> faults) {
        StringBuilder text = new StringBuilder("The model catalogue ")
                .append(sourceName)
                .append(" has ")
                .append(faults.size())
                .append(faults.size() == 1 ? " fault:" : " faults:");
        for (Fault fault : faults) {
            text.append("\n  ").append(fault);
        }
        return text.toString();
    }

    /** Returns every fault, in the order of the text. */
    public List<Fault> faults() {
        return faults;
    }
}
