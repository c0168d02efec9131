package dev.sigilo.benchmarks.chain;

import java.util.List;
import java.util.Locale;

/**
 * The result of {@link ChainBenchmark}.
 *
 * @param functions the functions that a record passes through on its way to db_query
 * @param records   the number of records of each length that went through the chain
 * @param sizes     the results by length, in the requested order
 * @param resident  the memory that the whole stack used at the end, in bytes
 */
public record ChainResult(List<String> functions, int records, List<Size> sizes, long resident) {

    /**
     * The results for one length.
     *
     * @param sizeBytes mean length of the records
     */
    public record Size(double sizeBytes, Measurement chain, Measurement identity, Measurement loop) {

        /** Returns the chain's rate as a fraction of the identity functions' rate. */
        public double chainToIdentity() {
            return chain.rate() / identity.rate();
        }
    }

    /** Returns one line of JSON: records per second at the first length. */
    public String toJson() {
        Size size = sizes.get(0);
        return String.format(
                Locale.ROOT,
                "{\"bench\":\"chain\",\"chain\":%.0f,\"identity\":%.0f,\"loop\":%.0f," + "\"chain_to_identity\":%.3f}",
                size.chain().rate(),
                size.identity().rate(),
                size.loop().rate(),
                size.chainToIdentity());
    }

    /** Returns a human-readable table. */
    public String toTable() {
        StringBuilder table = new StringBuilder();
        for (Size size : sizes) {
            table.append(String.format(
                            Locale.ROOT, "records of %,.0f bytes (mean of %,d)%n", size.sizeBytes(), records))
                    .append(String.format(
                            Locale.ROOT,
                            "  %-34s %10s %8s %10s   %s%n",
                            "way",
                            "records/s",
                            "MB/s",
                            "to loop",
                            "CPU seconds per 1,000 records"));
            row(table, "(a) chain, raw to row in db_query", size.chain(), size);
            row(table, "(b) identity, " + functions.size() + " functions", size.identity(), size);
            row(table, "(c) consumer and producer loop", size.loop(), size);
            table.append(String.format(
                    Locale.ROOT,
                    "  chain to identity %.2f (target 0.50); with everything else that runs (seal, vault, db_command): %,.0f records/s%n%n",
                    size.chainToIdentity(),
                    size.chain().allRate()));
        }
        return table.append(String.format(
                        Locale.ROOT, "the stack uses %,d MB of memory at the end%n", resident / 1_000_000))
                .toString();
    }

    private static void row(StringBuilder table, String way, Measurement measured, Size size) {
        StringBuilder costs = new StringBuilder();
        measured.cpuPerThousand()
                .forEach((process, seconds) -> costs.append(
                        String.format(Locale.ROOT, "%s%s %.3f", costs.length() == 0 ? "" : ", ", process, seconds)));
        table.append(String.format(
                Locale.ROOT,
                "  %-34s %,10.0f %8.1f %10.3f   %s%n",
                way,
                measured.rate(),
                measured.megabytesPerSecond(),
                measured.rate() / size.loop().rate(),
                costs));
    }
}
