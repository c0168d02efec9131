package dev.sigilo.benchmarks.sink;

import java.util.List;
import java.util.Locale;

/**
 * The results of the contestants, in rows per second.
 *
 * @param rows       rows written by the sink, the loop and LOAD DATA each time
 * @param server     version of the database server
 * @param sink       the sink, fed from a topic's backlog (median of all rounds)
 * @param loop       a multi-row upsert loop over one connection (median of all rounds)
 * @param rowByRow   single-row upserts, 200 per transaction
 * @param loadData   LOAD DATA LOCAL INFILE
 * @param sinkRounds each round of the sink
 * @param loopRounds each round of the loop
 */
public record SinkBenchmarkResult(
        int rows,
        String server,
        double sink,
        double loop,
        double rowByRow,
        double loadData,
        List<Double> sinkRounds,
        List<Double> loopRounds) {

    /** Returns the sink's rate as a fraction of the loop's. */
    public double sinkToLoop() {
        return sink / loop;
    }

    /** Returns how many times faster the sink is than single-row upserts. */
    public double sinkToRowByRow() {
        return sink / rowByRow;
    }

    /** Returns one line of JSON. */
    public String toJson() {
        return String.format(
                Locale.ROOT,
                "{\"bench\":\"sink\",\"sink\":%.0f,\"loop\":%.0f,\"row_by_row\":%.0f,"
                        + "\"load_data\":%.0f,\"sink_to_loop\":%.2f,\"sink_to_row_by_row\":%.2f}",
                sink,
                loop,
                rowByRow,
                loadData,
                sinkToLoop(),
                sinkToRowByRow());
    }

    private static String list(List<Double> rates) {
        return rates.stream()
                .map(rate -> String.format(Locale.ROOT, "%.0f", rate))
                .toList()
                .toString()
                .replace(" ", "");
    }

    /** Returns a human-readable table. */
    public String toTable() {
        String row = "%-42s %,12.0f %10.2f%n";
        return String.format(Locale.ROOT, "%-42s %12s %10s%n", "way", "rows/s", "to sink")
                + String.format(Locale.ROOT, row, "(a) sink, from a topic's backlog", sink, 1.0)
                + String.format(Locale.ROOT, row, "(b) multi-row upsert loop, 1,000 a commit", loop, loop / sink)
                + String.format(Locale.ROOT, row, "(c) row by row, 200 a commit", rowByRow, rowByRow / sink)
                + String.format(Locale.ROOT, row, "(d) LOAD DATA", loadData, loadData / sink)
                + String.format(
                        Locale.ROOT,
                        "sink to loop %.2f (target 0.80), sink to row by row %.2f (target 8)%n"
                                + "%,d rows of 24 columns and about 1 KB; %s; rounds of the sink %s, of the loop %s%n",
                        sinkToLoop(),
                        sinkToRowByRow(),
                        rows,
                        server,
                        list(sinkRounds),
                        list(loopRounds));
    }
}
