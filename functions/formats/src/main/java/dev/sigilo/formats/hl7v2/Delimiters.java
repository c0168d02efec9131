package dev.sigilo.formats.hl7v2;

import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.util.ArrayList;
import java.util.List;

/**
 * The delimiters that a message declares in MSH-1 and MSH-2 (HL7 v2.8.2 section 2.5.4). A message without a delimiter
 * has {@link #NONE} in its place.
 */
record Delimiters(char field, char component, char repetition, char escape, char subcomponent) {
    /** Stands for a delimiter that the message does not have. Lines never contain it. */
    static final char NONE = '\n';

    private static final String STANDARD = "^~\\&";

    /**
     * Returns the delimiters of a message.
     *
     * @param header its MSH line
     * @throws RecordFormatException {@link RejectReason#NOT_HL7} if MSH-1 or MSH-2 cannot be delimiters
     */
    static Delimiters of(String header) throws RecordFormatException {
        char field = header.charAt(3);
        int end = header.indexOf(field, 4);
        String declared = header.substring(4, end < 0 ? header.length() : end).strip();
        if (declared.length() == 5 && declared.charAt(2) == declared.charAt(3)) {
            // ^~\\& comes from programs that escape the backslash twice.
            declared = declared.substring(0, 3) + declared.charAt(4);
        }
        char[] found = new char[4];
        for (int i = 0; i < found.length; i++) {
            char delimiter = i < declared.length() ? declared.charAt(i) : STANDARD.charAt(i);
            boolean taken = delimiter == field || new String(found, 0, i).indexOf(delimiter) >= 0;
            if (i < declared.length() && (taken || Character.isLetterOrDigit(delimiter) || delimiter <= ' ')) {
                throw new RecordFormatException(RejectReason.NOT_HL7, "MSH-2", -1);
            }
            found[i] = taken ? NONE : delimiter;
        }
        return new Delimiters(field, found[0], found[1], found[2], found[3]);
    }

    /** Returns whether the character can be the field delimiter of MSH-1. */
    static boolean isFieldDelimiter(char c) {
        return c > ' ' && c != 0x7F && !Character.isLetterOrDigit(c);
    }

    /** Splits a text. The last part contains the rest if there are more than {@code limit} parts. */
    static List<String> split(String text, char delimiter, int limit) {
        int at = text.indexOf(delimiter);
        if (at < 0) {
            return List.of(text);
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (at >= 0 && parts.size() < limit - 1) {
            parts.add(text.substring(from, at));
            from = at + 1;
            at = text.indexOf(delimiter, from);
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** Returns whether a field or a part of it has no value: it is empty, contains only delimiters, or is HL7's null. */
    boolean isEmpty(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c > ' ' && c != '"' && c != component && c != subcomponent && c != repetition) {
                return false;
            }
        }
        return true;
    }
}
