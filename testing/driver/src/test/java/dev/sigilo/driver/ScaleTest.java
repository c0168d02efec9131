package dev.sigilo.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
    @TempDir
    private Path folder;

    private Scale scale(String text, Map<String, String> environment) throws IOException {
        Files.writeString(folder.resolve("scale.conf"), text);
        return Scale.read(folder, environment);
    }

    @Test
    void aLineWithANameWinsOverTheLineWithoutAndWhatIsNotSaidIsOne() throws IOException {
        Scale scale = scale("""
                # comment
                partitions 8      # of all
                partitions persistent://a/b/c 2
                parallelism tokenize 4
                shards rows 2
                """, Map.of());
        assertThat(scale.partitions("persistent://a/b/c")).isEqualTo(2);
        assertThat(scale.partitions("persistent://a/b/d")).isEqualTo(8);
        assertThat(scale.parallelism("tokenize")).isEqualTo(4);
        assertThat(scale.parallelism("classify")).isEqualTo(1);
        assertThat(scale.shards("rows")).isEqualTo(2);
        assertThat(scale.shards("others")).isEqualTo(1);
    }

    @Test
    void theEnvironmentStandsForTheLinesWithoutAName() throws IOException {
        Scale scale =
                scale("partitions 2\npartitions t 3\n", Map.of("SIGILO_PARTITIONS", "8", "SIGILO_PARALLELISM", "4"));
        assertThat(scale.partitions("other")).isEqualTo(8);
        assertThat(scale.partitions("t")).isEqualTo(3);
        assertThat(scale.parallelism("any")).isEqualTo(4);
        Path other = Files.writeString(folder.resolve("other.conf"), "partitions 5\n");
        assertThat(scale("partitions 2\n", Map.of("SIGILO_SCALE_FILE", other.toString()))
                        .partitions("t"))
                .isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "partitions",
                "partitions 0",
                "partitions 4097",
                "partitions many",
                "shards 2",
                "instances 2",
                "partitions a b 2"
            })
    void whatIsNoSettingIsToldWithItsLine(String line) {
        assertThatThrownBy(() -> scale("parallelism 1\n" + line + "\n", Map.of()))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void theFileThatShipsIsOnePartitionAndOneInstanceOfEverything() {
        Scale scale = Scale.read(Path.of("../../pulsar-config"), Map.of());
        assertThat(scale.partitions("any")).isEqualTo(1);
        assertThat(scale.parallelism("any")).isEqualTo(1);
        assertThat(scale.shards("any")).isEqualTo(1);
    }
}
