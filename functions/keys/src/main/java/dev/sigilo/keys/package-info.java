/**
 * Everything that needs key material: {@link dev.sigilo.keys.TokenKeys} creates tokens, {@link dev.sigilo.keys.Sealer}
 * seals and opens originals, {@link dev.sigilo.keys.Keyset} creates, rotates and lists the key files, and
 * {@link dev.sigilo.keys.KeysetSecret} reads them. No type of this package prints a key.
 */
package dev.sigilo.keys;
