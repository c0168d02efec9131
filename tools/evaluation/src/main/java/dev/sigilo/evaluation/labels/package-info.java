/**
 * Measures classify against annotated files that stay where they are. The command is
 * {@link dev.sigilo.evaluation.labels.ClassifyEvaluation}.
 */
package dev.sigilo.evaluation.labels;
