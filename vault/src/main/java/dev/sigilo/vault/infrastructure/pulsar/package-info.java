/** The ports over Pulsar's topics. Errors never contain the client's messages, which may quote what was sent. */
package dev.sigilo.vault.infrastructure.pulsar;
