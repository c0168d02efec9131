/**
 * The ports over db_command and db_query. Errors contain the server's codes, never its messages, which may quote a row.
 */
package dev.sigilo.vault.infrastructure.jdbc;
