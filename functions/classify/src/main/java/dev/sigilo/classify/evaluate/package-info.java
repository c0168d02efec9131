/**
 * Measures classify against annotated files that stay where they are. The command is
 * {@link dev.sigilo.classify.evaluate.ClassifyEvaluation}.
 */
package dev.sigilo.classify.evaluate;
