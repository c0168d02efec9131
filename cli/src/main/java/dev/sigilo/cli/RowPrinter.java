package dev.sigilo.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Prints the rows of a result while it reads them; the first rows of a table determine the column widths. */
final class RowPrinter {
    private static final int ROWS_THAT_DECIDE_WIDTHS = 1000;
    private static final int WIDEST_CELL = 40;
    /** A narrower cell would be useless; columns are left out instead. */
    private static final int NARROWEST_CELL = 10;

    private static final String BETWEEN = " | ";
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    /** Output formats. */
    enum Format {
        TABLE,
        CSV,
        JSON
    }

    private final Console console;
    private final Format format;
    private final int maxWidth;
    /** Maximum length of a table line in characters, 0 for no limit. */
    private final int lineWidth;

    /** @param maxWidth the maximum width of a table's cell in characters, 0 for no limit */
    RowPrinter(Console console, Format format, int maxWidth) {
        this(console, format, maxWidth, 0);
    }

    private RowPrinter(Console console, Format format, int maxWidth, int lineWidth) {
        this.console = console;
        this.format = format;
        this.maxWidth = maxWidth;
        this.lineWidth = lineWidth;
    }

    /** Returns a printer whose tables fit the terminal, if the output is one. */
    static RowPrinter fitting(Console console, Format format) {
        return new RowPrinter(console, format, WIDEST_CELL, console.columns());
    }

    /** Prints every row and returns how many there were. */
    long print(ResultSet rows) throws SQLException {
        return print(rows, Set.of());
    }

    /**
     * Prints every row and returns how many there were.
     *
     * @param jsonColumns numbers, from 1, of the columns that contain JSON although the server reports them as text
     */
    long print(ResultSet rows, Set<Integer> jsonColumns) throws SQLException {
        try {
            return switch (format) {
                case TABLE -> table(rows);
                case CSV -> csv(rows);
                case JSON -> json(rows, jsonColumns);
            };
        } catch (IOException e) {
            throw new Console.OutputClosedException(e);
        }
    }

    // ---- table

    private long table(ResultSet rows) throws SQLException {
        List<String> names = names(rows);
        List<List<String>> first = new ArrayList<>();
        boolean more = false;
        while (first.size() < ROWS_THAT_DECIDE_WIDTHS && (more = rows.next())) {
            first.add(cells(rows, names.size()));
        }
        int[] natural = new int[names.size()];
        for (int i = 0; i < natural.length; i++) {
            natural[i] = length(names.get(i));
            for (List<String> row : first) {
                natural[i] = Math.max(natural[i], length(row.get(i)));
            }
        }
        int[] widths = fit(natural);
        line(names, widths);
        StringBuilder rule = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            rule.append(i == 0 ? "" : "-+-").append("-".repeat(widths[i]));
        }
        console.println(rule.toString());
        long count = first.size();
        first.forEach(row -> line(row, widths));
        while (more && rows.next()) {
            line(cells(rows, names.size()), widths);
            count++;
        }
        console.println("(" + count + (count == 1 ? " row" : " rows")
                + (widths.length == names.size()
                        ? ""
                        : "; " + (names.size() - widths.length) + " columns do not fit: "
                                + String.join(", ", names.subList(widths.length, names.size()))
                                + "; select fewer, or add --width 40 or --format csv")
                + ")");
        return count;
    }

    /** Widths that make lines fit: the widest columns are cut first; if that is not enough, columns at the end are left out. */
    private int[] fit(int[] natural) {
        int[] widths = natural.clone();
        if (lineWidth <= 0) {
            return widths;
        }
        while (lineLength(widths) > lineWidth) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST_CELL) {
                break;
            }
            widths[widest]--;
        }
        int columns = widths.length;
        while (columns > 1 && lineLength(Arrays.copyOf(widths, columns)) > lineWidth) {
            columns--;
        }
        // Give the width of the omitted columns back to the remaining ones.
        int[] left = Arrays.copyOf(widths, columns);
        for (int i = 0; i < columns; i++) {
            left[i] = Math.min(natural[i], left[i] + Math.max(0, lineWidth - lineLength(left)));
        }
        return left;
    }

    private static int lineLength(int[] widths) {
        return Arrays.stream(widths).sum() + BETWEEN.length() * (widths.length - 1);
    }

    private List<String> cells(ResultSet rows, int columns) throws SQLException {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            Object value = value(rows, i);
            // A value may contain characters that move a terminal's cursor; a table's cell is one line of plain text.
            String text = value == null ? "NULL" : value.toString().replaceAll("\\p{Cntrl}+", " ");
            cells.add(maxWidth > 0 ? cut(text, maxWidth) : text);
        }
        return cells;
    }

    private static String cut(String text, int width) {
        return length(text) > width ? text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…" : text;
    }

    private void line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = lineWidth > 0 ? cut(cells.get(i), widths[i]) : cells.get(i);
            line.append(i == 0 ? "" : BETWEEN).append(cell).append(" ".repeat(Math.max(0, widths[i] - length(cell))));
        }
        console.println(line.toString().stripTrailing());
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    // ---- CSV and JSON

    private long csv(ResultSet rows) throws SQLException {
        List<String> names = names(rows);
        console.println(String.join(",", names.stream().map(RowPrinter::quoted).toList()));
        long count = 0;
        for (; rows.next(); count++) {
            StringBuilder line = new StringBuilder();
            for (int i = 1; i <= names.size(); i++) {
                Object value = value(rows, i);
                line.append(i == 1 ? "" : ",").append(value == null ? "" : quoted(value.toString()));
            }
            console.println(line.toString());
        }
        return count;
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain && !text.isEmpty() ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private long json(ResultSet rows, Set<Integer> jsonColumns) throws SQLException, IOException {
        List<String> names = names(rows);
        ResultSetMetaData columns = rows.getMetaData();
        OutputStream out = console.out();
        long count = 0;
        out.write('[');
        for (; rows.next(); count++) {
            out.write((count == 0 ? "\n" : ",\n").getBytes(StandardCharsets.UTF_8));
            try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                json.writeStartObject();
                for (int i = 1; i <= names.size(); i++) {
                    json.writeFieldName(names.get(i - 1));
                    write(json, value(rows, i), jsonColumns.contains(i) ? "JSON" : columns.getColumnTypeName(i));
                }
                json.writeEndObject();
            }
        }
        out.write("\n]\n".getBytes(StandardCharsets.UTF_8));
        return count;
    }

    private static void write(JsonGenerator json, Object value, String type) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Number number) {
            json.writeNumber(new BigDecimal(number.toString()));
        } else if (type.equals("JSON")) {
            json.writeRawValue(value.toString());
        } else {
            json.writeString(value.toString());
        }
    }

    private static List<String> names(ResultSet rows) throws SQLException {
        List<String> names = new ArrayList<>();
        ResultSetMetaData columns = rows.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i));
        }
        return names;
    }

    /** Writes numbers and booleans as such, bytes in base64, anything else as the server's text. */
    private static Object value(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : rows.getString(column);
    }
}
