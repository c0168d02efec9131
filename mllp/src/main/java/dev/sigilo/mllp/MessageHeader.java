package dev.sigilo.mllp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The fields of a message's MSH segment that a reply repeats, as the bytes that came, so that the reply needs no knowledge of
 * the message's charset. It may contain identifiers, such as a control id that was made from a patient's number.
 */
final class MessageHeader {
    /** Longer fields are not repeated in the reply. HL7 limits MSH-10 to 199 characters, and the others to 227. */
    private static final int MAX_FIELD_BYTES = 1000;

    private static final byte[] EMPTY = {};
    private static final byte[] DEFAULT_SEPARATORS = "^~\\&".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** The header of a reply to bytes that have none. */
    static final MessageHeader NONE = of("MSH|^~\\&|||||||||P|2.5".getBytes(StandardCharsets.US_ASCII));

    private final byte[] segment;
    private final byte separator;

    private MessageHeader(byte[] segment) {
        this.segment = segment;
        this.separator = segment[3];
    }

    /** Returns the header of a message, or null if it does not begin with an MSH segment. White space may precede it. */
    static MessageHeader of(byte[] message) {
        int start = Arrays.mismatch(message, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length ? BYTE_ORDER_MARK.length : 0;
        while (start < message.length && (message[start] == '\r' || message[start] == '\n' || message[start] == ' ')) {
            start++;
        }
        int end = start;
        while (end < message.length && message[end] != '\r' && message[end] != '\n') {
            end++;
        }
        boolean isHeader = end - start > 4
                && message[start] == 'M'
                && message[start + 1] == 'S'
                && message[start + 2] == 'H'
                && isSeparator(message[start + 3])
                && isSeparator(message[start + 4]);
        return isHeader ? new MessageHeader(Arrays.copyOfRange(message, start, end)) : null;
    }

    private static boolean isSeparator(byte character) {
        return character > ' ' && character < 0x7f && !Character.isLetterOrDigit(character);
    }

    /** Returns the field separator, MSH-1. */
    byte separator() {
        return separator;
    }

    /** Returns the other separators, MSH-2: component, repetition, escape, subcomponent; HL7's own for those not given. */
    byte[] separators() {
        byte[] given = field(2);
        byte[] all = DEFAULT_SEPARATORS.clone();
        System.arraycopy(given, 0, all, 0, Math.min(given.length, all.length));
        return given.length > all.length ? given : all;
    }

    /**
     * Returns a field of MSH as it came; empty if the message does not have it, or if it is too long to repeat.
     *
     * @param number its number in the standard, from 2
     */
    byte[] field(int number) {
        int start = 4;
        for (int field = 2; field < number; field++) {
            start = endOf(start) + 1;
            if (start > segment.length) {
                return EMPTY;
            }
        }
        int end = endOf(start);
        return end - start > MAX_FIELD_BYTES ? EMPTY : Arrays.copyOfRange(segment, start, end);
    }

    private int endOf(int start) {
        int end = start;
        while (end < segment.length && segment[end] != separator) {
            end++;
        }
        return end;
    }

    /** Returns the event of MSH-9, such as {@code R01}; empty if it is not three letters and digits. */
    String event() {
        String type = new String(field(9), StandardCharsets.ISO_8859_1);
        int start = type.indexOf(separators()[0]) + 1;
        String event = type.substring(start, Math.min(type.length(), start + 3));
        boolean ends = start + 3 >= type.length() || type.charAt(start + 3) == separators()[0];
        return start > 0 && ends && event.matches("[A-Z][A-Z0-9]{2}") ? event : "";
    }

    /** Returns whether MSH-12 names this version of HL7 or a later one; false if it names none. */
    boolean isAtLeast(int major, int minor) {
        String[] version = new String(field(12), StandardCharsets.ISO_8859_1).split("[^0-9]", 4);
        if (version.length < 2 || version[0].length() != 1 || version[1].isEmpty() || version[1].length() > 2) {
            return false;
        }
        int own = Integer.parseInt(version[0]);
        return own > major || own == major && Integer.parseInt(version[1]) >= minor;
    }

    @Override
    public String toString() {
        return "MessageHeader[" + segment.length + " bytes]";
    }
}
