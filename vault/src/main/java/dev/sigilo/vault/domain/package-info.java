/**
 * The vault's values and rules: sealed originals, the signed audit chain, tokens, rejects. No database, no Pulsar, no
 * command line.
 */
package dev.sigilo.vault.domain;
