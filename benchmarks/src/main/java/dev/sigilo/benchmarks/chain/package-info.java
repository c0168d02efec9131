/**
 * The whole chain against what the platform itself does. {@link dev.sigilo.benchmarks.chain.ChainBenchmark} measures
 * throughput and the processor's time that it costs, {@link dev.sigilo.benchmarks.chain.LoadBenchmark} latency at given rates.
 */
package dev.sigilo.benchmarks.chain;
