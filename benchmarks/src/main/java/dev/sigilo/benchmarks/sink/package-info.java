/**
 * Compares the MySQL sink with hand-written loading on the same server and with the same rows. Start at
 * {@link dev.sigilo.benchmarks.sink.SinkBenchmark}.
 */
package dev.sigilo.benchmarks.sink;
