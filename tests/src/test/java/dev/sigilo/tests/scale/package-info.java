/**
 * More partitions, instances and shards, on a running stack: nothing lost, nothing twice, the order of a key kept, work
 * for everybody.
 */
package dev.sigilo.tests.scale;
