package dev.sigilo.formats.hl7v2;

import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** The character sets of MSH-18 (HL7 table 0211). */
final class CharacterSets {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("UNICODE", "UTF-8"),
            Map.entry("UNICODE UTF-8", "UTF-8"),
            Map.entry("UTF8", "UTF-8"),
            Map.entry("UNICODE UTF-16", "UTF-16"),
            Map.entry("UNICODE UTF-32", "UTF-32"),
            Map.entry("ISO IR6", "US-ASCII"),
            Map.entry("ISO IR14", "JIS_X0201"),
            Map.entry("ISO IR87", "ISO-2022-JP"),
            Map.entry("ISO IR159", "ISO-2022-JP-2"),
            Map.entry("GB 18030-2000", "GB18030"),
            Map.entry("GB 18030", "GB18030"),
            Map.entry("KS X 1001", "EUC-KR"),
            Map.entry("CNS 11643-1992", "x-EUC-TW"),
            Map.entry("BIG-5", "Big5"),
            Map.entry("ISO IR100", "ISO-8859-1"),
            Map.entry("ISO IR192", "UTF-8"));

    private CharacterSets() {}

    /** Returns the character set of a name from MSH-18 or from the map's settings, or null if it is unknown. */
    static Charset named(String name) {
        String upper = name.strip().toUpperCase(Locale.ROOT);
        String java = NAMES.getOrDefault(upper, upper);
        if (java.matches("8859[/-][0-9]{1,2}")) {
            java = "ISO-8859-" + java.substring(5);
        }
        try {
            Charset charset = Charset.isSupported(java) ? Charset.forName(java) : null;
            return charset != null && charset.canEncode() ? charset : null;
        } catch (IllegalCharsetNameException e) {
            return null;
        }
    }

    /** Returns the encoding of a message that is UTF-16 or UTF-32, by its byte order mark or its zero bytes, or null. */
    static Charset wide(byte[] bytes) {
        int b0 = bytes.length > 0 ? bytes[0] & 0xFF : -1;
        int b1 = bytes.length > 1 ? bytes[1] & 0xFF : -1;
        int b2 = bytes.length > 2 ? bytes[2] & 0xFF : -1;
        int b3 = bytes.length > 3 ? bytes[3] & 0xFF : -1;
        if (b0 == 0xFF && b1 == 0xFE && b2 == 0 && b3 == 0 || b0 > 0 && b1 == 0 && b2 == 0 && b3 == 0) {
            return Charset.forName("UTF-32LE");
        }
        if (b0 == 0 && b1 == 0 && (b2 == 0xFE && b3 == 0xFF || b2 == 0 && b3 > 0)) {
            return Charset.forName("UTF-32BE");
        }
        if (b0 == 0xFF && b1 == 0xFE || b0 > 0 && b1 == 0 && b2 > 0 && b3 == 0) {
            return StandardCharsets.UTF_16LE;
        }
        if (b0 == 0xFE && b1 == 0xFF || b0 == 0 && b1 > 0 && b2 == 0 && b3 > 0) {
            return StandardCharsets.UTF_16BE;
        }
        return null;
    }

    /** Returns the text of the bytes, or null if they are not in this character set. */
    static String decode(byte[] bytes, int from, int to, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /**
     * Returns the character set of one message. A wrong guess never changes data: a message that does not fit what it
     * declares is refused, and ISO 8859-1, which any bytes fit, is only used if the message declares no other.
     *
     * @param bytes    the bytes that contain the message
     * @param from     where it begins
     * @param to       where it ends
     * @param declared MSH-18, or an empty text
     * @param setting  the character set for messages that declare none or ASCII, or null to use UTF-8 if the bytes are valid UTF-8
     *                 and otherwise ISO 8859-1
     * @throws RecordFormatException {@link RejectReason#UNKNOWN_ENCODING} with the place MSH-18
     */
    static Charset of(byte[] bytes, int from, int to, String declared, Charset setting) throws RecordFormatException {
        Charset named = declared.isBlank() ? StandardCharsets.US_ASCII : named(declared);
        if (named == null) {
            throw new RecordFormatException(RejectReason.UNKNOWN_ENCODING, "MSH-18", -1);
        }
        if (setting != null && named.equals(StandardCharsets.US_ASCII)) {
            return setting;
        }
        boolean wide = named.name().startsWith("UTF-16") || named.name().startsWith("UTF-32");
        if (!wide && !named.equals(StandardCharsets.US_ASCII)) {
            return named;
        }
        // Many systems declare ASCII, or nothing, and send one of its two supersets. Others declare UTF-16 or UTF-32
        // and
        // then send UTF-8.
        if (decode(bytes, from, to, StandardCharsets.UTF_8) != null) {
            return StandardCharsets.UTF_8;
        }
        if (wide) {
            throw new RecordFormatException(RejectReason.UNKNOWN_ENCODING, "MSH-18", -1);
        }
        return StandardCharsets.ISO_8859_1;
    }
}
