package dev.sigilo.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployScriptsTest {
    @TempDir
    private Path folder;

    private final List<String> progress = new ArrayList<>();

    private void run(String script, Map<String, String> options) throws IOException {
        Files.writeString(folder.resolve("deploy.sh"), script);
        new DeployScripts(folder, folder, Map.of("SIGILO_ADMIN_URL", "http://own"), progress::add)
                .run("deploy.sh", options);
    }

    @Test
    void logsAllLinesAndPassesOnThoseOfTheScript() throws IOException {
        run(
                "echo \"deploy: at $SIGILO_ADMIN_URL with $SIGILO_POLICY\"; echo noise",
                Map.of("SIGILO_POLICY", "safe-harbor", "SIGILO_ADMIN_URL", "http://other"));
        assertThat(progress).containsExactly("deploy: at http://own with safe-harbor");
        assertThat(folder.resolve("deploy.log")).hasContent("deploy: at http://own with safe-harbor\nnoise");
    }

    @Test
    void failsWithTheLastLine() {
        assertThatThrownBy(() -> run("echo one; echo two; exit 3", Map.of()))
                .isInstanceOf(StackException.class)
                .hasMessage("two; the whole of it is in " + folder.resolve("deploy.log"));
    }
}
