package dev.sigilo.mllp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Synthetic HL7 v2 messages and their frames. */
final class Messages {
    private Messages() {}

    /** Returns a message with this control id. */
    static byte[] oru(String controlId) {
        return oru(controlId, "No acute findings.", StandardCharsets.UTF_8);
    }

    static byte[] oru(String controlId, String text, Charset charset) {
        return ("MSH|^~\\&|RIS|NORTH|SIGILO|LAB|20260102030405||ORU^R01^ORU_R01|" + controlId
                        + "|P|2.5.1||||||UNICODE UTF-8\r"
                        + "PID|1||4711^^^NORTH^MR||QUINTANILLA^ANA\r"
                        + "OBX|1|TX|18748-4^Report^LN||" + text + "||||||F\r")
                .getBytes(charset);
    }

    static byte[] framed(byte[] message) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(message.length + 3);
        frame.write(0x0b);
        frame.writeBytes(message);
        frame.write(0x1c);
        frame.write(0x0d);
        return frame.toByteArray();
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
