/**
 * Measures scrubbing against texts whose identifiers were marked by people. Start at
 * {@link dev.sigilo.tokenize.evaluate.ScrubScores}; docs/EVALUATE.md says what each figure means.
 */
package dev.sigilo.tokenize.evaluate;
