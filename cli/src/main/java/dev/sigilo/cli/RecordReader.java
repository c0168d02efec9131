package dev.sigilo.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.sigilo.records.IdText;
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

/** Reads records from a file: NDJSON with one message per line, or CSV with a header and one message per row. It streams: a
 * file of any size needs the memory of one record.
 *
 * <p>It does not validate records. An NDJSON line is the message, byte for byte. A malformed CSV row (a wrong number of
 * cells, a misplaced quote, not UTF-8) becomes a message unchanged, so that the pipeline rejects and counts it. Reading
 * continues at the next line, so the rows after it are not lost. Empty lines are skipped and counted. A UTF-8 byte order
 * mark at the start of the file is skipped.
 *
 * <p>It refuses a file that would be misread as a whole: UTF-16, a CSV header without any field known to the policy,
 * a CSV file read as NDJSON. If no delimiter is given, it uses the one that yields the most known names in the header.
 *
 * <p>It does not use a CSV library. Libraries decide themselves where a malformed row ends, do not return its bytes, and
 * accept rows that count as malformed here (blanks after a closing quote).
 */
final class RecordReader {
    private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;
    /** The longest cell that spans lines; beyond it, the opening quote is treated as misplaced. */
    private static final int MAX_ROW_BYTES = 8 * 1024 * 1024;
    /** Delimiters that are tried if none is given. */
    private static final String DELIMITERS = ",;\t|";

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    /** The formats of a file of records. */
    enum Format {
        NDJSON,
        CSV;

        /** Returns the format by the file's name: CSV for {@code .csv}, else NDJSON. */
        static Format of(String fileName) {
            return fileName.toLowerCase(java.util.Locale.ROOT).endsWith(".csv") ? CSV : NDJSON;
        }
    }

    /** One message and its position in the file.
     *
     * @param line    number of its first line, from 1
     * @param format  its format; null for a record as JSON
     * @param message its bytes
     */
    record Entry(long line, String format, byte[] message) {
        Entry(long line, byte[] message) {
            this(line, null, message);
        }

        @Override
        public String toString() {
            return "Entry[line " + line + "]";
        }
    }

    private record Line(long number, byte[] bytes) {}

    private final InputStream in;
    private final Format format;
    /** Null if any field name is accepted. */
    private final FieldNames names;

    private final boolean formatGiven;
    private final boolean delimiterGiven;
    private final byte[] buffer = new byte[1 << 16];
    private final Deque<Line> pushedBack = new ArrayDeque<>();
    private int position;
    private int limit;
    private long lines;
    private long emptyLines;
    private char delimiter;
    private List<String> header;
    private long brokenRows;
    private String firstBrokenRow;

    /** Reads a file in this format and accepts any field names. */
    RecordReader(InputStream in, Format format, char delimiter) {
        this(in, format, true, delimiter, null);
    }

    /**
     * @param formatGiven whether the format was given, rather than guessed from the file's name
     * @param delimiter   the delimiter, or null to detect it from the header
     * @param names       the known field names, or null to accept any
     */
    RecordReader(InputStream in, Format format, boolean formatGiven, Character delimiter, FieldNames names) {
        this.in = in;
        this.format = format;
        this.formatGiven = formatGiven;
        this.delimiterGiven = delimiter != null;
        this.delimiter = delimiter == null ? ',' : delimiter;
        this.names = names;
    }

    /** Returns the next message, or null at the end.
     *
     * @throws CliException if the CSV header cannot be used, or a line is over 64 MiB
     * @throws IOException  if the file cannot be read
     */
    Entry next() throws IOException {
        if (format == Format.CSV && header == null) {
            readHeader();
        }
        Line line = nonEmptyLine();
        if (line == null) {
            return null;
        }
        if (format == Format.NDJSON && !formatGiven && line.number() == emptyLines + 1) {
            checkIsNoCsv(line);
        }
        return format == Format.NDJSON ? new Entry(line.number(), line.bytes()) : row(line);
    }

    /** Returns how many empty lines were skipped so far. */
    long emptyLines() {
        return emptyLines;
    }

    /** Returns the delimiter of this CSV file; valid after the first row. */
    char delimiter() {
        return delimiter;
    }

    /** Returns how many CSV rows were malformed so far; each became a message unchanged. */
    long brokenRows() {
        return brokenRows;
    }

    /** Returns the line number and fault of the first malformed row, or null. */
    String firstBrokenRow() {
        return firstBrokenRow;
    }

    // ---- CSV

    private void checkIsNoCsv(Line line) {
        if (names != null && line.bytes().length > 0 && line.bytes()[0] != '{') {
            char given = delimiter;
            guessDelimiter(line.bytes());
            List<String> cells = cells(line.bytes());
            delimiter = given;
            if (cells != null && known(cells) >= 2) {
                throw new CliException("line " + line.number()
                        + " looks like a CSV header, but the file is read as NDJSON; add --format csv");
            }
        }
    }

    /** Chooses the delimiter that yields the most known names, then the most columns. */
    private void guessDelimiter(byte[] row) {
        char best = DELIMITERS.charAt(0);
        long most = -1;
        for (int i = 0; i < DELIMITERS.length(); i++) {
            char candidate = DELIMITERS.charAt(i);
            delimiter = candidate;
            List<String> cells = cells(row);
            long score = cells == null ? -1 : known(cells) * 1_000_000 + cells.size();
            if (score > most) {
                most = score;
                best = candidate;
            }
        }
        delimiter = best;
    }

    private long known(List<String> cells) {
        return cells.stream().map(IdText::strip).filter(names::isKnown).count();
    }

    /** Returns the option that selects this delimiter. */
    static String option(char delimiter) {
        return "--delimiter " + (delimiter == '\t' ? "tab" : "'" + delimiter + "'");
    }

    /** Returns the error without quoting the cells: in a file without a header, the first line is somebody's record. */
    private CliException noKnownName(List<String> columns, byte[] row) {
        char given = delimiter;
        guessDelimiter(row);
        List<String> other = cells(row);
        if (delimiterGiven && delimiter != given && other != null && known(other) > 0) {
            return new CliException("the CSV header, read with " + option(given)
                    + ", has no field known to the policy; the file uses " + option(delimiter));
        }
        delimiter = given;
        List<String> meant = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String nearest = names.nearest(columns.get(i));
            if (nearest != null) {
                meant.add("column " + (i + 1) + " may be " + nearest);
            }
        }
        return new CliException("the CSV header has no field known to the policy (" + columns.size()
                + (columns.size() == 1 ? " column" : " columns") + ", read with " + option(delimiter) + ")"
                + (meant.isEmpty() ? "" : "; " + String.join(", ", meant))
                + "; the first line must contain the field names listed in the README");
    }

    private void readHeader() throws IOException {
        Line line = nonEmptyLine();
        header = line == null ? List.of() : header(line);
    }

    private List<String> header(Line line) throws IOException {
        if (!delimiterGiven && names != null) {
            guessDelimiter(line.bytes());
        }
        List<String> cells = cells(line.bytes());
        if (cells == null) {
            throw new CliException(
                    "line " + line.number() + " is not a CSV header: it has a misplaced quote, or it is not UTF-8; "
                            + "the first line must contain the column names");
        }
        List<String> columns = cells.stream().map(IdText::strip).toList();
        if (names != null && known(columns) == 0) {
            throw noKnownName(columns, line.bytes());
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).isEmpty()) {
                throw new CliException("column " + (i + 1) + " has no name in the CSV header; name or remove it");
            }
            if (!seen.add(columns.get(i))) {
                throw new CliException(
                        "column " + (i + 1) + " has the same name as another one in the CSV header; rename it");
            }
        }
        return columns;
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
        brokenRows++;
        if (firstBrokenRow == null) {
            List<String> own = cells(first.bytes());
            firstBrokenRow = "line " + first.number()
                    + (!isUtf8(first.bytes())
                            ? " is not UTF-8"
                            : own == null
                                    ? " has a misplaced quote"
                                    : " has " + own.size() + (own.size() == 1 ? " cell" : " cells")
                                            + " where the header has " + header.size());
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
                        // cells() reports a fault after a closing quote; no further line can fix it.
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

    private static boolean isUtf8(byte[] row) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(row));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Returns the row's cells, or null if it has a misplaced quote or is not UTF-8. */
    private List<String> cells(byte[] row) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(row))
                    .toString();
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
        if (lines == 1
                && bytes.length >= 2
                && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xff + 0xfe
                && (bytes[0] & 0xff) >= 0xfe) {
            throw new CliException(
                    "the file is UTF-16, according to its first two bytes; convert it: iconv -f UTF-16 -t UTF-8");
        }
        if (lines == 1 && bytes.length >= 3 && Arrays.equals(bytes, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
            start = BYTE_ORDER_MARK.length;
        }
        int end = bytes.length > start && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        return new Line(lines, start == 0 && end == bytes.length ? bytes : Arrays.copyOfRange(bytes, start, end));
    }
}
