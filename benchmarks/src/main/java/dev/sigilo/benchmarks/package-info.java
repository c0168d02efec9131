/** What the benchmarks on real servers share. None of them needs JMH; those that do stand in packages of their own. */
package dev.sigilo.benchmarks;
