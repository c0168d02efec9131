/**
 * Compares the whole chain with what the platform itself can do. {@link dev.sigilo.benchmarks.chain.ChainBenchmark}
 * measures throughput and its CPU time, {@link dev.sigilo.benchmarks.chain.LoadBenchmark} latency at given rates.
 */
package dev.sigilo.benchmarks.chain;
