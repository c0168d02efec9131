package dev.sigilo.formats;

import java.util.List;

/** Thrown for a field map that cannot be used. The message lists every fault. It contains no value of a record. */
public final class FieldMapException extends RuntimeException {
    private final List<String> faults;

    /**
     * @param sourceName the map's name in the message, such as the file name
     * @param faults     what is wrong and what to write instead, at least one
     */
    public FieldMapException(String sourceName, List<String> faults) {
        super(sourceName + ": " + String.join("; ", faults), null, false, false);
        this.faults = List.copyOf(faults);
    }

    /** Returns what is wrong. */
    public List<String> faults() {
        return faults;
    }
}
