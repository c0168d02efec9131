/**
 * Measures how fast free text is scrubbed and records are tokenized and sealed. Start at
 * {@link dev.sigilo.benchmarks.tokenize.ScrubBenchmark}.
 */
package dev.sigilo.benchmarks.tokenize;
