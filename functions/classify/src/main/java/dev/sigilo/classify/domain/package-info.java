/**
 * The decisions of classify, without Pulsar: the models for a record, the label of its report, and the category of each
 * field. Start at {@link dev.sigilo.classify.domain.Classifier}. {@link dev.sigilo.classify.domain.Intake} converts
 * bytes to records.
 */
package dev.sigilo.classify.domain;
