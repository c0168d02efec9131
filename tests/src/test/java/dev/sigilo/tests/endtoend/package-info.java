/**
 * End to end on real servers: records are published through each of Pulsar's protocols, rows are read with SQL, and
 * every record is counted once. One contract, {@link dev.sigilo.tests.endtoend.PipelineContract}, for the embedded
 * stack and for containers.
 */
package dev.sigilo.tests.endtoend;
