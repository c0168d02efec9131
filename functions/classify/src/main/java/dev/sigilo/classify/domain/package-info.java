/**
 * What classify decides, without Pulsar: which models a record is for, what its report says, and what each of its
 * fields is. Start at {@link dev.sigilo.classify.domain.Classifier}; bytes become records in
 * {@link dev.sigilo.classify.domain.Intake}.
 */
package dev.sigilo.classify.domain;
