/**
 * More partitions, instances and shards on a running stack: no record is lost or duplicated, the order of each key is
 * kept, and every instance gets work.
 */
package dev.sigilo.tests.scale;
