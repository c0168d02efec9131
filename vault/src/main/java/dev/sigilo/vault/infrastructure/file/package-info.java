/** The ports over files: the audit log, its signing key, erasure certificates. */
package dev.sigilo.vault.infrastructure.file;
