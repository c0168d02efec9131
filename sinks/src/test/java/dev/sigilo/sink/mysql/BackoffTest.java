package dev.sigilo.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void doublesUpToItsLimit() {
        Backoff backoff = new Backoff(100, 350);
        assertThat(backoff.next()).isBetween(50L, 100L);
        assertThat(backoff.next()).isBetween(100L, 200L);
        assertThat(backoff.next()).isBetween(175L, 350L);
        assertThat(backoff.next()).isBetween(175L, 350L);
    }

    @Test
    void eachPauseIsRandom() {
        assertThat(java.util.stream.IntStream.range(0, 50)
                        .mapToLong(i -> new Backoff(10_000, 10_000).next())
                        .distinct()
                        .count())
                .isGreaterThan(1);
    }
}
