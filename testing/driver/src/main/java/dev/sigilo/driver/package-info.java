/**
 * Runs the topology that pulsar-config describes in one process, without servers. Start at
 * {@link dev.sigilo.driver.Topology#read}, then {@link dev.sigilo.driver.TopologyDriver}.
 */
package dev.sigilo.driver;
