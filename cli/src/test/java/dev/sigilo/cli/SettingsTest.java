package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void prefersTheOptionThenTheEnvironmentThenTheRunningStack() throws IOException {
        Files.writeString(folder.resolve("stack.properties"), "pulsarUrl=pulsar://stack:1\nadminUrl=http://stack:2\n");
        Settings settings = Settings.load(Map.of("SIGILO_PULSAR_URL", "pulsar://environment:1"), folder);

        assertThat(settings.require(Settings.Name.PULSAR_URL, "pulsar://option:1")).isEqualTo("pulsar://option:1");
        assertThat(settings.require(Settings.Name.PULSAR_URL, null)).isEqualTo("pulsar://environment:1");
        assertThat(settings.require(Settings.Name.PULSAR_ADMIN_URL, null)).isEqualTo("http://stack:2");
    }

    @Test
    void saysWhatToDoWhereNothingGivesIt() {
        Settings settings = Settings.load(Map.of(), folder);

        assertThat(settings.optional(Settings.Name.PULSAR_TOKEN, null)).isNull();
        assertThatThrownBy(() -> settings.require(Settings.Name.QUERY_JDBC_URL, null))
                .hasMessageContaining("sigilo up").hasMessageContaining("SIGILO_QUERY_JDBC_URL");
    }
}
