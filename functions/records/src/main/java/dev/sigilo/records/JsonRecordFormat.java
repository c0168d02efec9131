package dev.sigilo.records;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The JSON format: one JSON object per message, in UTF-8 with or without a byte order mark. */
public final class JsonRecordFormat implements RecordFormat {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    @Override
    public String name() {
        return "json";
    }

    /**
     * Reads one message.
     *
     * @throws RecordFormatException {@link RejectReason#UNKNOWN_ENCODING}, or as {@link MedicalRecord#parse}
     */
    @Override
    public MedicalRecord read(byte[] message) throws RecordFormatException {
        return receive(message).record();
    }

    @Override
    public ReceivedRecord receive(byte[] message) throws RecordFormatException {
        String json = decode(message);
        return new ReceivedRecord(MedicalRecord.parse(json), OriginalMessage.json(json));
    }

    /** Decodes UTF-8. Rejects UTF-16 and UTF-32, which are recognized by their byte order marks or by zero bytes. */
    private static String decode(byte[] message) throws RecordFormatException {
        int from = message.length >= BYTE_ORDER_MARK.length
                        && Arrays.equals(message, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)
                ? BYTE_ORDER_MARK.length
                : 0;
        // JSON begins with an ASCII character, so a zero among the first bytes can only be a wider encoding.
        for (int i = from; i < Math.min(message.length, from + 4); i++) {
            if (message[i] == 0) {
                throw new RecordFormatException(RejectReason.UNKNOWN_ENCODING, null, i);
            }
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(message, from, message.length - from);
        CharBuffer text = CharBuffer.allocate(message.length - from);
        CoderResult result = decoder.decode(bytes, text, true);
        if (result.isError()) {
            throw new RecordFormatException(RejectReason.UNKNOWN_ENCODING, null, bytes.position());
        }
        return text.flip().toString();
    }
}
