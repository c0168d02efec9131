package dev.sigilo.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysetSecretTest {
    @TempDir
    Path folder;

    @Test
    void resolvesAnEnvironmentVariable() {
        assertThat(KeysetSecret.resolve("env:KEYS", name -> name.equals("KEYS") ? "s3cret" : null))
                .isEqualTo("s3cret");
    }

    @Test
    void resolvesAFileWithoutItsLastLineBreak() throws Exception {
        Path file = Files.writeString(folder.resolve("keys"), "s3cret\n");

        assertThat(KeysetSecret.resolve("file:" + file)).isEqualTo("s3cret");
    }

    @Test
    void takesAnythingElseAsTheSecretItself() {
        assertThat(KeysetSecret.resolve("{\"primaryKeyId\":1}")).isEqualTo("{\"primaryKeyId\":1}");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> KeysetSecret.resolve("env:KEYS", name -> null))
                .isInstanceOf(KeysetException.class)
                .hasMessageContaining("KEYS is not set");
        assertThatThrownBy(() -> KeysetSecret.resolve("file:" + folder.resolve("none")))
                .isInstanceOf(KeysetException.class)
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> KeysetSecret.resolve(" "))
                .isInstanceOf(KeysetException.class)
                .hasMessageContaining("not configured");
    }
}
