/** The life of keys: rotation, retokenizing from the vault, erasure. On the in-process driver. */
package dev.sigilo.tests.keys;
