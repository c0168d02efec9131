package dev.sigilo.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.HmacPrfKey;
import com.google.crypto.tink.prf.HmacPrfParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenKeysTest {
    private static final Keyset ONE_EPOCH = Keyset.generate(Keyset.Purpose.TOKEN);
    private static final TokenKeys KEYS = TokenKeys.of(ONE_EPOCH);
    private static final TokenKeys ROTATED = TokenKeys.of(ONE_EPOCH.rotated());

    /** RFC 4231, cases 1, 3, 4, 6 and 7; case 2's key is shorter than Tink accepts, and case 5 is truncated. */
    @ParameterizedTest
    @CsvSource({
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265,"
                + " b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
                + "dddddddddddddddddddddddddddddddd,"
                + " 773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
        "0102030405060708090a0b0c0d0e0f10111213141516171819, cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
                + "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd,"
                + " 82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
        "*131, 54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374,"
                + " 60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        "*131, 5468697320697320612074657374207573696e672061206c6172676572207468616e20626c6f636b2d73697a65206b657920616e6420"
                + "61206c6172676572207468616e20626c6f636b2d73697a6520646174612e20546865206b6579206e6565647320746f206265206861736865"
                + "64206265666f7265206265696e6720757365642062792074686520484d414320616c676f726974686d2e,"
                + " 9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    })
    void theHmacMatchesRfc4231(String key, String data, String expected) throws Exception {
        byte[] keyBytes = HexFormat.of().parseHex(key.startsWith("*") ? "aa".repeat(131) : key);
        HmacPrfKey prf = HmacPrfKey.builder()
                .setParameters(HmacPrfParameters.builder()
                        .setKeySizeBytes(keyBytes.length)
                        .setHashType(HmacPrfParameters.HashType.SHA256)
                        .build())
                .setKeyBytes(SecretBytes.copyFrom(keyBytes, InsecureSecretKeyAccess.get()))
                .build();

        byte[] mac = com.google.crypto.tink.subtle.PrfHmacJce.create(prf)
                .compute(HexFormat.of().parseHex(data), 32);

        assertThat(HexFormat.of().formatHex(mac)).isEqualTo(expected);
    }

    /** The expected token was computed independently, with Python's hmac and base64; it must never change. */
    @Test
    void aTokenNeverChanges() throws Exception {
        byte[] keyBytes = new byte[32];
        for (int i = 0; i < keyBytes.length; i++) {
            keyBytes[i] = (byte) i;
        }
        HmacPrfKey key = HmacPrfKey.builder()
                .setParameters(HmacPrfParameters.builder()
                        .setKeySizeBytes(32)
                        .setHashType(HmacPrfParameters.HashType.SHA256)
                        .build())
                .setKeyBytes(SecretBytes.copyFrom(keyBytes, InsecureSecretKeyAccess.get()))
                .build();
        String json = TinkJsonProtoKeysetFormat.serializeKeyset(
                KeysetHandle.newBuilder()
                        .addEntry(KeysetHandle.importKey(key).withFixedId(3).makePrimary())
                        .build(),
                InsecureSecretKeyAccess.get());

        String token = TokenKeys.parse(json).token("pat", "jos\u00e9 p\u00e9rez \ud83d\ude00", "default");

        assertThat(token).isEqualTo("pat_3_vajemmmz2sgvcldt672sftu35a");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sameValueAndEpochGiveTheSameToken(long seed) {
        Random random = new Random(seed);
        TokenKeys again = TokenKeys.parse(ONE_EPOCH.secretJson());
        for (int i = 0; i < 500; i++) {
            String value = value(random);
            assertThat(again.token("pat", value, "default"))
                    .as("seed %d, value %d", seed, i)
                    .isEqualTo(KEYS.token("pat", value, "default"));
            assertThat(ROTATED.token(1, "pat", value, "default")).isEqualTo(KEYS.token("pat", value, "default"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void tokensAreOfOneLengthAndNeverContainTheirValue(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String value = value(random);
            String token = KEYS.token("pat", value, "default");
            assertThat(token).as("seed %d, value %d", seed, i).matches("pat_1_[a-z2-7]{26}");
            if (value.length() > 5) {
                assertThat(token).doesNotContainIgnoringCase(value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void valuesKindsDomainsAndEpochsAreKeptApart(long seed) {
        Random random = new Random(seed);
        Set<String> bits = new HashSet<>();
        int made = 0;
        for (int i = 0; i < 300; i++) {
            String value = value(random) + i;
            for (String kind : new String[] {"pat", "name"}) {
                for (String domain : new String[] {"default", "study-a"}) {
                    for (int epoch : ROTATED.epochs()) {
                        String token = ROTATED.token(epoch, kind, value, domain);
                        bits.add(token.substring(token.lastIndexOf('_') + 1));
                        made++;
                    }
                }
            }
        }
        assertThat(bits).as("seed %d", seed).hasSize(made);
    }

    @Test
    void theBoundariesOfPartsMatter() {
        assertThat(KEYS.token("a", "bc", "d")).isNotEqualTo(KEYS.token("a", "b", "cd"));
        assertThat(tail(KEYS.token("ab", "c", "d"))).isNotEqualTo(tail(KEYS.token("a", "c", "bd")));
    }

    @Test
    void purposesAreKeptApart() {
        byte[] token = KEYS.derive(1, TokenKeys.Purpose.TOKEN, "pat", "default", "x", 16);
        byte[] uid = KEYS.derive(1, TokenKeys.Purpose.UID, "pat", "default", "x", 16);
        assertThat(token).isNotEqualTo(uid);
    }

    @Test
    void loneSurrogatesAreDifferentValues() {
        assertThat(KEYS.token("rec", "a\ud800", "default"))
                .isNotEqualTo(KEYS.token("rec", "a\ud801", "default"))
                .isNotEqualTo(KEYS.token("rec", "a?", "default"));
    }

    @Test
    void recordTokensSurviveARotationAndOtherTokensNameTheNewEpoch() {
        assertThat(ROTATED.recordToken("R1", "default"))
                .isEqualTo(KEYS.recordToken("R1", "default"))
                .startsWith("rec_1_");
        assertThat(ROTATED.primaryEpoch()).isEqualTo(2);
        assertThat(ROTATED.token("pat", "x", "default")).startsWith("pat_2_");
        assertThat(ROTATED.epochs()).containsExactly(1, 2);
    }

    @Test
    void aMissingEpochIsReported() {
        assertThatThrownBy(() -> KEYS.token(9, "pat", "x", "default"))
                .isInstanceOf(TokenKeyMissingException.class)
                .hasMessageContaining("epoch 9")
                .hasMessageContaining("[1]");
    }

    @Test
    void printsEpochsAndNoKey() {
        assertThat(ROTATED).hasToString("TokenKeys[epochs [1, 2]]");
    }

    private static String tail(String token) {
        return token.substring(token.lastIndexOf('_') + 1);
    }

    private static String value(Random random) {
        int length = 1 + random.nextInt(40);
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < length; i++) {
            value.append((char) (random.nextBoolean() ? 'a' + random.nextInt(26) : random.nextInt(0x3000)));
        }
        return value.toString();
    }
}
