package dev.sigilo.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretReferenceTest {
    @TempDir
    Path folder;

    @Test
    void resolvesAnEnvironmentVariable() {
        assertThat(SecretReference.resolve("env:KEYS", name -> name.equals("KEYS") ? "s3cret" : null)).isEqualTo("s3cret");
    }

    @Test
    void resolvesAFileWithoutItsLastLineBreak() throws Exception {
        Path file = Files.writeString(folder.resolve("keys"), "s3cret\n");

        assertThat(SecretReference.resolve("file:" + file)).isEqualTo("s3cret");
    }

    @Test
    void takesAnythingElseAsTheSecretItself() {
        assertThat(SecretReference.resolve("{\"primaryKeyId\":1}")).isEqualTo("{\"primaryKeyId\":1}");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> SecretReference.resolve("env:KEYS", name -> null)).isInstanceOf(KeysetException.class)
                .hasMessageContaining("KEYS is not set");
        assertThatThrownBy(() -> SecretReference.resolve("file:" + folder.resolve("none"))).isInstanceOf(KeysetException.class)
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> SecretReference.resolve(" ")).isInstanceOf(KeysetException.class).hasMessageContaining("not configured");
    }
}
