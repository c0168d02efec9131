/**
 * The servers that Sigilo runs on, on this machine: Pulsar standalone and two databases, with the pipeline deployed.
 * Start at {@link dev.sigilo.stack.EmbeddedStack}. Whoever only uses a stack takes a {@link dev.sigilo.stack.Stack}, and
 * does not mind what it is made of.
 */
package dev.sigilo.stack;
