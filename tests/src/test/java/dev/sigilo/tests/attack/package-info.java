/**
 * What somebody might send or try: poisoned messages, injections, forbidden statements, tokens to be joined or guessed.
 */
package dev.sigilo.tests.attack;
