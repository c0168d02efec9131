package dev.sigilo.formats.dicom;

import dev.sigilo.records.RejectReason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Decodes text in the Specific Character Set of a dataset (0008,0005) (PS3.3 C.12.1.1.2), with the escape sequences of
 * ISO 2022 (PS3.5 section 6.1.2.5). Bytes that are not of the character set become U+FFFD. Thread-safe.
 */
final class TextDecoder {
    private static final byte ESCAPE = 0x1B;
    /** The Java names of the character sets by their number in the registry of ISO 2375. */
    private static final Map<String, String> CHARSETS = Map.ofEntries(
            Map.entry("6", "US-ASCII"),
            Map.entry("100", "ISO-8859-1"),
            Map.entry("101", "ISO-8859-2"),
            Map.entry("109", "ISO-8859-3"),
            Map.entry("110", "ISO-8859-4"),
            Map.entry("144", "ISO-8859-5"),
            Map.entry("127", "ISO-8859-6"),
            Map.entry("126", "ISO-8859-7"),
            Map.entry("138", "ISO-8859-8"),
            Map.entry("148", "ISO-8859-9"),
            Map.entry("203", "ISO-8859-15"),
            Map.entry("13", "JIS_X0201"),
            Map.entry("166", "TIS-620"),
            Map.entry("87", "EUC-JP"),
            Map.entry("159", "EUC-JP"),
            Map.entry("149", "EUC-KR"),
            Map.entry("58", "GB2312"),
            Map.entry("192", "UTF-8"));
    /** The escape sequences, without the escape character, and the sets that they select. */
    private static final Map<String, String> ESCAPES = Map.ofEntries(
            Map.entry("(B", "6"),
            Map.entry("(J", "13"),
            Map.entry(")I", "13"),
            Map.entry("-A", "100"),
            Map.entry("-B", "101"),
            Map.entry("-C", "109"),
            Map.entry("-D", "110"),
            Map.entry("-L", "144"),
            Map.entry("-G", "127"),
            Map.entry("-F", "126"),
            Map.entry("-H", "138"),
            Map.entry("-M", "148"),
            Map.entry("-T", "166"),
            Map.entry("-b", "203"),
            Map.entry("$B", "87"),
            Map.entry("$(D", "159"),
            Map.entry("$)C", "149"),
            Map.entry("$)A", "58"));
    /** The decoder of a dataset that names no character set. */
    static final TextDecoder DEFAULT = new TextDecoder("6", false);

    private final String first;
    private final boolean escapes;

    private TextDecoder(String first, boolean escapes) {
        this.first = first;
        this.escapes = escapes;
    }

    /**
     * Returns the decoder for the values of Specific Character Set.
     *
     * @throws DatasetFault {@code UNKNOWN_ENCODING} if one is not known: a name that is decoded wrongly would not be
     *     recognized in texts
     */
    static TextDecoder of(List<Object> values) throws DatasetFault {
        String first = "6";
        for (int i = 0; i < values.size(); i++) {
            String term = Dataset.text(values.get(i));
            String set = term == null ? "6" : set(term);
            if (set == null) {
                throw new DatasetFault(RejectReason.UNKNOWN_ENCODING, Tag.SPECIFIC_CHARACTER_SET);
            }
            if (i == 0) {
                first = set;
            }
        }
        String term = values.isEmpty() ? null : Dataset.text(values.get(0));
        return new TextDecoder(first, values.size() > 1 || term != null && term.startsWith("ISO 2022"));
    }

    private static String set(String term) {
        if (term.equals("GB18030") || term.equals("GBK")) {
            return term;
        }
        String plain = term.replace('_', ' ');
        String number = plain.startsWith("ISO IR ")
                ? plain.substring(7)
                : plain.startsWith("ISO 2022 IR ") ? plain.substring(12) : "";
        return CHARSETS.containsKey(number) ? number : null;
    }

    /** Returns the text. */
    String decode(byte[] bytes) {
        if (!escapes || !hasEscape(bytes)) {
            return decode(bytes, 0, bytes.length, isTwoByte(first) ? "6" : first);
        }
        StringBuilder text = new StringBuilder(bytes.length);
        String initial = isTwoByte(first) ? "6" : first;
        String set = initial;
        int start = 0;
        int i = 0;
        while (i < bytes.length) {
            if (bytes[i] == ESCAPE) {
                text.append(decode(bytes, start, i, set));
                int length = escapeLength(bytes, i);
                set = ESCAPES.getOrDefault(new String(bytes, i + 1, length, StandardCharsets.ISO_8859_1), set);
                i += 1 + length;
                start = i;
            } else if (isTwoByte(set) && i + 1 < bytes.length && bytes[i] > 0x20) {
                i += 2;
            } else if (isDelimiter(bytes[i])) {
                text.append(decode(bytes, start, i, set)).append((char) bytes[i]);
                set = initial;
                i++;
                start = i;
            } else {
                i++;
            }
        }
        return text.append(decode(bytes, start, bytes.length, set)).toString();
    }

    private static boolean hasEscape(byte[] bytes) {
        for (byte b : bytes) {
            if (b == ESCAPE) {
                return true;
            }
        }
        return false;
    }

    /** Whether the set has 94 by 94 characters in G0: pairs of bytes below 0x80. */
    private static boolean isTwoByte(String set) {
        return set.equals("87") || set.equals("159");
    }

    private static int escapeLength(byte[] bytes, int escape) {
        int length = 2;
        if (escape + 2 < bytes.length
                && bytes[escape + 1] == '$'
                && (bytes[escape + 2] == '(' || bytes[escape + 2] == ')')) {
            length = 3;
        }
        return Math.min(length, bytes.length - escape - 1);
    }

    /** After these, the initial set is in use again (PS3.5 section 6.1.2.5.3). */
    private static boolean isDelimiter(byte b) {
        return b == '\\' || b == '^' || b == '=' || b == '\r' || b == '\n' || b == '\f' || b == '\t';
    }

    private static String decode(byte[] bytes, int from, int to, String set) {
        byte[] run = bytes;
        int start = from;
        int length = to - from;
        if (isTwoByte(set)) {
            run = eucJp(bytes, from, to, set.equals("159"));
            start = 0;
            length = run.length;
        }
        String text = set.equals("6") ? undeclared(run, start, length) : new String(run, start, length, charset(set));
        // In this set the byte of the backslash is the yen sign, but DICOM uses it as the backslash.
        return set.equals("13") ? text.replace('¥', '\\') : text;
    }

    private static Charset charset(String set) {
        return Charset.forName(CHARSETS.getOrDefault(set, set));
    }

    /** Decodes text that should be ASCII. Files that name no character set often have UTF-8 or Latin-1 all the same. */
    private static String undeclared(byte[] bytes, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
    }

    /** Moves pairs of bytes from G0 to where EUC-JP has them. */
    private static byte[] eucJp(byte[] bytes, int from, int to, boolean supplementary) {
        byte[] euc = new byte[(to - from) * 2];
        int length = 0;
        int i = from;
        while (i < to) {
            if (i + 1 < to && bytes[i] > 0x20) {
                if (supplementary) {
                    euc[length++] = (byte) 0x8F;
                }
                euc[length++] = (byte) (bytes[i] | 0x80);
                euc[length++] = (byte) (bytes[i + 1] | 0x80);
                i += 2;
            } else {
                euc[length++] = bytes[i++];
            }
        }
        return Arrays.copyOf(euc, length);
    }
}
