package dev.sigilo.benchmarks.chain;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The processor's time that processes have used so far, by their name. */
record ProcessTimes(Map<String, Duration> used) {

    /** As the system tells it now. */
    static ProcessTimes now(Supplier<Map<String, ProcessHandle>> processes) {
        Map<String, Duration> used = new LinkedHashMap<>();
        processes
                .get()
                .forEach((name, process) ->
                        used.put(name, process.info().totalCpuDuration().orElse(Duration.ZERO)));
        return new ProcessTimes(used);
    }

    /** What each used since then, in seconds. A process that was not there then counts from its start. */
    Map<String, Double> secondsSince(ProcessTimes then) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        used.forEach((name, time) -> seconds.put(
                name, time.minus(then.used.getOrDefault(name, Duration.ZERO)).toNanos() / 1e9));
        return seconds;
    }
}
