package dev.sigilo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.keys.Keyset;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysetLineagesTest {
    private final Keyset token = Keyset.generate(Keyset.Purpose.TOKEN);
    private final Keyset sealing = Keyset.generate(Keyset.Purpose.SEALING);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void printsTheLineageOfEachKeysetThatIsGivenByTextOrFile() {
        sealing.writeNew(folder.resolve("sealing.json"));

        assertThat(run(Map.of(
                        "SIGILO_TOKEN_KEYSET",
                        token.secretJson(),
                        "SIGILO_SEALING_KEYSET_FILE",
                        folder.resolve("sealing.json").toString())))
                .isZero();

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("token " + token.lineage(), "sealing " + sealing.lineage());
    }

    @Test
    void reportsInOneLineAMissingKeysetOrAWrongPurpose() {
        assertThat(run(Map.of("SIGILO_TOKEN_KEYSET", sealing.secretJson()))).isOne();
        assertThat(run(Map.of(
                        "SIGILO_TOKEN_KEYSET_FILE", folder.resolve("none.json").toString())))
                .isOne();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8).lines().toList()).hasSize(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("SIGILO_TOKEN_KEYSET: the token keyset is needed", "none.json cannot be read");
    }

    private int run(Map<String, String> environment) {
        return KeysetLineages.run(environment, new PrintStream(out, true), new PrintStream(err, true));
    }
}
