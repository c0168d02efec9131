package dev.sigilo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.deploy.CursorPosition.Place;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CursorPositionTest {

    private static Stream<String> acknowledged(CursorPosition cursor, String... places) {
        return Stream.of(places).filter(place -> cursor.includes(Place.of(place)));
    }

    @Test
    void everythingUpToTheFirstGapIsAcknowledged() {
        CursorPosition cursor = new CursorPosition("12:5", "[]");

        assertThat(acknowledged(cursor, "3:900:0", "12:5:-1", "12:6:-1", "13:0:2:1"))
                .containsExactly("3:900:0", "12:5:-1");
        assertThat(acknowledged(new CursorPosition("12:-1", null), "11:7", "12:0"))
                .containsExactly("11:7");
    }

    @Test
    void rangesAfterTheFirstGapAreAcknowledgedWithoutTheirOpenEnds() {
        CursorPosition cursor = new CursorPosition("12:5", "[(12:6..12:8],[12:12..12:14),(12:20..15:0]]");

        assertThat(acknowledged(
                        cursor, "12:6", "12:7", "12:8", "12:9", "12:12", "12:14", "12:20", "12:21", "13:3", "15:0",
                        "15:1"))
                .containsExactly("12:7", "12:8", "12:12", "12:21", "13:3", "15:0");
    }
}
