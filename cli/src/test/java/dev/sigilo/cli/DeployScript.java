package dev.sigilo.cli;

import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.PulsarRole;
import java.nio.charset.StandardCharsets;

/** Runs pulsar-config/deploy.sh over a running embedded stack. */
final class DeployScript {
    private DeployScript() {}

    /**
     * Runs it and returns what it printed, followed by {@code exit} and its exit status.
     *
     * @param variables names and values of further environment variables, in turn
     */
    static String run(EmbeddedStack stack, String... variables) throws Exception {
        ProcessBuilder script = new ProcessBuilder("bash", "../pulsar-config/deploy.sh").redirectErrorStream(true);
        script.environment().keySet().removeIf(name -> name.startsWith("SIGILO_") || name.startsWith("PULSAR_"));
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        script.environment()
                .put("PULSAR_HOME", stack.directory().resolve("pulsar").toString());
        script.environment().put("SIGILO_ADMIN_URL", stack.adminUrl());
        script.environment()
                .put(
                        "SIGILO_PULSAR_TOKEN_FILE",
                        stack.credentialFile(PulsarRole.ADMIN).toString());
        script.environment()
                .put("SIGILO_CODE_DIR", stack.directory().resolve("pulsar/code").toString());
        for (int i = 0; i < variables.length; i += 2) {
            script.environment().put(variables[i], variables[i + 1]);
        }
        Process process = script.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + "exit " + process.waitFor();
    }
}
