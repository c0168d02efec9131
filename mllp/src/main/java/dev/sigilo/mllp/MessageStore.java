package dev.sigilo.mllp;

import java.util.concurrent.CompletableFuture;

/** Stores messages durably. Implementations are thread-safe. */
@FunctionalInterface
public interface MessageStore {

    /**
     * Stores one message. May block to slow the caller down.
     *
     * @param message its bytes; neither side changes them
     * @return completes once the message is stored. If it fails with a {@link StoreException}, the reply to the sender has
     *         its code; any other failure counts as {@link Refusal#NOT_STORED}. After a failure the message may be stored
     *         or not: the sender sends it again
     */
    CompletableFuture<Void> store(byte[] message);
}
