/** Measures each stage separately on one core, with JMH. */
package dev.sigilo.benchmarks.stages;
