package dev.sigilo.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads records from a file: NDJSON, one message a line, or CSV with a header, one message a row. Streams; a file of any
 * size takes the memory of one record.
 *
 * <p>It judges nothing: an NDJSON line is the message, byte for byte, and a CSV row that is broken (not as many cells as
 * the header, a quote out of place, not UTF-8) becomes a message as it stands, so that the pipeline rejects it and
 * counts it. A broken row does not swallow the rows after it: reading goes on at the next line. Lines without any
 * character are left out and counted. A UTF-8 byte order mark at the start of the file is left out.
 */
final class RecordReader {
    private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;
    /** A cell may run over many lines; beyond this its opening quote is taken for a stray one. */
    private static final int MAX_ROW_BYTES = 8 * 1024 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

    /** How records are written in a file. */
    enum Format {
        NDJSON, CSV;

        /** What the file's name says, NDJSON where it says nothing. */
        static Format of(String fileName) {
            return fileName.toLowerCase(java.util.Locale.ROOT).endsWith(".csv") ? CSV : NDJSON;
        }
    }

    /**
     * One message and where it began.
     *
     * @param line    number of its first line, from 1
     * @param message its bytes
     */
    record Entry(long line, byte[] message) {
        @Override
        public String toString() {
            return "Entry[line " + line + "]";
        }
    }

    private record Line(long number, byte[] bytes) {
    }

    private final InputStream in;
    private final Format format;
    private final char delimiter;
    private final byte[] buffer = new byte[1 << 16];
    private final Deque<Line> pushedBack = new ArrayDeque<>();
    private int position;
    private int limit;
    private long lines;
    private long emptyLines;
    private List<String> header;

    RecordReader(InputStream in, Format format, char delimiter) {
        this.in = in;
        this.format = format;
        this.delimiter = delimiter;
    }

    /**
     * The next message, or null at the end.
     *
     * @throws CliException where the CSV header cannot be used, or a line is over 64 MiB
     * @throws IOException  where the file cannot be read
     */
    Entry next() throws IOException {
        if (format == Format.CSV && header == null) {
            readHeader();
        }
        Line line = nonEmptyLine();
        if (line == null) {
            return null;
        }
        return format == Format.NDJSON ? new Entry(line.number(), line.bytes()) : row(line);
    }

    /** How many lines without any character were left out so far. */
    long emptyLines() {
        return emptyLines;
    }

    // ---- CSV

    private void readHeader() throws IOException {
        Line line = nonEmptyLine();
        header = line == null ? List.of() : header(line);
    }

    private List<String> header(Line line) throws IOException {
        List<String> cells = cells(line.bytes());
        if (cells == null) {
            throw new CliException("line " + line.number() + " is no CSV header: a quote is out of place, or it is not UTF-8; "
                    + "the first line must name the columns");
        }
        List<String> names = cells.stream().map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isEmpty()) {
                throw new CliException("column " + (i + 1) + " has no name in the CSV header; name it or take it out");
            }
            if (!seen.add(names.get(i))) {
                throw new CliException("column " + (i + 1) + " has the name of another one in the CSV header; rename it");
            }
        }
        return names;
    }

    private Entry row(Line first) throws IOException {
        byte[] row = first.bytes();
        List<Line> further = new ArrayList<>();
        while (endsInsideQuotes(row) && row.length < MAX_ROW_BYTES) {
            Line next = line();
            if (next == null) {
                break;
            }
            further.add(next);
            byte[] longer = Arrays.copyOf(row, row.length + 1 + next.bytes().length);
            longer[row.length] = '\n';
            System.arraycopy(next.bytes(), 0, longer, row.length + 1, next.bytes().length);
            row = longer;
        }
        List<String> cells = cells(row);
        if (cells != null && cells.size() == header.size()) {
            return new Entry(first.number(), json(cells));
        }
        for (int i = further.size() - 1; i >= 0; i--) {
            pushedBack.addFirst(further.get(i));
        }
        return new Entry(first.number(), first.bytes());
    }

    private byte[] json(List<String> cells) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (int i = 0; i < cells.size(); i++) {
                if (!cells.get(i).isEmpty()) {
                    json.writeStringField(header.get(i), cells.get(i));
                }
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private boolean endsInsideQuotes(byte[] row) {
        boolean quoted = false;
        boolean cellStart = true;
        for (int i = 0; i < row.length; i++) {
            byte b = row[i];
            if (quoted) {
                if (b == '"') {
                    if (i + 1 < row.length && row[i + 1] == '"') {
                        i++;
                    } else {
                        quoted = false;
                        // What is wrong after a closing quote is told by cells(); no further line mends it.
                        if (i + 1 < row.length && row[i + 1] != delimiter) {
                            return false;
                        }
                    }
                }
            } else if (b == '"' && cellStart) {
                quoted = true;
                cellStart = false;
            } else {
                cellStart = b == delimiter;
            }
        }
        return quoted;
    }

    /** The row's cells, or null where a quote is out of place or the bytes are not UTF-8. */
    private List<String> cells(byte[] row) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(row)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (true) {
            if (at < text.length() && text.charAt(at) == '"') {
                StringBuilder cell = new StringBuilder();
                int end = at + 1;
                while (true) {
                    int quote = text.indexOf('"', end);
                    if (quote < 0) {
                        return null;
                    }
                    cell.append(text, end, quote);
                    end = quote + 1;
                    if (end < text.length() && text.charAt(end) == '"') {
                        cell.append('"');
                        end++;
                    } else {
                        break;
                    }
                }
                if (end < text.length() && text.charAt(end) != delimiter) {
                    return null;
                }
                cells.add(cell.toString());
                at = end;
            } else {
                int end = text.indexOf(delimiter, at);
                end = end < 0 ? text.length() : end;
                cells.add(text.substring(at, end));
                at = end;
            }
            if (at >= text.length()) {
                return cells;
            }
            at++;
            if (at == text.length()) {
                cells.add("");
                return cells;
            }
        }
    }

    // ---- lines

    private Line nonEmptyLine() throws IOException {
        Line line = line();
        while (line != null && line.bytes().length == 0) {
            emptyLines++;
            line = line();
        }
        return line;
    }

    private Line line() throws IOException {
        if (!pushedBack.isEmpty()) {
            return pushedBack.removeFirst();
        }
        ByteArrayOutputStream longLine = null;
        while (true) {
            if (position == limit) {
                limit = in.read(buffer);
                position = 0;
                if (limit <= 0) {
                    limit = 0;
                    return longLine == null ? null : line(longLine.toByteArray());
                }
            }
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            if (end < limit && longLine == null) {
                byte[] bytes = Arrays.copyOfRange(buffer, position, end);
                position = end + 1;
                return line(bytes);
            }
            longLine = longLine == null ? new ByteArrayOutputStream(2 * (end - position) + 64) : longLine;
            longLine.write(buffer, position, end - position);
            if (longLine.size() > MAX_LINE_BYTES) {
                throw new CliException("line " + (lines + 1) + " is over " + MAX_LINE_BYTES
                        + " bytes long; is the file NDJSON or CSV?");
            }
            boolean ended = end < limit;
            position = ended ? end + 1 : end;
            if (ended) {
                return line(longLine.toByteArray());
            }
        }
    }

    private Line line(byte[] bytes) {
        lines++;
        int start = 0;
        if (lines == 1 && bytes.length >= 3 && Arrays.equals(bytes, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
            start = BYTE_ORDER_MARK.length;
        }
        int end = bytes.length > start && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        return new Line(lines, start == 0 && end == bytes.length ? bytes : Arrays.copyOfRange(bytes, start, end));
    }
}
