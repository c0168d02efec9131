package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests when deploy.sh reports a deployment as running, given a sequence of status answers. A real cluster cannot be
 * made to give them on demand, so a script answers instead; {@code StackCommandsIT} tests against a real one.
 */
class DeployWaitTest {
    /** Replaces pulsar-shell, which gets a file of commands; {@code looks} counts the status requests for seal. */
    private static final String SHELL = """
            #!/usr/bin/env bash
            total=$(wc -l <"$5") number=0 looks=$(cat "$0.looks" 2>/dev/null || echo 0)
            while IFS= read -r command; do
              echo "[$((++number))/$total] Executing $command"
              running=1 error= restarts=0
              if [[ $command == *"s status "*"--name seal" ]]; then
                echo $((++looks)) >"$0.looks"
                SEAL
              fi
              [[ $command != *"s status "* ]] || printf '"%s" : %s,\\n' numInstances 1 numRunning "$running" error "\\"$error\\"" numRestarts "$restarts"
            done <"$5"
            """;

    @TempDir
    private Path folder;

    private String deploy(String seal, int status) throws IOException, InterruptedException {
        Path admin = Files.writeString(folder.resolve("pulsar-admin"), "");
        Path shell = Files.writeString(folder.resolve("pulsar-shell"), SHELL.replace("SEAL", seal));
        assertThat(admin.toFile().setExecutable(true) && shell.toFile().setExecutable(true))
                .isTrue();
        ProcessBuilder builder =
                new ProcessBuilder("bash", Chain.config().resolve("deploy.sh").toString()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SIGILO_") || name.startsWith("PULSAR_"));
        builder.environment().put("PULSAR_ADMIN", admin.toString());
        builder.environment()
                .put(
                        "PULSAR_CLIENT_CONF",
                        Files.writeString(folder.resolve("client.conf"), "").toString());
        builder.environment().put("SIGILO_TOKEN_LINEAGE", "0".repeat(32));
        builder.environment().put("SIGILO_SEALING_LINEAGE", "1".repeat(32));
        builder.environment().put("SIGILO_WAIT_SECONDS", "3");
        builder.environment().put("SIGILO_STEADY_SECONDS", "2");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(status);
        return said;
    }

    @Test
    void whatRunsWithoutARestartIsDeployed() throws Exception {
        assertThat(deploy("restarts=5", 0)).contains("functions and sinks run, none was restarted for 2 s");
    }

    @Test
    void aUnitThatRestartsBetweenChecksDoesNotCountAsRunning() throws Exception {
        assertThat(deploy("restarts=$looks", 1))
                .doesNotContain("functions and sinks run")
                .contains("deploy: seal does not run, or is started again and again")
                .contains("not running after 3 s: seal (");
    }

    @Test
    void theReasonIsReportedAlthoughItRanAtTheLastCheck() throws Exception {
        assertThat(deploy(
                        "restarts=$looks; ((looks % 2)) && { running=0; error='java.lang.X: seal cannot start: secret \\\"KEY\\\" is missing'; }",
                        1))
                .contains("deploy: seal cannot start: secret \"KEY\" is missing\n");
    }

    @Test
    void anErrorThatMayQuoteAMessageIsNotRepeated() throws Exception {
        assertThat(deploy("running=0; error='Unrecognized token Ana'", 1))
                .doesNotContain("Ana")
                .contains("`pulsar-admin functions status --tenant")
                .contains("--name seal` shows it");
    }
}
