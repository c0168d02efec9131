package dev.sigilo.tokenize.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownIdentifierCheckTest {

    private final KnownIdentifierCheck check = new KnownIdentifierCheck(Set.of("zubiri"), Set.of("666981590"));

    @Test
    void findsANameAsAWholeWordOnly() {
        assertThat(check.isLeftIn("Seen with ZÚBIRI today")).isTrue();
        assertThat(check.isLeftIn("Seen with Zubirial today")).isFalse();
    }

    @Test
    void findsANumberWithSeparators() {
        assertThat(check.isLeftIn("call 666 98-15 90")).isTrue();
        assertThat(check.isLeftIn("call 666 98-15 91")).isFalse();
    }

    @Test
    void ignoresPlaceholders() {
        KnownIdentifierCheck named = new KnownIdentifierCheck(Set.of("name"), Set.of());

        assertThat(named.isLeftIn("Seen with NAME today")).isTrue();
        assertThat(named.isLeftIn("Seen with [NAME] today")).isFalse();
    }
}
