package dev.sigilo.benchmarks.scale;

import dev.sigilo.benchmarks.BenchmarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The figures that a capacity plan is based on. They are defined only in the tables of docs/SCALING.md. */
public final class Figures {
    /** {@code | `name` | 1,234.5 | …}. */
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z0-9_]+)` \\| ([0-9,]+(?:\\.[0-9]+)?) \\|.*");

    private final Path source;
    private final Map<String, Double> values;

    private Figures(Path source, Map<String, Double> values) {
        this.source = source;
        this.values = values;
    }

    /**
     * Reads every row of a Markdown file whose first cell is a name in backquotes and whose second is a number.
     *
     * @throws BenchmarkException if the file cannot be read or names a figure twice
     */
    public static Figures read(Path markdown) {
        Map<String, Double> values = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(markdown)) {
                Matcher row = ROW.matcher(line);
                if (row.matches()
                        && values.put(row.group(1), Double.valueOf(row.group(2).replace(",", ""))) != null) {
                    throw new BenchmarkException(
                            markdown + " has the figure " + row.group(1) + " twice; remove one of them");
                }
            }
        } catch (IOException e) {
            throw new BenchmarkException(
                    markdown + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
        return new Figures(markdown, values);
    }

    /** Returns a figure, which must be present and above 0. */
    double of(String name) {
        Double value = values.get(name);
        if (value == null || value <= 0) {
            throw new BenchmarkException(
                    source + " lacks the figure `" + name + "`; write it into the table with a number above 0");
        }
        return value;
    }
}
