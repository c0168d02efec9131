package dev.sigilo.benchmarks.chain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What one way reached.
 *
 * @param records    how many records went through
 * @param sizeBytes  their mean length
 * @param seconds    from the first one sent to the last one out
 * @param allSeconds until nothing was left to do beside that either
 * @param cpuSeconds processor's time of each process until then, by its name
 */
public record Measurement(
        long records, double sizeBytes, double seconds, double allSeconds, Map<String, Double> cpuSeconds) {

    /** Records a second. */
    public double rate() {
        return records / seconds;
    }

    /** Records a second, with everything that happens beside. */
    public double allRate() {
        return records / allSeconds;
    }

    /** Millions of bytes a second. */
    public double megabytesPerSecond() {
        return rate() * sizeBytes / 1e6;
    }

    /** Processor's time for 1,000 records by process, in seconds. */
    public Map<String, Double> cpuPerThousand() {
        Map<String, Double> costs = new LinkedHashMap<>();
        cpuSeconds.forEach((process, seconds) -> costs.put(process, 1000 * seconds / records));
        return costs;
    }

    /** Runs from its making. */
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

        /** All have come out. */
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
