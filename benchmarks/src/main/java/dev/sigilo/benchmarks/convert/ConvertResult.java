package dev.sigilo.benchmarks.convert;

import java.util.List;
import java.util.Locale;

/**
 * The result of {@link ConvertBenchmark} for one format. Rates are per second of processor time.
 *
 * @param format      the format's name
 * @param messages    the number of different messages
 * @param bytes       their length together
 * @param records     how many records they become
 * @param recordBytes the length of the records' messages together, before compression
 * @param rejects     how many messages and parts of messages are rejected
 * @param rounds      the messages per second of each round
 */
public record ConvertResult(
        String format, int messages, long bytes, long records, long recordBytes, long rejects, List<Double> rounds) {

    /** Keeps a copy. */
    public ConvertResult {
        rounds = List.copyOf(rounds);
    }

    /** Returns the messages per second: the median of the rounds. */
    public double messagesPerSecond() {
        List<Double> sorted = rounds.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    /** Returns the megabytes (10^6 bytes) of messages per second. */
    public double megabytesPerSecond() {
        return messagesPerSecond() * bytes / messages / 1e6;
    }

    /** Returns the records per second. */
    public double recordsPerSecond() {
        return messagesPerSecond() * records / messages;
    }

    /** Returns one line of JSON with the rates of every format. */
    public static String toJson(List<ConvertResult> results) {
        StringBuilder json = new StringBuilder("{\"bench\":\"convert\"");
        for (ConvertResult result : results) {
            json.append(String.format(
                    Locale.ROOT,
                    ",\"%s\":{\"messages_per_second\":%.0f,\"megabytes_per_second\":%.1f,\"records_per_second\":%.0f}",
                    result.format,
                    result.messagesPerSecond(),
                    result.megabytesPerSecond(),
                    result.recordsPerSecond()));
        }
        return json.append('}').toString();
    }

    /** Returns a human-readable table. */
    public static String toTable(List<ConvertResult> results) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%-8s %9s %11s %8s %8s %12s %8s %11s %18s%n",
                "format",
                "messages",
                "bytes each",
                "records",
                "rejects",
                "messages/s",
                "MB/s",
                "records/s",
                "bytes per record"));
        for (ConvertResult result : results) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-8s %,9d %,11.0f %,8d %,8d %,12.0f %8.1f %,11.0f %,18.0f%n",
                    result.format,
                    result.messages,
                    (double) result.bytes / result.messages,
                    result.records,
                    result.rejects,
                    result.messagesPerSecond(),
                    result.megabytesPerSecond(),
                    result.recordsPerSecond(),
                    result.records == 0 ? 0 : (double) result.recordBytes / result.records));
        }
        for (ConvertResult result : results) {
            table.append(String.format(
                    Locale.ROOT,
                    "%s, messages/s of each round: %s%n",
                    result.format,
                    String.join(
                            ", ",
                            result.rounds.stream()
                                    .map(rate -> String.format(Locale.ROOT, "%,.0f", rate))
                                    .toList())));
        }
        return table.append(
                        "one core (processor time, garbage collection included); targets: hl7v2 2,000 messages/s, fhir"
                                + " and dicom 20 MB/s\n")
                .toString();
    }
}
