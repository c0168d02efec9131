/**
 * A Pulsar sink for MySQL and MariaDB that acknowledges a message only after its row is committed, sorts bad rows out of
 * good batches, and outlives the server. Start at {@link dev.sigilo.sink.mysql.MySqlJdbcSink}; the way of a row is
 * worker, mapper, batch, statement.
 */
package dev.sigilo.sink.mysql;
