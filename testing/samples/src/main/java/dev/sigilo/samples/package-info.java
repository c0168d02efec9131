/**
 * Creates synthetic patients and their radiology records. No real person is involved.
 * {@link dev.sigilo.samples.SyntheticPopulation} creates them from a seed, each with the list of identifiers that must
 * not remain anywhere.
 */
package dev.sigilo.samples;
