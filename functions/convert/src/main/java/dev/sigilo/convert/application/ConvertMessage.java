package dev.sigilo.convert.application;

import dev.sigilo.formats.Conversion;
import dev.sigilo.formats.MessageReader;
import dev.sigilo.formats.SourceRecord;
import dev.sigilo.formats.SourceReject;
import dev.sigilo.records.ConvertedRecord;
import dev.sigilo.records.Fields;
import dev.sigilo.records.OriginalMessage;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.util.ArrayList;
import java.util.List;

/** Converts the messages of one format to records. Thread-safe. */
public final class ConvertMessage {
    private final MessageReader reader;
    private final ConvertLimits limits;

    /**
     * @param reader reads the format
     * @param limits what a message may contain
     */
    public ConvertMessage(MessageReader reader, ConvertLimits limits) {
        this.reader = reader;
        this.limits = limits;
    }

    /** Returns the name of the format. */
    public String format() {
        return reader.format();
    }

    /**
     * Converts one message. Every record has the message's provenance, and so its version: an older message that is
     * delivered again cannot replace a newer one.
     *
     * @param provenance the message's position in its topic
     * @throws RecordFormatException {@link RejectReason#EMPTY_MESSAGE}, {@code TOO_LARGE}, {@code NO_RECORD}, {@code
     *                               TOO_MANY_RECORDS}, or a reason that the reader gives
     */
    public ConvertedMessage convert(byte[] message, Provenance provenance) throws RecordFormatException {
        if (message.length == 0) {
            throw new RecordFormatException(RejectReason.EMPTY_MESSAGE, null, -1);
        }
        if (message.length > limits.maxMessageBytes()) {
            throw new RecordFormatException(RejectReason.TOO_LARGE, null, limits.maxMessageBytes());
        }
        Conversion conversion = reader.read(message);
        int parts = conversion.records().size() + conversion.rejects().size();
        if (parts == 0) {
            throw new RecordFormatException(RejectReason.NO_RECORD, null, -1);
        }
        if (parts > limits.maxRecords() || bytes(conversion) > limits.maxPartBytes()) {
            throw new RecordFormatException(RejectReason.TOO_MANY_RECORDS, null, -1);
        }
        int number = 0;
        List<ConvertedPart> records = new ArrayList<>();
        for (SourceRecord part : conversion.records()) {
            OriginalMessage original = OriginalMessage.of(reader.format(), part.message(), part.record());
            ConvertedRecord record = new ConvertedRecord(provenance.ofPart(++number), part.place(), original);
            records.add(new ConvertedPart(record, part.record().text(Fields.RECORD_ID)));
        }
        List<RejectedPart> rejects = new ArrayList<>();
        for (SourceReject part : conversion.rejects()) {
            rejects.add(new RejectedPart(provenance.ofPart(++number), part));
        }
        long dropped = conversion.dropped().values().stream()
                .mapToLong(Integer::longValue)
                .sum();
        return new ConvertedMessage(records, rejects, (int) Math.min(dropped, Integer.MAX_VALUE));
    }

    private static long bytes(Conversion conversion) {
        long records = conversion.records().stream()
                .mapToLong(part -> part.message().length)
                .sum();
        return records
                + conversion.rejects().stream()
                        .mapToLong(part -> part.message().length)
                        .sum();
    }
}
