/** Brings the tables and users of both databases to the version that this code needs, with Flyway. */
package dev.sigilo.tables;
