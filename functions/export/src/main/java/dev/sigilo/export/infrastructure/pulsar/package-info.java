/** Runs the export as a Pulsar Function. */
package dev.sigilo.export.infrastructure.pulsar;
