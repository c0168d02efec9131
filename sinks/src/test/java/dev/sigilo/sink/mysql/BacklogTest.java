package dev.sigilo.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static CompletableFuture<Boolean> adding(Backlog backlog, long size) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return backlog.add(size);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void addingMoreRowsThanTheLimitBlocks() throws Exception {
        Backlog backlog = new Backlog(2, 1000);
        backlog.add(1);
        backlog.add(1);
        CompletableFuture<Boolean> third = adding(backlog, 1);
        assertThat(third).isNotDone();
        backlog.remove(1, 1);
        await().until(third::isDone);
        assertThat(third.join()).isTrue();
        assertThat(backlog.size()).isEqualTo(2);
    }

    @Test
    void addingMoreBytesThanTheLimitBlocks() throws Exception {
        Backlog backlog = new Backlog(100, 10);
        backlog.add(8);
        CompletableFuture<Boolean> second = adding(backlog, 3);
        assertThat(second).isNotDone();
        backlog.remove(1, 8);
        await().until(second::isDone);
    }

    @Test
    void acceptsAMessageLargerThanTheLimitOnceItIsEmpty() throws Exception {
        assertThat(new Backlog(1, 10).add(1000)).isTrue();
    }

    @Test
    void closingWakesAllWaitingThreads() throws Exception {
        Backlog backlog = new Backlog(1, 10);
        backlog.add(1);
        CompletableFuture<Boolean> waiting = adding(backlog, 1);
        backlog.close();
        await().until(waiting::isDone);
        assertThat(waiting.join()).isFalse();
    }
}
