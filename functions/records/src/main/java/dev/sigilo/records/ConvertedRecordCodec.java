package dev.sigilo.records;

import static dev.sigilo.records.MessageJson.string;
import static dev.sigilo.records.MessageJson.writeString;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Writes and reads a {@link ConvertedRecord} as JSON; the message is base64. Thread-safe. */
public final class ConvertedRecordCodec {
    private ConvertedRecordCodec() {}

    /** Returns the record as JSON. */
    public static byte[] encode(ConvertedRecord record) {
        return MessageJson.write(json -> {
            ProvenanceJson.writeObject(json, record.provenance());
            writeString(json, "place", record.place());
            OriginalMessageJson.write(json, record.original());
        });
    }

    /**
     * Reads a converted record.
     *
     * @throws RecordFormatException {@link RejectReason#UNREADABLE_INPUT}
     */
    public static ConvertedRecord decode(byte[] bytes) throws RecordFormatException {
        return MessageJson.readKnownNames(bytes, new Reader()).build();
    }

    private static final class Reader implements MessageJson.FieldReader {
        private Provenance provenance;
        private String place;
        private final OriginalMessageJson.Reader original = new OriginalMessageJson.Reader();

        @Override
        public boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "provenance" -> provenance = ProvenanceJson.readObject(json);
                case "place" -> place = string(json);
                default -> {
                    return original.read(name, json);
                }
            }
            return true;
        }

        ConvertedRecord build() throws RecordFormatException {
            OriginalMessage message = original.build();
            MessageJson.require(provenance, place, message.format());
            return new ConvertedRecord(provenance, place, message);
        }
    }
}
