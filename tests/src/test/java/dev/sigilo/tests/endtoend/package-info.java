/**
 * End to end on real servers: records go in by each of Pulsar's doors, rows come out by SQL, and the books balance.
 * One contract, {@link dev.sigilo.tests.endtoend.PipelineContract}, for the embedded stack and for containers.
 */
package dev.sigilo.tests.endtoend;
