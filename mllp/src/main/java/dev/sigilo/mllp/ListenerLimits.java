package dev.sigilo.mllp;

import java.time.Duration;

/**
 * The limits of a listener.
 *
 * @param connections       the maximum number of open connections; further ones are closed at once
 * @param messageBytes      the maximum size of a message in bytes
 * @param unacknowledged    the maximum number of messages of one connection that wait for their reply
 * @param storingBytes      the maximum size of all messages together that the store has not finished yet, in bytes
 * @param storeTime         how long the store may take before the reply is {@link Refusal#NO_ANSWER}
 * @param idleTime          how long a connection may be silent, and how long one message may take to arrive
 * @param stopTime          how long a stop waits for messages that are being stored
 */
public record ListenerLimits(
        int connections,
        int messageBytes,
        int unacknowledged,
        int storingBytes,
        Duration storeTime,
        Duration idleTime,
        Duration stopTime) {
    /** 64 connections, 5 MiB a message, 256 replies a connection, 64 MiB in all; 30 s to store, 10 min of silence. */
    public static final ListenerLimits DEFAULT = new ListenerLimits(
            64,
            5 * 1024 * 1024,
            256,
            64 * 1024 * 1024,
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofSeconds(35));

    /** Returns the same limits with another number of connections. */
    public ListenerLimits withConnections(int number) {
        return new ListenerLimits(number, messageBytes, unacknowledged, storingBytes, storeTime, idleTime, stopTime);
    }

    /** Returns the same limits with another time for the store; a stop waits 5 s longer than that. */
    public ListenerLimits withStoreTime(Duration time) {
        return new ListenerLimits(
                connections, messageBytes, unacknowledged, storingBytes, time, idleTime, time.plusSeconds(5));
    }

    /** Returns the same limits with another time for silent connections. */
    public ListenerLimits withIdleTime(Duration time) {
        return new ListenerLimits(connections, messageBytes, unacknowledged, storingBytes, storeTime, time, stopTime);
    }

    /** Returns the same limits with other sizes. */
    public ListenerLimits withSizes(int message, int unacknowledgedMessages, int storing) {
        return new ListenerLimits(connections, message, unacknowledgedMessages, storing, storeTime, idleTime, stopTime);
    }
}
