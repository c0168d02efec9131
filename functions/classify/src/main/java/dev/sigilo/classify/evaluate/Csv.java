package dev.sigilo.classify.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads CSV as RFC 4180 has it, with a first line of names. */
final class Csv {
    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    /** One map a row, name to value. */
    static List<Map<String, String>> read(Path file) throws IOException {
        String text = Files.readString(file);
        Csv csv = new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text);
        List<String> names = csv.row();
        List<Map<String, String>> rows = new ArrayList<>();
        while (csv.at < csv.text.length()) {
            List<String> values = csv.row();
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                row.put(names.get(i), i < values.size() ? values.get(i) : "");
            }
            rows.add(row);
        }
        return rows;
    }

    private List<String> row() {
        List<String> values = new ArrayList<>();
        do {
            values.add(value());
        } while (at < text.length() && text.charAt(at++) == ',');
        if (at < text.length() && text.charAt(at - 1) == '\r') {
            at++;
        }
        return values;
    }

    private String value() {
        StringBuilder value = new StringBuilder();
        if (at < text.length() && text.charAt(at) == '"') {
            for (at++; at < text.length(); at++) {
                if (text.charAt(at) == '"') {
                    at++;
                    if (at >= text.length() || text.charAt(at) != '"') {
                        return value.toString();
                    }
                }
                value.append(text.charAt(at));
            }
            return value.toString();
        }
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            value.append(text.charAt(at++));
        }
        return value.toString();
    }
}
