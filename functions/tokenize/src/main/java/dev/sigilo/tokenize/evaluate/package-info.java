/**
 * Scores scrubbing against texts with annotated identifiers. Start at
 * {@link dev.sigilo.tokenize.evaluate.ScrubScores}; docs/EVALUATE.md explains each figure.
 */
package dev.sigilo.tokenize.evaluate;
