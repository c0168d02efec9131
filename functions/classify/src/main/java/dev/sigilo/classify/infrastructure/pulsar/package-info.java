/** Runs classify as a Pulsar Function. */
package dev.sigilo.classify.infrastructure.pulsar;
