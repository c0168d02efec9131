package dev.sigilo.formats.hl7v2;

import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One message of an input, as segments. Contains PHI.
 *
 * @param segments the segments in the order of the message; the first is MSH
 * @param charset  the message's character set
 * @param declared whether the message or the map names the character set, which otherwise is a guess
 */
record MessageText(List<Segment> segments, Charset charset, boolean declared) {
    private static final String BATCH_SEGMENTS = "FHS BHS FTS BTS";
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /**
     * The bytes of one message in an input.
     *
     * @param bytes   the whole input, in one of the encodings that contain ASCII
     * @param from    where the message begins
     * @param to      where it ends
     * @param charset the input's own encoding if it is UTF-16 or UTF-32, otherwise null
     */
    record Slice(byte[] bytes, int from, int to, Charset charset) {
        /** Returns the bytes of the message in its own encoding. */
        byte[] message() {
            byte[] own = Arrays.copyOfRange(bytes, from, to);
            return charset == null ? own : new String(own, StandardCharsets.UTF_8).getBytes(charset);
        }
    }

    /**
     * Finds the messages of an input: each begins with MSH at the beginning of a line. Line ends are CR, LF and the bytes
     * that frame a message in MLLP (HL7 v2.8.2 section 2.6.2; HL7 transport specification MLLP release 1).
     *
     * @param dropped counts the lines before the first message
     * @throws RecordFormatException {@link RejectReason#EMPTY_MESSAGE}, {@code NOT_HL7}, {@code UNKNOWN_ENCODING} or
     *                               {@code TOO_MANY_RECORDS}
     */
    static List<Slice> slices(byte[] input, Map<String, Integer> dropped) throws RecordFormatException {
        Charset wide = CharacterSets.wide(input);
        byte[] bytes = input;
        if (wide != null) {
            String text = CharacterSets.decode(input, 0, input.length, wide);
            if (text == null) {
                throw new RecordFormatException(RejectReason.UNKNOWN_ENCODING, "MSH-18", -1);
            }
            bytes = text.getBytes(StandardCharsets.UTF_8);
        }
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i + 3 < bytes.length; i++) {
            if (bytes[i] == 'M' && bytes[i + 1] == 'S' && bytes[i + 2] == 'H' && isMessageStart(bytes, i)) {
                starts.add(i);
            }
        }
        if (starts.size() > Hl7Reader.MAX_RECORDS) {
            throw new RecordFormatException(RejectReason.TOO_MANY_RECORDS, "MSH", -1);
        }
        if (starts.isEmpty()) {
            boolean blank = new String(bytes, StandardCharsets.ISO_8859_1).isBlank();
            throw new RecordFormatException(blank ? RejectReason.EMPTY_MESSAGE : RejectReason.NOT_HL7, "MSH", -1);
        }
        int first = startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
        String before = new String(bytes, first, Math.max(0, starts.get(0) - first), StandardCharsets.ISO_8859_1);
        lines(before)
                .forEach(line -> dropped.merge(isBatch(line) ? line.substring(0, 3) : "(unknown)", 1, Integer::sum));
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int to = i + 1 < starts.size() ? starts.get(i + 1) : bytes.length;
            slices.add(new Slice(bytes, starts.get(i), to, wide));
        }
        return slices;
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= 3
                && bytes[0] == BYTE_ORDER_MARK[0]
                && bytes[1] == BYTE_ORDER_MARK[1]
                && bytes[2] == BYTE_ORDER_MARK[2];
    }

    private static boolean isMessageStart(byte[] bytes, int at) {
        int next = bytes[at + 3];
        if (next < 0 || !Delimiters.isFieldDelimiter((char) next) || next != '|' && !isDelimiters(bytes, at + 4)) {
            return false;
        }
        for (int i = at - 1; i >= 0; i--) {
            if (bytes[i] != ' ' && bytes[i] != '\t') {
                return isLineEnd(bytes[i]) || i == 2 && startsWithMark(bytes);
            }
            if (at - i > 20) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether the bytes look like MSH-2: one to four delimiters. A line of a text may begin with MSH too, such as
     * {@code MSH-6}, the gene. After a bar they are not checked, so that two patients are never read as one message.
     */
    private static boolean isDelimiters(byte[] bytes, int from) {
        byte field = bytes[from - 1];
        int at = from;
        while (at < bytes.length && at < from + 4 && bytes[at] != field) {
            if (!Delimiters.isFieldDelimiter((char) (bytes[at] & 0xFF))) {
                return false;
            }
            at++;
        }
        return at > from;
    }

    private static boolean isLineEnd(int c) {
        return c == '\r' || c == '\n' || c == 0x0B || c == 0x1C;
    }

    private static boolean isBatch(String line) {
        return line.length() >= 3 && BATCH_SEGMENTS.contains(line.substring(0, 3));
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isLineEnd(text.charAt(i))) {
                if (i > from && !text.substring(from, i).isBlank()) {
                    lines.add(text.substring(from, i));
                }
                from = i + 1;
            }
        }
        return lines;
    }

    /**
     * Reads one message.
     *
     * @param setting the character set for messages without MSH-18, or null
     * @param dropped counts the segments that frame a batch
     * @throws RecordFormatException {@link RejectReason#NOT_HL7}, {@code UNKNOWN_ENCODING} or {@code TOO_LARGE}
     */
    static MessageText read(Slice slice, Charset setting, Map<String, Integer> dropped) throws RecordFormatException {
        String header = header(slice);
        Delimiters delimiters = Delimiters.of(header);
        String declared = charsetName(header, delimiters);
        Charset charset = slice.charset() != null
                ? StandardCharsets.UTF_8
                : CharacterSets.of(slice.bytes(), slice.from(), slice.to(), declared, setting);
        String text = CharacterSets.decode(slice.bytes(), slice.from(), slice.to(), charset);
        if (text == null || !text.startsWith("MSH")) {
            throw new RecordFormatException(RejectReason.UNKNOWN_ENCODING, "MSH-18", -1);
        }
        Escapes escapes = new Escapes(delimiters, charset);
        List<Segment> segments = new ArrayList<>();
        StringBuilder segment = new StringBuilder();
        for (String line : lines(text)) {
            String start = segmentStart(line, delimiters);
            if (start == null) {
                // Some systems break the text of a segment into lines. The rest of the segment is on the next line.
                segment.append('\n').append(line);
                continue;
            }
            add(segment, segments, delimiters, escapes, dropped);
            if (segments.size() > Hl7Reader.MAX_SEGMENTS) {
                throw new RecordFormatException(RejectReason.TOO_LARGE, "MSH", -1);
            }
            segment.setLength(0);
            segment.append(start);
        }
        add(segment, segments, delimiters, escapes, dropped);
        Charset own = slice.charset() == null ? charset : slice.charset();
        boolean ascii = declared.isBlank() || StandardCharsets.US_ASCII.equals(CharacterSets.named(declared));
        return new MessageText(segments, own, !ascii || setting != null || slice.charset() != null);
    }

    private static void add(
            StringBuilder line,
            List<Segment> segments,
            Delimiters delimiters,
            Escapes escapes,
            Map<String, Integer> dropped) {
        if (line.length() == 0) {
            return;
        }
        String text = line.toString();
        if (isBatch(text)) {
            dropped.merge(text.substring(0, 3), 1, Integer::sum);
        } else {
            segments.add(new Segment(text, delimiters, escapes));
        }
    }

    /** Returns the line from the segment's name on, or null if the line does not begin with one. */
    private static String segmentStart(String line, Delimiters delimiters) {
        String start = line.stripLeading();
        if (start.length() < 3 || !isName(start)) {
            return null;
        }
        if (start.length() == 3) {
            return DataTypes.isStandard(start) || start.charAt(0) == 'Z' ? start : null;
        }
        boolean batch = isBatch(start) && Delimiters.isFieldDelimiter(start.charAt(3));
        return batch || start.charAt(3) == delimiters.field() ? start : null;
    }

    private static boolean isName(String line) {
        for (int i = 0; i < 3; i++) {
            char c = line.charAt(i);
            if (!(c >= 'A' && c <= 'Z') && !(i > 0 && c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }

    private static String header(Slice slice) {
        int end = slice.from();
        while (end < slice.to() && !isLineEnd(slice.bytes()[end])) {
            end++;
        }
        return new String(slice.bytes(), slice.from(), end - slice.from(), StandardCharsets.ISO_8859_1);
    }

    /** Returns MSH-18: the first of its character sets, or the Japanese one that switches to the others. */
    private static String charsetName(String header, Delimiters delimiters) {
        List<String> fields = Delimiters.split(header, delimiters.field(), 30);
        String found = "";
        if (fields.size() > 17) {
            for (String name : Delimiters.split(fields.get(17).strip(), delimiters.repetition(), 20)) {
                boolean switching =
                        name.strip().equals("ISO IR87") || name.strip().equals("ISO IR159");
                if (found.isEmpty() || switching) {
                    found = name.strip();
                }
            }
        }
        return found.equals("\"\"") ? "" : found;
    }

    /** Returns the bytes of a message of these segments, in this message's character set. */
    byte[] encode(String text) {
        byte[] bytes = text.getBytes(charset);
        if (!declared && charset.equals(StandardCharsets.ISO_8859_1)) {
            // Without a declared character set, these bytes must not be taken for UTF-8 when they are read again.
            boolean ambiguous = CharacterSets.decode(bytes, 0, bytes.length, StandardCharsets.UTF_8) != null;
            return ambiguous ? text.getBytes(StandardCharsets.UTF_8) : bytes;
        }
        return bytes;
    }

    @Override
    public String toString() {
        return "MessageText[" + segments.size() + " segments]";
    }
}
