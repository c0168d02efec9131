/**
 * Tests that no identifier remains where it must not be. {@link dev.sigilo.tests.leak.LeakScanner} searches the output
 * of the stages for every identifier of a synthetic population, in every encoded form.
 */
package dev.sigilo.tests.leak;
