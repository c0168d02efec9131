/**
 * The use case of the first stage: {@link dev.sigilo.classify.application.ClassifyRecord}. It depends on policies, but
 * not on Pulsar.
 */
package dev.sigilo.classify.application;
