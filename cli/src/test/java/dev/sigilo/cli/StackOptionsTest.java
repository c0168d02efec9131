package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.driver.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackOptionsTest {
    @TempDir
    Path folder;

    /** retokenize once looked for the token in the environment alone. */
    @Test
    void looksForPulsarsTokenInTheFileThatTheEnvironmentNames() {
        Settings settings = Settings.load(
                Map.of(
                        "SIGILO_PULSAR_TOKEN_FILE",
                        folder.resolve("none.jwt").toString(),
                        "SIGILO_PULSAR_URL",
                        "pulsar://127.0.0.1:1",
                        "SIGILO_PULSAR_ADMIN_URL",
                        "http://127.0.0.1:1"),
                folder);

        assertThatThrownBy(() -> new StackOptions().pulsar(settings))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("SIGILO_PULSAR_TOKEN_FILE");
        assertThatThrownBy(() -> new StackOptions().backlogs(new Topology(List.of(), List.of()), settings))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("SIGILO_PULSAR_TOKEN_FILE");
    }
}
