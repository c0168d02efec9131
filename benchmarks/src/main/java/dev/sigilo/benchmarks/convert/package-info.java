/** The benchmark of convert. {@code sigilo bench convert} runs it. */
package dev.sigilo.benchmarks.convert;
