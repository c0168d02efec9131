/** The two Pulsar Functions of this module. Each is a thin class over its core in {@code domain}. */
package dev.sigilo.tokenize.infrastructure.pulsar;
