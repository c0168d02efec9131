package dev.sigilo.benchmarks.chain;

import java.util.List;
import java.util.Locale;

/**
 * The result of {@link LoadBenchmark}.
 *
 * @param steps      each rate
 * @param saturation the maximum rate of the chain in records per second; NaN if it kept up with every rate
 * @param half       one more step at half of that rate; null if the chain kept up
 */
public record LoadResult(List<LoadStep> steps, double saturation, LoadStep half) {

    /** Keeps a copy. */
    public LoadResult {
        steps = List.copyOf(steps);
    }

    /** Returns one line of JSON, with times in milliseconds, and null values if the chain was not saturated. */
    public String toJson() {
        StringBuilder json = new StringBuilder("{\"bench\":\"load\",\"saturation\":")
                .append(number(saturation))
                .append(",\"at_half\":")
                .append(half == null ? "null" : json(half))
                .append(",\"steps\":[");
        for (int i = 0; i < steps.size(); i++) {
            json.append(i == 0 ? "" : ",").append(json(steps.get(i)));
        }
        return json.append("]}").toString();
    }

    private static String number(double rate) {
        return Double.isNaN(rate) ? "null" : String.format(Locale.ROOT, "%.0f", rate);
    }

    private static String json(LoadStep step) {
        return String.format(
                Locale.ROOT,
                "{\"rate\":%.0f,\"reached\":%.0f,\"p50_ms\":%.1f,\"p90_ms\":%.1f,\"p99_ms\":%.1f,"
                        + "\"p99_9_ms\":%.1f,\"saturated\":%b}",
                figures(step, step.saturated()));
    }

    /** Returns a human-readable table. */
    public String toTable() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%10s %10s %9s %9s %9s %9s%n",
                "records/s",
                "came out",
                "p50 ms",
                "p90 ms",
                "p99 ms",
                "p99.9 ms"));
        steps.forEach(step -> row(table, step));
        if (half == null) {
            return table.append("the chain kept up with every rate\n").toString();
        }
        table.append(String.format(
                Locale.ROOT,
                "saturated at %,.0f records/s; at half of that (target: p99 300 ms or less)%n",
                saturation));
        row(table, half);
        return table.toString();
    }

    private static void row(StringBuilder table, LoadStep step) {
        table.append(String.format(
                Locale.ROOT,
                "%,10.0f %,10.0f %9.1f %9.1f %9.1f %9.1f%s%n",
                figures(step, step.saturated() ? "  does not keep up" : "")));
    }

    /**
     * Returns the figures of a step in the order in which both formats print them; the last one is whether it was
     * saturated.
     */
    private static Object[] figures(LoadStep step, Object saturated) {
        return new Object[] {
            step.rate(),
            step.reached(),
            step.milliseconds(50),
            step.milliseconds(90),
            step.milliseconds(99),
            step.milliseconds(99.9),
            saturated
        };
    }
}
