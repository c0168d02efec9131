/**
 * Measures and plans how the pipeline scales: {@link dev.sigilo.benchmarks.scale.ScaleBenchmark} measures partitions
 * and instances on one machine, and {@link dev.sigilo.benchmarks.scale.CapacityPlan} uses such figures to compute what
 * a cluster needs.
 */
package dev.sigilo.benchmarks.scale;
