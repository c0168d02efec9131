package dev.sigilo.cli;

import dev.sigilo.classify.application.NaturalId;
import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.Topology;
import dev.sigilo.formats.FieldMapException;
import dev.sigilo.formats.MessageReaders;
import dev.sigilo.formats.SourceRecord;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.vault.domain.RecordTokens;
import java.util.HashSet;
import java.util.Map;
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
        Map<String, Object> config = topology.functions().stream()
                .map(FunctionSpec::userConfig)
                .filter(each -> each.get(format + "Reader") != null)
                .findFirst()
                .orElseThrow(() -> new CliException("no function of pulsar-config reads messages of this format"));
        try {
            for (SourceRecord part : MessageReaders.create(
                            String.valueOf(config.get(format + "Reader")),
                            format,
                            String.valueOf(config.get(format + "Map")),
                            format + "Map")
                    .read(message)
                    .records()) {
                ids.add(NaturalId.of(part.record(), policy));
            }
        } catch (RecordFormatException e) {
            throw new CliException("the repaired message cannot be read: " + e.getMessage());
        } catch (FieldMapException e) {
            throw new CliException(e.getMessage());
        }
        return ids;
    }
}
