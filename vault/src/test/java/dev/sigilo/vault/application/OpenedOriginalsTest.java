package dev.sigilo.vault.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.Treatment;
import dev.sigilo.vault.domain.OpenedOriginal;
import dev.sigilo.vault.domain.SealedOriginal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OpenedOriginalsTest {
    private final Sealer sealer = Sealer.of(Keyset.generate(Keyset.Purpose.SEALING));
    private final TreeMap<String, SealedOriginal> vault = new TreeMap<>();

    @Test
    void opensEveryOriginalOnceInTheOrderOfTheRecordTokens() {
        for (int i = 0; i < 173; i++) {
            seal(sealer, i, "{\"n\":" + i + "}");
        }
        OpenedOriginals originals = originals(Long.MAX_VALUE);

        List<String> opened = all(originals);

        assertThat(opened)
                .hasSize(173)
                .doesNotHaveDuplicates()
                .startsWith("{\"n\":0}", "{\"n\":1}")
                .endsWith("{\"n\":172}");
        assertThat(originals.done()).isEqualTo(173);
    }

    @Test
    void passesOverWhatWasErasedAndCountsWhatItCannotOpen() {
        seal(sealer, 1, "a");
        seal(Sealer.of(Keyset.generate(Keyset.Purpose.SEALING)), 2, "sealed under another keyset");
        seal(sealer, 3, "b");
        seal(sealer, 4, "erased");
        vault.computeIfPresent(token(4), (token, row) -> row(token, row.sealed(), null));
        vault.computeIfPresent(
                token(1),
                (token, row) -> row(token, row.sealed(), vault.get(token(3)).wrappedKey()));
        OpenedOriginals originals = originals(Long.MAX_VALUE);

        assertThat(all(originals)).containsExactly("b");
        assertThat(originals.erased()).isEqualTo(1);
        assertThat(originals.unopened()).isEqualTo(2);
        assertThat(originals.opened() + originals.erased() + originals.unopened())
                .isEqualTo(originals.done())
                .isEqualTo(4);
        assertThat(originals.reasons()).startsWith(": ").contains("KEY").doesNotContain("ERASED");
    }

    @Test
    void looksAtNoMoreRowsThanItMay() {
        for (int i = 0; i < 120; i++) {
            seal(sealer, i, "x");
        }
        OpenedOriginals originals = originals(51);

        assertThat(all(originals)).hasSize(51);
        assertThat(originals.done()).isEqualTo(51);
    }

    @Test
    void doesNotShowWhatItOpened() {
        seal(sealer, 1, "Quintanilla");
        OpenedOriginals originals = originals(1);

        assertThat(originals.next().toString()).doesNotContain("Quintanilla");
        assertThat(originals.toString()).isEqualTo("OpenedOriginals[1 looked at, 1 opened]");
    }

    private OpenedOriginals originals(long limit) {
        return new OpenedOriginals(
                (last, most) ->
                        vault.tailMap(last, false).values().stream().limit(most).toList(),
                sealer,
                limit);
    }

    private void seal(Sealer by, int number, String original) {
        Sealer.Sealed sealed = by.seal(original.getBytes(StandardCharsets.UTF_8), token(number));
        vault.put(token(number), row(token(number), sealed.sealed(), sealed.wrappedKey()));
    }

    private static SealedOriginal row(String token, byte[] sealed, byte[] wrappedKey) {
        return new SealedOriginal(
                token,
                null,
                1,
                Map.of(),
                Treatment.of("pseudonymized"),
                new Provenance("topic", "1:1:-1", 0, 1),
                sealed,
                wrappedKey);
    }

    private static String token(int number) {
        return String.format("rec_1_%026d", number);
    }

    private static List<String> all(OpenedOriginals originals) {
        List<String> opened = new ArrayList<>();
        for (OpenedOriginal original = originals.next(); original != null; original = originals.next()) {
            opened.add(new String(original.bytes(), StandardCharsets.UTF_8));
        }
        return opened;
    }
}
