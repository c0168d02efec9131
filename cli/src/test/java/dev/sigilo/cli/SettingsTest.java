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

        assertThat(settings.require(Settings.Name.PULSAR_URL, "pulsar://option:1"))
                .isEqualTo("pulsar://option:1");
        assertThat(settings.require(Settings.Name.PULSAR_URL, null)).isEqualTo("pulsar://environment:1");
        assertThat(settings.require(Settings.Name.PULSAR_ADMIN_URL, null)).isEqualTo("http://stack:2");
    }

    @Test
    void takesTheTokenFromTheEnvironmentThenAFileThenTheRunningStack() throws IOException {
        Files.writeString(folder.resolve("stack.properties"), "authToken=of-the-stack\n");
        Path file = Files.writeString(folder.resolve("producer.jwt"), "of-the-file\n");

        assertThat(Settings.load(Map.of(), folder).credential()).isEqualTo("of-the-stack");
        assertThat(Settings.load(Map.of(Settings.TOKEN_FILE, file.toString()), folder)
                        .credential())
                .isEqualTo("of-the-file");
        assertThat(Settings.load(Map.of(Settings.TOKEN_FILE, file.toString(), "SIGILO_PULSAR_TOKEN", "itself"), folder)
                        .credential())
                .isEqualTo("itself");
        assertThatThrownBy(() -> Settings.load(Map.of(Settings.TOKEN_FILE, "/nowhere"), folder)
                        .credential())
                .isInstanceOf(CliException.class)
                .hasMessageContaining(Settings.TOKEN_FILE);
    }

    @Test
    void saysWhatToDoWhereNothingGivesIt() {
        Settings settings = Settings.load(Map.of(), folder);

        assertThat(settings.optional(Settings.Name.PULSAR_TOKEN, null)).isNull();
        assertThatThrownBy(() -> settings.require(Settings.Name.QUERY_JDBC_URL, null))
                .hasMessageContaining("sigilo up")
                .hasMessageContaining("SIGILO_QUERY_JDBC_URL");
    }
}
