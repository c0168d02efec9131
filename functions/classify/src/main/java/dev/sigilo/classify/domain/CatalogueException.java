package dev.sigilo.classify.domain;

import java.util.List;

/** A model catalogue that cannot be used. Says every fault at once, each with where it stands and what to do. */
public final class CatalogueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    CatalogueException(String sourceName, List<Fault> faults) {
        super(message(sourceName, faults));
        this.faults = List.copyOf(faults);
    }

    /**
     * One thing that is wrong.
     *
     * @param path   where, as {@code models[3].body_parts[0]}; {@code -} where the text as a whole is at fault
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

    /** Every fault, in the order of the text. */
    public List<Fault> faults() {
        return faults;
    }
}
