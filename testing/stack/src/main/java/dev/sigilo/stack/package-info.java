/**
 * Runs Sigilo's servers on this machine: Pulsar standalone and two databases, with the pipeline deployed. Start at
 * {@link dev.sigilo.stack.EmbeddedStack}. Code that only uses a stack takes a {@link dev.sigilo.stack.Stack} and does
 * not depend on how it runs.
 */
package dev.sigilo.stack;
