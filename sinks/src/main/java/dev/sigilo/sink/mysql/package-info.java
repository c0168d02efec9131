/**
 * A Pulsar sink for MySQL and MariaDB. It acknowledges a message only after its row is committed, refuses bad rows
 * without losing the good ones of their batch, and waits out server failures. Start at {@link
 * dev.sigilo.sink.mysql.MySqlJdbcSink}; a row passes through worker, mapper, batch writer and statement text.
 */
package dev.sigilo.sink.mysql;
