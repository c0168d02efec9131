/** Migrates the tables of both databases to the version that this code needs, with Flyway, and sets up their users. */
package dev.sigilo.tables;
