package dev.sigilo.benchmarks.scale;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Estimates what a cluster needs for a given rate (records per second), in proportion to {@link Figures}. Everything is
 * sized to be {@code busy_percent} busy at that rate; the rest is reserved for peaks, for catching up and for a machine
 * that fails.
 */
public final class CapacityPlan {
    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;
    private static final double TERA = 1e12;
    private static final long SECONDS_A_DAY = 86_400;
    /** With fewer servers, the cluster would not survive the loss of one. */
    private static final int FEWEST_SERVERS = 3;

    /** The topics that every record passes through, and the subscriptions that read each of them. */
    private enum Hop {
        RAW("raw_bytes", 1, true),
        /** Only messages of hospital formats pass it. */
        CONVERTED("converted_bytes", 1, true),
        CLASSIFIED("classified_bytes", 2, true),
        SEALED("sealed_bytes", 3, true),
        TOKENIZED("tokenized_bytes", 2, false),
        COMMAND("command_bytes", 1, false),
        QUERY("query_bytes", 1, false);

        private final String bytes;
        private final int readers;
        /** Whether it carries the record as it was sent, so that its size depends on the format. */
        private final boolean original;

        Hop(String bytes, int readers, boolean original) {
            this.bytes = bytes;
            this.readers = readers;
            this.original = original;
        }
    }

    /**
     * Functions, and the number of messages that each one processes per record: a command row is created when the
     * record is sealed and again when it is tokenized.
     */
    private enum Stage {
        CLASSIFY(1),
        SEAL(1),
        TOKENIZE(1),
        PROJECT_COMMAND(2),
        PROJECT_QUERY(1);

        private final int messages;

        Stage(int messages) {
            this.messages = messages;
        }

        private String figure() {
            return name().toLowerCase(Locale.ROOT) + "_rate";
        }

        private String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Figures figures;
    /** The hospital format of the messages, or null for records as JSON. */
    private final String format;

    private final double rate;
    private final double busy;

    private CapacityPlan(Figures figures, String format, double rate) {
        this.figures = figures;
        this.format = format;
        this.rate = rate;
        this.busy = figures.of("busy_percent") / 100;
    }

    /**
     * Returns the plans for several rates side by side, in records per second, with one line per resource.
     *
     * @param format the hospital format in which the records arrive, such as {@code hl7v2}; null for records as JSON
     */
    public static String table(Figures figures, String format, List<Long> rates) {
        List<CapacityPlan> plans = rates.stream()
                .map(rate -> new CapacityPlan(figures, format, rate))
                .toList();
        Map<String, ToDoubleFunction<CapacityPlan>> lines = new LinkedHashMap<>();
        if (format != null) {
            lines.put("instances of convert", CapacityPlan::convertInstances);
        }
        for (Stage stage : Stage.values()) {
            lines.put("instances of " + stage.label(), plan -> plan.instances(stage));
        }
        lines.put("cores of functions", CapacityPlan::functionCores);
        lines.put("partitions of a topic", CapacityPlan::partitions);
        lines.put("into brokers, MB/s", plan -> plan.in() / MEGA);
        lines.put("out of brokers, MB/s", plan -> plan.out() / MEGA);
        lines.put("brokers", CapacityPlan::brokers);
        lines.put("onto bookies, MB/s", plan -> plan.in() * plan.copies() / MEGA);
        lines.put("bookies", CapacityPlan::bookies);
        lines.put("the log, TB/day", plan -> plan.logBytesADay() / TERA);
        lines.put("db_query, shards", CapacityPlan::queryShards);
        lines.put("db_query, rows/s", plan -> plan.rate);
        lines.put("db_query, GB/day", plan -> plan.queryBytesADay() / GIGA);
        lines.put("db_command, shards", CapacityPlan::commandShards);
        lines.put("db_command, rows/s", CapacityPlan::commandRows);
        lines.put("db_command, GB/day", plan -> plan.commandBytesADay() / GIGA);
        lines.put("data keys a day, millions", plan -> plan.rate * SECONDS_A_DAY / MEGA);

        List<String> text = new ArrayList<>();
        text.add(line("records/s", plans, plan -> plan.rate));
        lines.forEach((label, value) -> text.add(line(label, plans, value)));
        return String.join("\n", text) + "\n";
    }

    private static String line(String label, List<CapacityPlan> plans, ToDoubleFunction<CapacityPlan> value) {
        StringBuilder line = new StringBuilder(String.format("%-28s", label));
        for (CapacityPlan plan : plans) {
            double number = value.applyAsDouble(plan);
            line.append(String.format(
                    Locale.ROOT, number < 10 && number != Math.rint(number) ? "%,14.1f" : "%,14.0f", number));
        }
        return line.toString();
    }

    // ---- functions

    private int instances(Stage stage) {
        return servers(rate * stage.messages, figures.of(stage.figure()), 1);
    }

    private int convertInstances() {
        return format == null ? 0 : servers(rate, figures.of(format + "_rate"), 1);
    }

    private double functionCores() {
        double cores = convertInstances() * figures.of("instance_cores");
        for (Stage stage : Stage.values()) {
            cores += instances(stage) * figures.of("instance_cores");
        }
        return cores;
    }

    /**
     * Returns a power of two, so that it can be doubled and divides evenly among instances and shards that are powers
     * of two.
     */
    private int partitions() {
        int most = Math.max(convertInstances(), Math.max(queryShards(), commandShards()));
        for (Stage stage : Stage.values()) {
            most = Math.max(most, instances(stage));
        }
        return powerOfTwo(most);
    }

    // ---- Pulsar

    /** Returns the bytes of a record on a topic. */
    private double bytes(Hop hop) {
        if (format == null) {
            return hop == Hop.CONVERTED ? 0 : figures.of(hop.bytes);
        }
        return figures.of(hop.original ? format + "_" + hop.bytes : hop.bytes);
    }

    private double in() {
        double bytes = 0;
        for (Hop hop : Hop.values()) {
            bytes += bytes(hop);
        }
        return bytes * rate;
    }

    private double out() {
        double bytes = 0;
        for (Hop hop : Hop.values()) {
            bytes += bytes(hop) * hop.readers;
        }
        return bytes * rate;
    }

    private double copies() {
        return figures.of("copies");
    }

    private int brokers() {
        return servers((in() + out()) / MEGA, figures.of("broker_rate"), FEWEST_SERVERS);
    }

    private int bookies() {
        return servers(in() * copies() / MEGA, figures.of("bookie_rate"), FEWEST_SERVERS);
    }

    private double logBytesADay() {
        return figures.of("tokenized_bytes") * rate * copies() * SECONDS_A_DAY;
    }

    // ---- MySQL

    private double commandRows() {
        // Two for the record, one for the vault, one for its key.
        return rate * 4;
    }

    private int queryShards() {
        return powerOfTwo(servers(rate, figures.of("query_row_rate"), 1));
    }

    private int commandShards() {
        return powerOfTwo(servers(commandRows(), figures.of("command_row_rate"), 1));
    }

    private double queryBytesADay() {
        return figures.of("query_row_bytes") * rate * SECONDS_A_DAY;
    }

    private double commandBytesADay() {
        // The vault's row grows with the sealed original.
        double sealed = bytes(Hop.SEALED) - figures.of(Hop.SEALED.bytes);
        return (figures.of("command_record_bytes") + sealed) * rate * SECONDS_A_DAY;
    }

    // ---- arithmetic

    private int servers(double load, double rateOfOne, int fewest) {
        return (int) Math.max(fewest, Math.ceil(load / (rateOfOne * busy)));
    }

    private static int powerOfTwo(int number) {
        int power = Integer.highestOneBit(number);
        return power == number ? power : power * 2;
    }
}
