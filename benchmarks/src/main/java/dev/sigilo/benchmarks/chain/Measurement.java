package dev.sigilo.benchmarks.chain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The measured result of one way.
 *
 * @param records    the number of records that went through
 * @param sizeBytes  their mean length
 * @param seconds    from the first record sent to the last one out
 * @param allSeconds until all other work was done, too
 * @param cpuSeconds the CPU time of each process until then, by process name
 */
public record Measurement(
        long records, double sizeBytes, double seconds, double allSeconds, Map<String, Double> cpuSeconds) {

    /** Returns the records per second. */
    public double rate() {
        return records / seconds;
    }

    /** Returns the records per second, measured until all other work was done, too. */
    public double allRate() {
        return records / allSeconds;
    }

    /** Returns the megabytes (10^6 bytes) per second. */
    public double megabytesPerSecond() {
        return rate() * sizeBytes / 1e6;
    }

    /** Returns the CPU time per 1,000 records by process, in seconds. */
    public Map<String, Double> cpuPerThousand() {
        Map<String, Double> costs = new LinkedHashMap<>();
        cpuSeconds.forEach((process, seconds) -> costs.put(process, 1000 * seconds / records));
        return costs;
    }

    /** Starts when it is created. */
    static final class Clock {
        private final Supplier<Map<String, ProcessHandle>> processes;
        private final ProcessTimes times;
        private final long start;
        private double seconds;

        Clock(Supplier<Map<String, ProcessHandle>> processes) {
            this.processes = processes;
            times = ProcessTimes.now(processes);
            start = System.nanoTime();
        }

        /** Marks the moment when all records have come out. */
        void out() {
            seconds = elapsed();
        }

        Measurement done(long records, double sizeBytes) {
            double all = elapsed();
            return new Measurement(
                    records,
                    sizeBytes,
                    seconds,
                    all,
                    ProcessTimes.now(processes).secondsSince(times));
        }

        private double elapsed() {
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
