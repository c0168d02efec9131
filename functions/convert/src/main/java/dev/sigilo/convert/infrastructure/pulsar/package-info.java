/** Runs convert as a Pulsar Function. */
package dev.sigilo.convert.infrastructure.pulsar;
