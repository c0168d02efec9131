/**
 * Code that runs inside Pulsar's functions worker: {@link dev.sigilo.stack.worker.OwnRoleThreads} and
 * {@link dev.sigilo.stack.worker.OwnRoleProcesses} start functions and sinks with a separate role. These classes use
 * only Pulsar's classes, because they are added to its class path without any others.
 */
package dev.sigilo.stack.worker;
