package dev.sigilo.sink.mysql;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How much the sink holds that is not committed yet, in messages and bytes. Whoever adds beyond the bound waits, which
 * makes the consumer stop fetching: memory stays flat however long the topic is. Thread-safe.
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
     * Waits for room and takes it. A message larger than the bound has room once nothing else is held.
     *
     * @return false if the sink was closed meanwhile
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

    /** Gives room back. */
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

    /** Messages held now. */
    int size() {
        lock.lock();
        try {
            return rows;
        } finally {
            lock.unlock();
        }
    }

    /** Lets everybody go who waits. */
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
