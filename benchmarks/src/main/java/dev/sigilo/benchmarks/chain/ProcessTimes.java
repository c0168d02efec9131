package dev.sigilo.benchmarks.chain;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The CPU time that processes have used so far, by process name. */
record ProcessTimes(Map<String, Duration> used) {

    /** Reads the current times from the system. */
    static ProcessTimes now(Supplier<Map<String, ProcessHandle>> processes) {
        Map<String, Duration> used = new LinkedHashMap<>();
        processes
                .get()
                .forEach((name, process) ->
                        used.put(name, process.info().totalCpuDuration().orElse(Duration.ZERO)));
        return new ProcessTimes(used);
    }

    /**
     * Returns the seconds of CPU time that each process has used since then. A process that started later counts from
     * its start.
     */
    Map<String, Double> secondsSince(ProcessTimes then) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        used.forEach((name, time) -> seconds.put(
                name, time.minus(then.used.getOrDefault(name, Duration.ZERO)).toNanos() / 1e9));
        return seconds;
    }
}
