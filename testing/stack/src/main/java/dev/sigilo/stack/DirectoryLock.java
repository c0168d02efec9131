package dev.sigilo.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** Keeps two processes from starting or stopping a stack in one directory at the same time. */
record DirectoryLock(FileChannel channel, FileLock lock) implements AutoCloseable {

    /** @throws StackException if another process, or another thread of this JVM, holds the lock */
    static DirectoryLock take(Path directory) {
        Path file = directory.resolve("lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return new DirectoryLock(channel, lock);
                }
            } catch (OverlappingFileLockException e) {
                // Held by another thread of this JVM.
            }
            channel.close();
        } catch (IOException e) {
            throw new StackException(file + " cannot be locked: " + e.getMessage(), e);
        }
        throw new StackException(
                "another process is starting or stopping the stack in " + directory + "; wait until it is done");
    }

    /** Runs an action while the lock is held. */
    <T> T holding(Supplier<T> action) {
        return action.get();
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new StackException("the lock cannot be released: " + e.getMessage(), e);
        }
    }
}
