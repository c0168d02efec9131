package dev.sigilo.benchmarks.scale;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The result of a run of {@link ScaleBenchmark}.
 *
 * @param cores   the cores of this machine
 * @param records the number of records that went through at each width
 * @param points  one for each width
 * @param rows    the size of a row in each table in bytes, with its indexes
 */
public record ScaleResult(int cores, int records, List<Point> points, Map<String, Double> rows) {

    /**
     * The result at one width.
     *
     * @param partitions  the partitions of every topic
     * @param parallelism the instances of every function and sink
     * @param chain       records per second from intake/raw until nothing is waiting anywhere, with all stages running
     * @param stages      messages per second of each function and sink when only it runs, by name
     * @param bytes       stored bytes per record on each topic, by its short name, if they could be measured
     * @param fairness    the smallest number of messages that an instance of a function processed, as a fraction of an
     *                    even share; 1 is even
     * @param outOfOrder  events in the log that come after a later one of the same record
     */
    public record Point(
            int partitions,
            int parallelism,
            double chain,
            Map<String, Double> stages,
            Map<String, Double> bytes,
            double fairness,
            long outOfOrder) {}

    /** Keeps copies. */
    public ScaleResult {
        points = List.copyOf(points);
    }

    private double efficiency(Point point) {
        return point.chain() / points.get(0).chain();
    }

    /** Returns a human-readable text: one line per width, then the stages, then the bytes. */
    public String toTable() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d records at each width, %d cores%npartitions  instances  chain/s  of the first  fairness  out of order%n",
                records,
                cores));
        for (Point point : points) {
            text.append(String.format(
                    Locale.ROOT,
                    "%10d %10d %8.0f %13.2f %9.2f %13d%n",
                    point.partitions(),
                    point.parallelism(),
                    point.chain(),
                    efficiency(point),
                    point.fairness(),
                    point.outOfOrder()));
        }
        text.append(String.format("%nmessages/s of each stage by itself%n%-20s", ""));
        points.forEach(point -> text.append(String.format("%9s", point.partitions() + "x" + point.parallelism())));
        text.append(System.lineSeparator());
        for (String stage : points.get(0).stages().keySet()) {
            text.append(String.format("%-20s", stage));
            points.forEach(point -> text.append(
                    String.format(Locale.ROOT, "%9.0f", point.stages().get(stage))));
            text.append(System.lineSeparator());
        }
        text.append(String.format("%nstored bytes per record%n"));
        points.get(0)
                .bytes()
                .forEach((topic, bytes) -> text.append(String.format(Locale.ROOT, "%-20s%9.0f%n", topic, bytes)));
        text.append(String.format("%nbytes per row of each table%n"));
        rows.forEach((table, bytes) -> text.append(String.format(Locale.ROOT, "%-20s%9.0f%n", table, bytes)));
        return text.toString();
    }

    /** Returns one line of JSON. */
    public String toJson() {
        List<Map<String, Object>> all = points.stream()
                .map(point -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    map.put("partitions", point.partitions());
                    map.put("parallelism", point.parallelism());
                    map.put("chain", rounded(point.chain()));
                    map.put("efficiency", Math.round(efficiency(point) * 100) / 100.0);
                    map.put("fairness", Math.round(point.fairness() * 100) / 100.0);
                    map.put("out_of_order", point.outOfOrder());
                    map.put("stages", rounded(point.stages()));
                    map.put("bytes", rounded(point.bytes()));
                    return map;
                })
                .toList();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("bench", "scale");
        result.put("cores", cores);
        result.put("records", records);
        result.put("points", all);
        result.put("row_bytes", rounded(rows));
        try {
            return new ObjectMapper().writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("only numbers and texts are written here", e);
        }
    }

    private static Map<String, Long> rounded(Map<String, Double> values) {
        Map<String, Long> rounded = new LinkedHashMap<>();
        values.forEach((name, value) -> rounded.put(name, rounded(value)));
        return rounded;
    }

    private static long rounded(double value) {
        return Math.round(value);
    }
}
