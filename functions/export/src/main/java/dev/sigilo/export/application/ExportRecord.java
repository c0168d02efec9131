package dev.sigilo.export.application;

import dev.sigilo.export.domain.BundleWriter;
import dev.sigilo.export.domain.BundleWriter.Detail;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.TokenizedRecordCodec;
import java.util.Set;

/** Exports events of the log as FHIR R4 bundles of at most a given size. Thread-safe. */
public final class ExportRecord {
    private final BundleWriter writer;
    private final int maxBytes;

    /**
     * A bundle.
     *
     * @param recordToken the token of its record
     * @param bytes       the bundle as UTF-8 JSON
     * @param complete    whether nothing was left out because of its size
     */
    public record Exported(String recordToken, byte[] bytes, boolean complete) {
        /** Returns only the token and the size. */
        @Override
        public String toString() {
            return "Exported[" + recordToken + ", " + bytes.length + " bytes]";
        }
    }

    /**
     * @param anonymousPolicies the names of the policies whose records are anonymous
     * @param maxBytes          the maximum size of a bundle. A larger one is written without its texts, then also without
     *                          its observations
     */
    public ExportRecord(Set<String> anonymousPolicies, int maxBytes) {
        this.writer = new BundleWriter(anonymousPolicies);
        this.maxBytes = maxBytes;
    }

    /**
     * Returns the bundle of an event.
     *
     * @param message the event as the log has it
     * @throws RecordFormatException if the bytes are not an event
     */
    public Exported export(byte[] message) throws RecordFormatException {
        TokenizedRecord event = TokenizedRecordCodec.decode(message);
        byte[] bytes = writer.write(event, Detail.ALL);
        boolean complete = bytes.length <= maxBytes;
        if (!complete) {
            bytes = writer.write(event, Detail.WITHOUT_TEXTS);
        }
        if (bytes.length > maxBytes) {
            bytes = writer.write(event, Detail.WITHOUT_TEXTS_AND_OBSERVATIONS);
        }
        return new Exported(event.recordToken(), bytes, complete);
    }
}
