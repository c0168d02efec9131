/** Shared code of the benchmarks on real servers. None of them needs JMH; those that do are in separate packages. */
package dev.sigilo.benchmarks;
