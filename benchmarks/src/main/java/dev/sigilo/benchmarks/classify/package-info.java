/** How fast classify is; begin at {@link dev.sigilo.benchmarks.classify.ClassifyBenchmark}. */
package dev.sigilo.benchmarks.classify;
