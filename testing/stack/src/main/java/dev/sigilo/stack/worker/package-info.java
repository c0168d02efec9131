/**
 * What runs inside Pulsar's functions worker: {@link dev.sigilo.stack.worker.OwnRoleThreads} and
 * {@link dev.sigilo.stack.worker.OwnRoleProcesses} start functions and sinks under a role of their own. These classes use
 * nothing but Pulsar's, because they are put on its class path by themselves.
 */
package dev.sigilo.stack.worker;
