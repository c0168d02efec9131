/**
 * What an operator does with the vault: reveal, erase, retokenize and replay, each a service over ports. The interfaces
 * of this package are the ports; {@code dev.sigilo.vault.infrastructure} implements them.
 */
package dev.sigilo.vault.application;
