/** Measures the speed of classify. Start at {@link dev.sigilo.benchmarks.classify.ClassifyBenchmark}. */
package dev.sigilo.benchmarks.classify;
