package dev.sigilo.benchmarks;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the JMH benchmarks of one class. */
public final class JmhRun {

    private JmhRun() {}

    /**
     * Runs the benchmarks of the class and prints their results.
     *
     * @param args JMH's options
     */
    public static void of(Class<?> benchmarks, String[] args) throws RunnerException, CommandLineOptionException {
        new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(args))
                        .include(benchmarks.getSimpleName())
                        .build())
                .run();
    }
}
