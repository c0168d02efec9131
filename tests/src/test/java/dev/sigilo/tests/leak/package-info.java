/**
 * Whether anything of a patient is left where it must not be. {@link dev.sigilo.tests.leak.LeakScanner} searches what
 * leaves the stages for every identifier of a synthetic population, in every form it could hide in.
 */
package dev.sigilo.tests.leak;
