/**
 * The command {@code sigilo}: one class per command, wired in {@link dev.sigilo.cli.Sigilo}. Commands print results on
 * standard output and one line on standard error where they fail; no content of a record is printed but by
 * {@code try}, {@code scrub}, {@code query} and {@code reveal}, whose purpose it is.
 */
package dev.sigilo.cli;
