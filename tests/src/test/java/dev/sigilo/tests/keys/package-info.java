/** What keys do over time: rotation, tokenizing again from the vault, erasure. On the in-process driver. */
package dev.sigilo.tests.keys;
