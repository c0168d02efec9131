package dev.sigilo.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sigilo.keys.UnsealException.Failure;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SealerTest {
    private static final Keyset KEYSET = Keyset.generate(Keyset.Purpose.SEALING);
    private static final Sealer SEALER = Sealer.of(KEYSET);
    private static final String TOKEN = "rec_1_abcdefghijklmnopqrstuvwxyz";
    private static final byte[] ORIGINAL = "{\"patient_name\":\"Zzyzx Quux\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void opensWhatItSealed() throws Exception {
        Sealer.Sealed sealed = SEALER.seal(ORIGINAL, TOKEN);

        assertThat(SEALER.open(sealed.sealed(), sealed.wrappedKey(), TOKEN)).isEqualTo(ORIGINAL);
    }

    @Test
    void everySealHasItsOwnDataKey() {
        Sealer.Sealed one = SEALER.seal(ORIGINAL, TOKEN);
        Sealer.Sealed other = SEALER.seal(ORIGINAL, TOKEN);

        assertThat(one.sealed()).isNotEqualTo(other.sealed());
        assertThat(failure(SEALER, one.sealed(), other.wrappedKey(), TOKEN)).isEqualTo(Failure.ALTERED);
    }

    @Test
    void neitherPartOpensForAnotherRecord() {
        Sealer.Sealed sealed = SEALER.seal(ORIGINAL, TOKEN);

        assertThat(failure(SEALER, sealed.sealed(), sealed.wrappedKey(), "rec_1_other"))
                .isEqualTo(Failure.WRONG_KEY_OR_ALTERED_KEY);
    }

    @Test
    void anyChangedByteIsNoticed() {
        Sealer.Sealed sealed = SEALER.seal(ORIGINAL, TOKEN);
        for (int i = 0; i < sealed.sealed().length; i++) {
            assertThat(failure(SEALER, flipped(sealed.sealed(), i), sealed.wrappedKey(), TOKEN))
                    .as("byte %d", i)
                    .isEqualTo(Failure.ALTERED);
        }
        for (int i = 0; i < sealed.wrappedKey().length; i++) {
            assertThat(failure(SEALER, sealed.sealed(), flipped(sealed.wrappedKey(), i), TOKEN))
                    .as("key byte %d", i)
                    .isIn(Failure.WRONG_KEY_OR_ALTERED_KEY, Failure.KEY_MISSING);
        }
        assertThat(failure(SEALER, new byte[3], sealed.wrappedKey(), TOKEN)).isEqualTo(Failure.ALTERED);
        assertThat(failure(SEALER, sealed.sealed(), new byte[3], TOKEN)).isEqualTo(Failure.WRONG_KEY_OR_ALTERED_KEY);
    }

    @Test
    void anotherKeysetReportsThatItLacksTheKey() {
        Sealer.Sealed sealed = SEALER.seal(ORIGINAL, TOKEN);

        assertThat(failure(
                        Sealer.of(Keyset.generate(Keyset.Purpose.SEALING)),
                        sealed.sealed(),
                        sealed.wrappedKey(),
                        TOKEN))
                .isEqualTo(Failure.KEY_MISSING);
    }

    @Test
    void originalsSealedBeforeARotationStillOpen() throws Exception {
        Sealer.Sealed before = SEALER.seal(ORIGINAL, TOKEN);
        Sealer rotated = Sealer.of(KEYSET.rotated());
        Sealer.Sealed after = rotated.seal(ORIGINAL, TOKEN);

        assertThat(rotated.open(before.sealed(), before.wrappedKey(), TOKEN)).isEqualTo(ORIGINAL);
        assertThat(after.sealingKeyId()).isNotEqualTo(before.sealingKeyId());
        assertThat(failure(SEALER, after.sealed(), after.wrappedKey(), TOKEN)).isEqualTo(Failure.KEY_MISSING);
    }

    @Test
    void aDestroyedDataKeyIsReportedAsErased() {
        Sealer.Sealed sealed = SEALER.seal(ORIGINAL, TOKEN);

        assertThatThrownBy(() -> SEALER.open(sealed.sealed(), null, TOKEN))
                .isInstanceOf(UnsealException.class)
                .hasMessageContaining("erased")
                .hasMessageContaining(TOKEN);
    }

    @Test
    void sealedBytesShowNothingOfTheOriginal() {
        Sealer.Sealed sealed = SEALER.seal(ORIGINAL, TOKEN);

        assertThat(new String(sealed.sealed(), StandardCharsets.ISO_8859_1)).doesNotContain("Zzyzx");
        assertThat(sealed.toString()).doesNotContain("Zzyzx");
    }

    @Test
    void refusesATokenKeyset() {
        String tokenKeyset = Keyset.generate(Keyset.Purpose.TOKEN).secretJson();

        assertThatThrownBy(() -> Sealer.parse(tokenKeyset))
                .isInstanceOf(KeysetException.class)
                .hasMessageContaining("exchange the two");
    }

    private static Failure failure(Sealer sealer, byte[] sealed, byte[] wrappedKey, String token) {
        return catchThrowableOfType(UnsealException.class, () -> sealer.open(sealed, wrappedKey, token))
                .failure();
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        copy[at] ^= 1;
        return copy;
    }
}
