package dev.sigilo.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;

/** The addresses and credentials of Pulsar and the two databases. Each setting is taken from the command's option, else from
 * the chosen {@link StackTarget}, else from the environment, else from the state of a running embedded stack in {@code .sigilo}.
 */
final class Settings {
    /** A setting, its environment variable, and its name in the embedded stack's state. */
    enum Name {
        PULSAR_URL("SIGILO_PULSAR_URL", "pulsarUrl"),
        PULSAR_ADMIN_URL("SIGILO_PULSAR_ADMIN_URL", "adminUrl"),
        PULSAR_TOKEN("SIGILO_PULSAR_TOKEN", "authToken"),
        QUERY_JDBC_URL("SIGILO_QUERY_JDBC_URL", "queryJdbcUrl"),
        COMMAND_JDBC_URL("SIGILO_COMMAND_JDBC_URL", "commandJdbcUrl"),
        READER_PASSWORD("SIGILO_READER_PASSWORD", "readerPassword"),
        COMMAND_PASSWORD("SIGILO_COMMAND_SINK_PASSWORD", "commandSinkPassword"),
        QUERY_PASSWORD("SIGILO_QUERY_SINK_PASSWORD", "querySinkPassword"),
        VAULT_PASSWORD("SIGILO_VAULT_SINK_PASSWORD", "vaultPassword"),
        ADMIN_PASSWORD("SIGILO_ADMIN_PASSWORD", "adminPassword"),
        TOKEN_KEYSET_FILE("SIGILO_TOKEN_KEYSET_FILE", "tokenKeysetFile"),
        SEALING_KEYSET_FILE("SIGILO_SEALING_KEYSET_FILE", "sealingKeysetFile"),
        TOKEN_LINEAGE("SIGILO_TOKEN_LINEAGE", "tokenLineage"),
        SEALING_LINEAGE("SIGILO_SEALING_LINEAGE", "sealingLineage");

        private final String variable;
        private final String stateName;

        Name(String variable, String stateName) {
            this.variable = variable;
            this.stateName = stateName;
        }

        /** Returns the environment variable. */
        String variable() {
            return variable;
        }
    }

    /** The environment variable with the name of a file that contains the token for Pulsar. */
    static final String TOKEN_FILE = "SIGILO_PULSAR_TOKEN_FILE";

    /** The environment variable with the name of a PEM file that contains the certificate authorities of Pulsar. */
    static final String TLS_CA = "SIGILO_TLS_CA";

    private final Map<String, String> environment;
    private final Function<Name, String> state;
    /** The chosen target, or null for the environment and the embedded stack. */
    private final String target;

    private Settings(Map<String, String> environment, Function<Name, String> state, String target) {
        this.environment = environment;
        this.state = state;
        this.target = target;
    }

    /** Returns the settings of this process and of the embedded stack whose state is in {@code folder}, if there is one. */
    static Settings load(Map<String, String> environment, Path folder) {
        Path file = folder.resolve("stack.properties");
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new CliException(file + " cannot be read (" + e.getClass().getSimpleName()
                        + "); stop the stack with `sigilo down` and start it again");
            }
        }
        return new Settings(environment, name -> properties.getProperty(name.stateName), null);
    }

    /** Returns the settings of this process. */
    static Settings load() {
        return StackTarget.settings(System.getenv());
    }

    /** Returns only the settings of a target. */
    static Settings of(Map<String, String> variables, String target) {
        return new Settings(variables, name -> null, target);
    }

    /** Returns the setting, or null if it is not set anywhere. */
    String optional(Name name, String option) {
        if (option != null && !option.isBlank()) {
            return option;
        }
        String given = environment.get(name.variable);
        if (given == null || given.isBlank()) {
            given = state.apply(name);
        }
        return given == null || given.isBlank() ? null : given;
    }

    /** Returns the token that authenticates the command to Pulsar: from the environment, else from the file that the
     * environment names, else the running embedded stack's; null if there is none.
     *
     * @throws CliException if the file cannot be read
     */
    String credential() {
        String file = environment.get(TOKEN_FILE);
        if (file == null || file.isBlank() || environment.containsKey(Name.PULSAR_TOKEN.variable)) {
            return optional(Name.PULSAR_TOKEN, null);
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException e) {
            throw new CliException("the file that " + TOKEN_FILE + " names cannot be read ("
                    + e.getClass().getSimpleName() + "); check its name and that you may read it");
        }
    }

    /** Returns the environment variables, including those of the chosen target, for values that are not in {@link Name}. */
    Map<String, String> variables() {
        return environment;
    }

    /** Returns a PEM file with Pulsar's certificate authorities, or null to trust those that Java trusts. */
    Path trustedCertificates() {
        String file = environment.get(TLS_CA);
        return file == null || file.isBlank() ? null : Path.of(file);
    }

    /** Returns the setting.
     *
     * @throws CliException if it is not set anywhere
     */
    String require(Name name, String option) {
        String value = optional(name, option);
        if (value == null && target != null) {
            throw new CliException("target " + target + " does not set " + name.variable
                    + "; set it in its file or in the environment");
        }
        if (value == null) {
            throw new CliException(
                    "no embedded stack is running and " + name.variable
                            + " is not set; start one with `sigilo up`, give --target compose for the containers of this checkout, or set it");
        }
        return value;
    }
}
