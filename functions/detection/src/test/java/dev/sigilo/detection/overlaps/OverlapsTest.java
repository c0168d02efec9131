package dev.sigilo.detection.overlaps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlapsTest {

    private static final String TEXT = "abcdefghijklmnopqrstuvwxyz0123456789";

    private static Span span(int start, int end, IdentifierType type) {
        return new Span(start, end, type);
    }

    @Test
    void letsTheLongerSpanWin() {
        Span shorter = span(0, 4, IdentifierType.PATIENT_NAME);
        Span longer = span(2, 9, IdentifierType.STREET);

        assertThat(new Overlaps()
                        .add(List.of(shorter), false)
                        .add(List.of(longer), false)
                        .resolve(TEXT))
                .containsExactly(longer);
    }

    @Test
    void letsTheEarlierSourceWinAmongEquals() {
        Span first = span(3, 6, IdentifierType.ID_PATIENT);
        Span second = span(3, 6, IdentifierType.CARD);

        assertThat(new Overlaps()
                        .add(List.of(first), false)
                        .add(List.of(second), true)
                        .resolve(TEXT))
                .containsExactly(first);
    }

    @Test
    void keepsWhatAProvenLoserCoversBeyondTheWinner() {
        Span winner = span(2, 9, IdentifierType.STREET);
        Span proven = span(7, 12, IdentifierType.CARD);

        assertThat(new Overlaps()
                        .add(List.of(winner), false)
                        .add(List.of(proven), true)
                        .resolve(TEXT))
                .containsExactly(winner, span(9, 12, IdentifierType.CARD));
    }

    @Test
    void takesWeakPatternsOnlyWhereNothingElseIs() {
        Span found = span(2, 9, IdentifierType.STREET);
        Span free = span(12, 14, IdentifierType.DATE);

        assertThat(new Overlaps()
                        .add(List.of(found), false)
                        .addWhereFree(List.of(span(0, 3, IdentifierType.DATE), free))
                        .resolve(TEXT))
                .containsExactly(found, free);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void leavesNoOverlapAndNoProvenCharacterUncovered(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Span> tagged = disjoint(random, IdentifierType.STREET);
            List<Span> proven = disjoint(random, IdentifierType.CARD);
            List<Span> weak = disjoint(random, IdentifierType.DATE);

            List<Span> resolved = new Overlaps()
                    .add(tagged, false)
                    .add(proven, true)
                    .addWhereFree(weak)
                    .resolve(TEXT);

            for (int i = 1; i < resolved.size(); i++) {
                assertThat(resolved.get(i).start())
                        .isGreaterThanOrEqualTo(resolved.get(i - 1).end());
            }
            for (Span span : proven) {
                for (int at = span.start(); at < span.end(); at++) {
                    int place = at;
                    assertThat(resolved).anyMatch(r -> r.start() <= place && place < r.end());
                }
            }
        }
    }

    private static List<Span> disjoint(Random random, IdentifierType type) {
        List<Span> spans = new ArrayList<>();
        int at = random.nextInt(6);
        while (at < TEXT.length() - 7) {
            int end = at + 1 + random.nextInt(6);
            spans.add(span(at, end, type));
            at = end + random.nextInt(6);
        }
        return spans;
    }
}
