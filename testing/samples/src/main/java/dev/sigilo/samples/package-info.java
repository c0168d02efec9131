/**
 * Synthetic patients and their radiology records: no real person. {@link dev.sigilo.samples.SyntheticPopulation} makes
 * them from a seed, each with the list of what must not be left of it anywhere.
 */
package dev.sigilo.samples;
