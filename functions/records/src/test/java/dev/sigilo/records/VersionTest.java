package dev.sigilo.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {
    private static final long NOW = 1_763_970_000_000L;

    @Test
    void laterPublicationWinsWhateverTheStage() {
        assertThat(Version.of(NOW + 1, 0, 0))
                .isGreaterThan(Version.atStage(Version.of(NOW, 511, 1023), Version.ERASED));
    }

    @Test
    void withinAMillisecondTheLaterPlaceInTheTopicWins() {
        assertThat(Version.of(NOW, 8, 0)).isGreaterThan(Version.of(NOW, 7, 1023));
        assertThat(Version.of(NOW, 7, 2)).isGreaterThan(Version.of(NOW, 7, 1));
    }

    @Test
    void aLaterStageOfTheSameMessageWins() {
        long version = Version.of(NOW, 7, 2);
        assertThat(Version.atStage(version, Version.SEALED)).isEqualTo(version);
        assertThat(Version.atStage(version, Version.REJECTED))
                .isGreaterThan(Version.atStage(version, Version.TOKENIZED));
        assertThat(Version.atStage(Version.atStage(version, Version.REJECTED), Version.TOKENIZED))
                .isEqualTo(Version.atStage(version, Version.TOKENIZED));
    }

    @Test
    void aMessageOutsideABatchStandsAtIndexZero() {
        assertThat(Version.of(NOW, 7, -1)).isEqualTo(Version.of(NOW, 7, 0));
    }

    @Test
    void staysPositiveUntilTheYear2109() {
        assertThat(Version.of(4_386_000_000_000L, 511, 1023)).isPositive();
    }
}
