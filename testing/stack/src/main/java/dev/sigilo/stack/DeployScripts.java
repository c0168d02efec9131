package dev.sigilo.stack;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the scripts of pulsar-config against one stack. */
final class DeployScripts {
    private final Path pulsarConfig;
    private final Path logs;
    private final Map<String, String> variables;
    private final Consumer<String> progress;

    /**
     * @param pulsarConfig the folder of the scripts
     * @param logs         the folder that each script's output is written to
     * @param variables    environment variables that identify the stack
     * @param progress     receives the lines that start with the script's own name
     */
    DeployScripts(Path pulsarConfig, Path logs, Map<String, String> variables, Consumer<String> progress) {
        this.pulsarConfig = pulsarConfig;
        this.logs = logs;
        this.variables = Map.copyOf(variables);
        this.progress = progress;
    }

    /**
     * Runs a script to its end.
     *
     * @param options environment variables of this run; those that identify the stack take precedence
     * @throws StackException with the script's last line, if it fails
     */
    void run(String name, Map<String, String> options) {
        Path script = pulsarConfig.resolve(name);
        Path log = logs.resolve(name.replace(".sh", ".log"));
        try {
            Process process = builder(script, options).start();
            String last = copyOutput(process, log, name.replace(".sh", ": "));
            if (process.waitFor() != 0) {
                throw new StackException(last + "; the whole of it is in " + log);
            }
        } catch (IOException e) {
            throw new StackException(script + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while " + script + " ran", e);
        }
    }

    private ProcessBuilder builder(Path script, Map<String, String> options) {
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        Map<String, String> environment = builder.environment();
        // The user may have set these for another Pulsar.
        environment
                .keySet()
                .removeIf(variable -> variable.startsWith("PULSAR_")
                        || variable.startsWith("SIGILO_PULSAR_")
                        || variable.matches("SIGILO_(TOKEN|SEALING)_KEYSET(_FILE)?"));
        environment.putAll(options);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.putAll(variables);
        return builder;
    }

    /** Copies the script's output to the log, and its own lines to the progress; returns the last line. */
    private String copyOutput(Process process, Path log, String ownPrefix) throws IOException {
        String last = "it printed nothing";
        try (BufferedReader reader = process.inputReader();
                BufferedWriter out = Files.newBufferedWriter(log)) {
            for (String line; (line = reader.readLine()) != null; ) {
                out.write(line);
                out.newLine();
                last = line;
                if (line.startsWith(ownPrefix)) {
                    progress.accept(line);
                }
            }
        }
        return last;
    }
}
