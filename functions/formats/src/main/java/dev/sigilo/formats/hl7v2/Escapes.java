package dev.sigilo.formats.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Decodes escape sequences (HL7 v2.8.2 section 2.7). A sequence that the standard does not define, or that cannot be
 * decoded, stays as it was written.
 */
final class Escapes {
    private static final int MAX_SEQUENCE = 200;
    private static final int MAX_SKIP = 20;
    /** Selects JIS X 0208 for the text that follows. */
    private static final Set<String> JIS = Set.of("2442", "2440");
    /** Selects a single-byte set. The text itself is already decoded, so there is nothing to do. */
    private static final Set<String> SINGLE_BYTE =
            Set.of("2842", "284A", "2949", "2D41", "2D42", "2D43", "2D44", "2D4C", "2D47", "2D46", "2D48", "2D4D");

    private final Delimiters delimiters;
    private final Charset charset;

    Escapes(Delimiters delimiters, Charset charset) {
        this.delimiters = delimiters;
        this.charset = charset;
    }

    /** Returns the text with its escape sequences decoded. Line breaks are line feeds. */
    String decode(String raw) {
        char escape = delimiters.escape();
        int at = escape == Delimiters.NONE ? -1 : raw.indexOf(escape);
        if (at < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        int from = 0;
        while (at >= 0) {
            text.append(raw, from, at);
            int end = raw.indexOf(escape, at + 1);
            String sequence = end < 0 || end - at > MAX_SEQUENCE ? null : raw.substring(at + 1, end);
            if (sequence != null && JIS.contains(multiByteSet(sequence))) {
                from = japanese(raw, end + 1, text);
                if (from < 0) {
                    text.append(raw, at, end + 1);
                    from = end + 1;
                }
            } else {
                String decoded = sequence == null ? null : sequence(sequence);
                text.append(decoded == null ? String.valueOf(escape) : decoded);
                from = decoded == null ? at + 1 : end + 1;
            }
            at = raw.indexOf(escape, from);
        }
        return text.append(raw, from, raw.length()).toString();
    }

    /** Returns what the sequence stands for, or null. */
    private String sequence(String sequence) {
        switch (sequence) {
            case "F":
                return String.valueOf(delimiters.field());
            case "S":
                return String.valueOf(delimiters.component());
            case "T":
                return String.valueOf(delimiters.subcomponent());
            case "R":
                return String.valueOf(delimiters.repetition());
            case "E":
                return String.valueOf(delimiters.escape());
            case "P":
                return "#";
            case "H", "N":
                return "";
            default:
                break;
        }
        String upper = sequence.toUpperCase(Locale.ROOT);
        if (upper.startsWith(".")) {
            return formatting(upper.substring(1));
        }
        if (upper.startsWith("X")) {
            return hexadecimal(upper.substring(1));
        }
        return upper.startsWith("C") && SINGLE_BYTE.contains(upper.substring(1)) ? "" : null;
    }

    private static String multiByteSet(String sequence) {
        return sequence.startsWith("M") ? sequence.substring(1).toUpperCase(Locale.ROOT) : "";
    }

    private static String formatting(String command) {
        if (command.equals("BR") || command.equals("CE") || command.equals("FI") || command.equals("NF")) {
            return command.equals("BR") || command.equals("CE") ? "\n" : "";
        }
        if (!command.matches("(SP|SK|IN|TI)\\+?-?[0-9]{0,4}")) {
            return null;
        }
        String digits = command.replaceAll("[^0-9]", "");
        int count = Math.min(MAX_SKIP, digits.isEmpty() ? 1 : Integer.parseInt(digits));
        if (command.startsWith("SP")) {
            return "\n".repeat(Math.max(1, count));
        }
        return command.startsWith("SK") ? " ".repeat(count) : "";
    }

    private String hexadecimal(String digits) {
        if (digits.isEmpty() || digits.length() % 2 != 0 || !digits.matches("[0-9A-F]+")) {
            return null;
        }
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
        }
        boolean wide = charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
        String text = CharacterSets.decode(bytes, 0, bytes.length, wide ? StandardCharsets.UTF_8 : charset);
        if (text == null) {
            return null;
        }
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        return lines.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t') ? null : lines;
    }

    /** Appends the JIS X 0208 characters at {@code from} and returns where they end, or -1 if there are none. */
    private int japanese(String raw, int from, StringBuilder text) {
        int end = raw.indexOf(delimiters.escape(), from);
        end = end < 0 ? raw.length() : end;
        if (end == from || (end - from) % 2 != 0) {
            return -1;
        }
        byte[] bytes = new byte[end - from + 3];
        bytes[0] = 0x1B;
        bytes[1] = '$';
        bytes[2] = 'B';
        for (int i = from; i < end; i++) {
            char c = raw.charAt(i);
            if (c < 0x21 || c > 0x7E) {
                return -1;
            }
            bytes[i - from + 3] = (byte) c;
        }
        String decoded = CharacterSets.decode(bytes, 0, bytes.length, Charset.forName("ISO-2022-JP"));
        if (decoded == null) {
            return -1;
        }
        text.append(decoded);
        return end;
    }
}
