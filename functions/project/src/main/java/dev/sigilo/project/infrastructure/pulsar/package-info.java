/** Runs the views as a Pulsar Function. */
package dev.sigilo.project.infrastructure.pulsar;
