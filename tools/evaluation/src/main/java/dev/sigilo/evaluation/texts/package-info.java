/**
 * Scores scrubbing against texts with annotated identifiers. Start at
 * {@link dev.sigilo.evaluation.texts.ScrubScores}; docs/EVALUATE.md explains each figure.
 */
package dev.sigilo.evaluation.texts;
