/** The two Pulsar Functions of this module, each a thin class over its core in {@code domain}. */
package dev.sigilo.tokenize.infrastructure.pulsar;
