/**
 * Attacks on the pipeline: poisoned messages, injections, forbidden statements, tokens to be joined or guessed.
 */
package dev.sigilo.tests.attack;
