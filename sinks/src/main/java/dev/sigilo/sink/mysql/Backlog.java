package dev.sigilo.sink.mysql;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the messages and bytes that the sink holds but has not committed yet. Adding beyond the limit blocks, so the
 * consumer stops fetching and memory use stays flat however long the topic is. Thread-safe.
 */
final class Backlog {
    private final int maxRows;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private int rows;
    private long bytes;
    private boolean closed;

    Backlog(int maxRows, long maxBytes) {
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
    }

    /**
     * Waits until there is room for a message, and reserves it. A message larger than the limit is admitted once the
     * backlog is empty.
     *
     * @return false if the sink was closed in the meantime
     */
    boolean add(long size) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && rows > 0 && (rows >= maxRows || bytes + size > maxBytes)) {
                room.await();
            }
            if (closed) {
                return false;
            }
            rows++;
            bytes += size;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Releases reserved room. */
    void remove(int count, long size) {
        lock.lock();
        try {
            rows -= count;
            bytes -= size;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many messages are held now. */
    int size() {
        lock.lock();
        try {
            return rows;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the backlog and wakes all waiting threads. */
    void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
