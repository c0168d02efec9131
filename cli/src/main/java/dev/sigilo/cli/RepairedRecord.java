package dev.sigilo.cli;

import dev.sigilo.classify.application.NaturalId;
import dev.sigilo.driver.Topology;
import dev.sigilo.formats.MessageReader;
import dev.sigilo.formats.SourceRecord;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.vault.domain.RecordTokens;
import java.util.HashSet;
import java.util.Set;

/** Reads the ids of the records in a message that replaces a rejected one. */
final class RepairedRecord {
    private final Topology topology;
    private final Policy policy;

    /**
     * @param topology names the reader and the map of each format
     * @param policy   names the fields that identify a record
     */
    RepairedRecord(Topology topology, Policy policy) {
        this.topology = topology;
        this.policy = policy;
    }

    /** Returns the ids of the records in a message; none for a message that cannot be read.
     *
     * @param format the message's format; null for a record as JSON
     */
    Set<NaturalId> naturalIds(String format, byte[] message) {
        Set<NaturalId> ids = new HashSet<>();
        if (format == null) {
            ids.add(RecordTokens.naturalId(message, policy));
            return ids;
        }
        MessageReader reader = FormatReaders.of(topology, format);
        try {
            for (SourceRecord part : reader.read(message).records()) {
                ids.add(NaturalId.of(part.record(), policy));
            }
        } catch (RecordFormatException e) {
            throw new CliException("the repaired message cannot be read: " + e.getMessage());
        }
        return ids;
    }
}
