/** Each stage by itself, on one core, by JMH. */
package dev.sigilo.benchmarks.stages;
