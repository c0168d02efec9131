package dev.sigilo.tests.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.tests.fault.Chain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** deploy.sh refuses a scale.conf with wrong settings before it connects to a cluster. */
class ScaleFileTest {
    @TempDir
    private Path folder;

    private String deploy(String scale, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("bash", Chain.config().resolve("deploy.sh").toString()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        // There is no cluster, so a correct file fails later, with another message.
        builder.environment().put("SIGILO_WAIT_SECONDS", "0");
        builder.environment().put("PULSAR_ADMIN", "/bin/false");
        builder.environment()
                .put(
                        "PULSAR_CLIENT_CONF",
                        Files.writeString(folder.resolve("client.conf"), "").toString());
        builder.environment()
                .put(
                        "SIGILO_SCALE_FILE",
                        Files.writeString(folder.resolve("scale.conf"), scale).toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isNotZero();
        return said;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        partitions 0                                            | not one from 1 to 4096
        partitions 4097                                         | not one from 1 to 4096
        partitions eight                                        | not one from 1 to 4096
        replicas 3                                              | is no setting
        shards 2                                                | is no setting
        partitions persistent://medical/intake/rwa 4            | nothing here has the name
        parallelism tokenise 2                                  | nothing here has the name
        shards tokenize 2                                       | nothing here has the name
        parallelism 2                                           | would get nothing
        parallelism tokenize 2                                  | parallelism 2 of tokenize is more than the 1 partitions
        shards query-records 2                                  | no multiple of the 2 shards of query-records
        """)
    void reportsTheFaultAndChangesNothing(String line, String fault) throws Exception {
        assertThat(deploy(line + "\n", Map.of())).contains(fault).contains("nothing was changed");
    }

    @Test
    void reportsAllFaultsAtOnce() throws Exception {
        assertThat(deploy("partitions 0\nreplicas 3\n", Map.of("SIGILO_PARALLELISM", "many")))
                .contains("partitions")
                .contains("replicas")
                .contains("SIGILO_PARALLELISM");
    }

    @Test
    void acceptsCorrectSettings() throws Exception {
        assertThat(deploy("partitions 8\nparallelism 4\nparallelism tokenize 8\nshards query-records 4\n", Map.of()))
                .doesNotContain("scale.conf");
    }

    @Test
    void failsWithoutTheFile() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("bash", Chain.config().resolve("deploy.sh").toString()).redirectErrorStream(true);
        builder.environment().put("SIGILO_SCALE_FILE", folder.resolve("none").toString());
        assertThat(new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("cannot be read");
    }
}
