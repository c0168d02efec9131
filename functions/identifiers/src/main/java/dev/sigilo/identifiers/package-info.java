/**
 * Defines each kind of identifier in one place. Start at {@link dev.sigilo.identifiers.IdentifierScheme}, the table of
 * kinds, which classify and tokenize read. {@link dev.sigilo.identifiers.CheckDigits} calculates check digits.
 */
package dev.sigilo.identifiers;
