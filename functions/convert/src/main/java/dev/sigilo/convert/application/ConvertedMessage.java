package dev.sigilo.convert.application;

import java.util.List;

/**
 * The parts of one message: at least one record or reject. Contains PHI.
 *
 * @param records the records
 * @param rejects the parts that cannot be read
 * @param dropped how many values and segments the reader left out of all records
 */
public record ConvertedMessage(List<ConvertedPart> records, List<RejectedPart> rejects, int dropped) {

    /** Keeps copies. */
    public ConvertedMessage {
        records = List.copyOf(records);
        rejects = List.copyOf(rejects);
    }

    /** Returns only numbers. */
    @Override
    public String toString() {
        return "ConvertedMessage[" + records.size() + " records, " + rejects.size() + " rejects]";
    }
}
