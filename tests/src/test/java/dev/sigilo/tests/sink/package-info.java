/** The MySQL sink as users deploy it: its NAR on a real Pulsar. */
package dev.sigilo.tests.sink;
