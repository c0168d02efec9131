/**
 * The MySQL sink against what one can do by hand on the same server and rows. Start at
 * {@link dev.sigilo.benchmarks.sink.SinkBenchmark}.
 */
package dev.sigilo.benchmarks.sink;
