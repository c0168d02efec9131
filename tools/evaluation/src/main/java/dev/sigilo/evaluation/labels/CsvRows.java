package dev.sigilo.evaluation.labels;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a CSV file (RFC 4180, UTF-8) whose first line names the columns. */
final class CsvRows {
    /** Accepts text after a closing quote and a missing last quote, as files exported from spreadsheets have them. */
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setTrailingData(true)
            .setLenientEof(true)
            .get();

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private CsvRows() {}

    /**
     * Returns one map per row, from column name to value; a missing value is empty.
     *
     * @throws IOException if the file cannot be read or is not UTF-8
     */
    static List<Map<String, String>> read(Path file) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file);
                CSVParser parser = FORMAT.parse(withoutMark(reader))) {
            Iterator<CSVRecord> records = parser.iterator();
            if (!records.hasNext()) {
                return rows;
            }
            List<String> names = records.next().toList();
            while (records.hasNext()) {
                rows.add(row(names, records.next()));
            }
        }
        return rows;
    }

    private static BufferedReader withoutMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    private static Map<String, String> row(List<String> names, CSVRecord values) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i), i < values.size() ? values.get(i) : "");
        }
        return row;
    }
}
