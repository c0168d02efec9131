/**
 * The command {@code sigilo}: one class per command, registered in {@link dev.sigilo.cli.Sigilo}. Commands print results
 * on standard output and one line on standard error if they fail. Only {@code try}, {@code scrub}, {@code evaluate},
 * {@code query}, {@code reveal} and {@code rejects open} print the content of records or texts.
 */
package dev.sigilo.cli;
