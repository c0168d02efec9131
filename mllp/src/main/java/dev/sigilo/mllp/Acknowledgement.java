package dev.sigilo.mllp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the general acknowledgment of a message (HL7 v2.5.1 section 2.14.1): MSH with sender and receiver exchanged and the
 * version and charset of the message, MSA, and ERR unless the code is AA. It uses the message's own separators, so fields are
 * repeated byte for byte. It contains nothing of the message but fields of its MSH.
 */
final class Acknowledgement {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx").withZone(ZoneOffset.UTC);
    private static final byte[] EMPTY = {};

    private final String idPrefix;
    private final AtomicLong lastId = new AtomicLong();

    /** @param startMillis when the listener started, in milliseconds since 1970; makes control ids differ after a restart */
    Acknowledgement(long startMillis) {
        idPrefix = Long.toString(startMillis, Character.MAX_RADIX).toUpperCase(java.util.Locale.ROOT);
    }

    /** Returns the framed acknowledgment that a message is stored. */
    byte[] accept(MessageHeader header, Instant now) {
        Segments ack = header(header, now);
        ack.segment("MSA", ascii("AA"), header.field(10));
        return ack.framed();
    }

    /** Returns the framed acknowledgment that a message is refused. */
    byte[] refuse(MessageHeader header, Refusal refusal, Instant now) {
        Segments ack = header(header, now);
        String text = refusal.name() + ": " + refusal.advice();
        // MSA-3 was withdrawn in version 2.7, and ERR has one field per part since 2.5.
        byte[] explanation = header.isAtLeast(2, 7) ? EMPTY : ascii(text);
        ack.segment("MSA", ascii(refusal.acknowledgment()), header.field(10), explanation);
        String component = ack.separator(0);
        if (header.isAtLeast(2, 5)) {
            String condition = String.join(component, "" + refusal.condition(), refusal.conditionText(), "HL70357");
            String own = String.join(component, refusal.name(), refusal.advice(), "L");
            ack.segment("ERR", EMPTY, EMPTY, ascii(condition), ascii("E"), ascii(own), EMPTY, EMPTY, ascii(text));
        } else {
            String condition =
                    String.join(ack.separator(3), "" + refusal.condition(), refusal.conditionText(), "HL70357");
            ack.segment("ERR", ascii(component + component + component + condition));
        }
        return ack.framed();
    }

    private Segments header(MessageHeader header, Instant now) {
        Segments ack = new Segments(header);
        String type = "ACK";
        if (!header.event().isEmpty()) {
            type += ack.separator(0) + header.event();
            // The message structure is a part of MSH-9 since version 2.4.
            type += header.isAtLeast(2, 4) ? ack.separator(0) + "ACK" : "";
        }
        ack.segment(
                "MSH",
                header.separators(),
                header.field(5),
                header.field(6),
                header.field(3),
                header.field(4),
                ascii(TIME.format(now)),
                EMPTY,
                ascii(type),
                ascii(idPrefix + "-" + lastId.incrementAndGet()),
                header.field(11),
                header.field(12),
                EMPTY,
                EMPTY,
                EMPTY,
                EMPTY,
                EMPTY,
                header.field(18));
        return ack;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The segments of a reply. */
    private static final class Segments {
        private final MessageHeader header;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

        Segments(MessageHeader header) {
            this.header = header;
            bytes.write(FrameReader.START);
        }

        String separator(int index) {
            return String.valueOf((char) header.separators()[index]);
        }

        /** Adds a segment; empty fields at its end are left out. */
        void segment(String name, byte[]... fields) {
            bytes.writeBytes(ascii(name));
            int last = fields.length;
            while (last > 0 && fields[last - 1].length == 0) {
                last--;
            }
            for (int i = 0; i < last; i++) {
                bytes.write(header.separator());
                bytes.writeBytes(fields[i]);
            }
            bytes.write(FrameReader.RETURN);
        }

        byte[] framed() {
            bytes.write(FrameReader.END);
            bytes.write(FrameReader.RETURN);
            return bytes.toByteArray();
        }
    }
}
