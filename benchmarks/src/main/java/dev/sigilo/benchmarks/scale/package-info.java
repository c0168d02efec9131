/**
 * How the pipeline grows: {@link dev.sigilo.benchmarks.scale.ScaleBenchmark} measures partitions and instances on one machine,
 * {@link dev.sigilo.benchmarks.scale.CapacityPlan} computes from such figures what a cluster needs.
 */
package dev.sigilo.benchmarks.scale;
