package dev.sigilo.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.secrets.SecretReference.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretReferenceTest {
    @TempDir
    private Path folder;

    @Test
    void resolvesAnEnvironmentVariable() throws Exception {
        SecretReference reference = SecretReference.of("env:KEYS");

        assertThat(reference.source()).isEqualTo(Source.ENVIRONMENT);
        assertThat(reference.name()).isEqualTo("KEYS");
        assertThat(reference.resolve(Map.of("KEYS", "s3cret")::get)).isEqualTo("s3cret");
    }

    @Test
    void resolvesAFileWithoutItsLastLineBreak() throws Exception {
        Path file = Files.writeString(folder.resolve("keys"), "s3cret\n");

        assertThat(SecretReference.of("file:" + file).resolve(name -> null)).isEqualTo("s3cret");
    }

    @Test
    void takesAnythingElseAsTheSecretItself() throws Exception {
        SecretReference reference = SecretReference.of(" {\"primaryKeyId\":1}");

        assertThat(reference.resolve(name -> null)).isEqualTo(" {\"primaryKeyId\":1}");
        assertThat(reference.name()).isNull();
        assertThat(reference.toString()).isEqualTo("SecretReference[TEXT]");
    }

    @Test
    void describesWhatIsMissing() {
        assertThatThrownBy(() -> SecretReference.of("env:KEYS").resolve(name -> null))
                .isInstanceOf(MissingSecretException.class)
                .hasMessage("not set");
        assertThatThrownBy(() ->
                        SecretReference.of("file:" + folder.resolve("none")).resolve(name -> null))
                .hasMessage("NoSuchFileException");
        assertThatThrownBy(() -> SecretReference.of("file:\0").resolve(name -> null))
                .hasMessage("InvalidPathException");
    }
}
