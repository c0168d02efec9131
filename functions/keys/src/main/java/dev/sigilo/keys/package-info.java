/**
 * Everything that needs key material: {@link dev.sigilo.keys.TokenKeys} makes tokens, {@link dev.sigilo.keys.Sealer}
 * seals and opens originals, {@link dev.sigilo.keys.Keyset} makes, rotates and lists the key files, and
 * {@link dev.sigilo.keys.KeysetSecret} fetches them. No type of this package prints a key.
 */
package dev.sigilo.keys;
