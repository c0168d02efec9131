/**
 * What is known of each kind of identifier, in one place. Start at {@link dev.sigilo.identifiers.IdentifierScheme}, the
 * table of kinds; classify and tokenize read it. {@link dev.sigilo.identifiers.CheckDigits} has the arithmetic of check
 * digits.
 */
package dev.sigilo.identifiers;
