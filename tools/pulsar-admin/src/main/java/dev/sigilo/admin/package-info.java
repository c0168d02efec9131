/** The connection to Pulsar's admin API that commands and benchmarks share. */
package dev.sigilo.admin;
