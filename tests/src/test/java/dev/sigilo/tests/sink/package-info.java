/** The MySQL sink as users have it: its NAR on a real Pulsar. */
package dev.sigilo.tests.sink;
