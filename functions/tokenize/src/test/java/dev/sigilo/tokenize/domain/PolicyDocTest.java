package dev.sigilo.tokenize.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.HmacPrfKey;
import com.google.crypto.tink.prf.HmacPrfParameters;
import com.google.crypto.tink.util.SecretBytes;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Action;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.tokenize.domain.text.Scrubber;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the examples of docs/POLICY.md. */
class PolicyDocTest {
    private static final Path DOC = Path.of("../../docs/POLICY.md");
    private static final TokenKeys KEYS = exampleKeys();

    record Example(String rule, String in, String out) {}

    static Stream<Example> examples() throws Exception {
        List<Example> examples = new ArrayList<>();
        String rule = null;
        String in = null;
        for (String line : Files.readAllLines(DOC)) {
            if (line.startsWith("rule: ")) {
                rule = line.substring(6);
            } else if (line.startsWith("in: ")) {
                in = line.substring(4);
            } else if (line.startsWith("out:")) {
                examples.add(new Example(rule, in, line.substring(4).strip()));
            }
        }
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExampleIsTrue(Example example) throws Exception {
        Policy policy = Policy.load(
                Files.readString(Path.of("../../pulsar-config/policies/pseudonymized.yaml"))
                        .replace("fields:\n", "fields:\n  example: " + example.rule + "\n"),
                "example.yaml");

        TokenizedRecord event = new Tokenizer(policy, KEYS, Scrubber.standard())
                .tokenize(TestRecords.empty()
                        .with("record_id", "1")
                        .with("example", value(example.in))
                        .classified());

        assertThat(event.extra().getOrDefault("example", "")).isEqualTo(example.out);
    }

    /** Returns a list or object as JSON, anything else as text. */
    private static Object value(String in) {
        return in.startsWith("[") || in.startsWith("{") ? TestRecords.json(in) : in;
    }

    @Test
    void everyActionHasAnExample() throws Exception {
        List<String> rules = examples().map(Example::rule).toList();

        assertThat(Arrays.stream(Action.values()).map(Action::policyName))
                .allSatisfy(action -> assertThat(rules).anyMatch(rule -> rule.contains("action: " + action)));
    }

    private static TokenKeys exampleKeys() {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        try {
            HmacPrfKey key = HmacPrfKey.builder()
                    .setParameters(HmacPrfParameters.builder()
                            .setKeySizeBytes(32)
                            .setHashType(HmacPrfParameters.HashType.SHA256)
                            .build())
                    .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                    .build();
            com.google.crypto.tink.prf.PrfConfig.register();
            return TokenKeys.parse(TinkJsonProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.newBuilder()
                            .addEntry(KeysetHandle.importKey(key).withFixedId(1).makePrimary())
                            .build(),
                    InsecureSecretKeyAccess.get()));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
