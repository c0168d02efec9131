package dev.sigilo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The servers that {@code --target} or {@code SIGILO_TARGET} selects:
 *
 * <ul>
 * <li>{@code embedded}: the embedded stack; the environment is ignored;
 * <li>{@code compose}: the containers of this checkout, as its {@code .env} sets them up; {@code compose-tls}: the same with
 *     docker-compose.tls.yml;
 * <li>any other name: a cluster. Its file {@code NAME.env} in {@code ~/.config/sigilo} sets the environment variables of
 *     {@link Settings}.
 * </ul>
 *
 * A target's settings override the environment. The choice holds for the whole process.
 */
final class StackTarget {
    static final String VARIABLE = "SIGILO_TARGET";
    private static final String EMBEDDED = "embedded";
    private static final String COMPOSE = "compose";
    private static final String COMPOSE_TLS = "compose-tls";

    private static volatile String chosen;

    private StackTarget() {}

    /** Sets the target from the command's option; null to use the environment. */
    static void choose(String name) {
        chosen = name;
    }

    /** Returns the settings of the chosen target. */
    static Settings settings(Map<String, String> environment) {
        String name = name(environment);
        if (name == null) {
            return Settings.load(environment, Home.state());
        }
        if (name.equals(EMBEDDED)) {
            return Settings.load(Map.of(), Home.state());
        }
        Map<String, String> variables = new HashMap<>(environment);
        Map<String, String> set = name.equals(COMPOSE) || name.equals(COMPOSE_TLS)
                ? compose(Home.find(), name.equals(COMPOSE_TLS))
                : cluster(folder(environment), name);
        // The environment fills in what the target leaves empty.
        set.forEach((variable, value) -> variables.merge(variable, value, (given, own) -> own.isEmpty() ? given : own));
        return Settings.of(variables, name);
    }

    /** Returns whether the command uses the embedded stack, if one runs. */
    static boolean isEmbedded() {
        String name = name(System.getenv());
        return name == null || name.equals(EMBEDDED);
    }

    /**
     * Refuses other targets for a command that only works on the embedded stack.
     *
     * @throws CliException if another target was chosen
     */
    static void requireEmbedded(String command) {
        if (!isEmbedded()) {
            throw new CliException("`sigilo " + command
                    + "` works only on the embedded stack; start and stop containers with docker compose");
        }
    }

    private static String name(Map<String, String> environment) {
        String name = chosen != null ? chosen : environment.get(VARIABLE);
        return name == null || name.isBlank() ? null : name;
    }

    // ---- containers

    /** Returns the settings for the containers of a checkout, from its .env. */
    static Map<String, String> compose(Path home, boolean tls) {
        Map<String, String> file;
        try {
            file = read(home.resolve(".env"));
        } catch (NoSuchFileException e) {
            throw new CliException("no .env in " + home + "; create it with testing/stack/compose/make-env.sh");
        } catch (IOException e) {
            throw new CliException(home.resolve(".env") + " cannot be read ("
                    + e.getClass().getSimpleName() + "); check that you may read it");
        }
        String bind = file.getOrDefault("SIGILO_BIND", "");
        String host = bind.isEmpty() || bind.equals("0.0.0.0") ? "127.0.0.1" : bind;
        Map<String, String> variables = new HashMap<>();
        String parameters = "";
        if (tls) {
            Path certificates = home.resolve(".credentials/tls");
            variables.put(Settings.TLS_CA, certificates.resolve("ca.pem").toString());
            variables.put(
                    "SIGILO_PULSAR_URL",
                    "pulsar+ssl://" + host + ":" + file.getOrDefault("SIGILO_PULSAR_TLS_PORT", "6651"));
            variables.put(
                    "SIGILO_PULSAR_ADMIN_URL",
                    "https://" + host + ":" + file.getOrDefault("SIGILO_PULSAR_TLS_ADMIN_PORT", "8443"));
            parameters = "?sslMode=VERIFY_CA&trustCertificateKeyStoreUrl="
                    + certificates.resolve("ca.p12").toUri()
                    + "&trustCertificateKeyStoreType=PKCS12&trustCertificateKeyStorePassword=changeit";
        } else {
            variables.put(
                    "SIGILO_PULSAR_URL", "pulsar://" + host + ":" + file.getOrDefault("SIGILO_PULSAR_PORT", "6650"));
            variables.put(
                    "SIGILO_PULSAR_ADMIN_URL",
                    "http://" + host + ":" + file.getOrDefault("SIGILO_PULSAR_ADMIN_PORT", "8080"));
        }
        variables.put(
                "SIGILO_COMMAND_JDBC_URL",
                "jdbc:mysql://" + host + ":" + file.getOrDefault("SIGILO_COMMAND_PORT", "3306")
                        + "/tokenizer_command_db" + parameters);
        variables.put(
                "SIGILO_QUERY_JDBC_URL",
                "jdbc:mysql://" + host + ":" + file.getOrDefault("SIGILO_QUERY_PORT", "3307") + "/tokenizer_query_db"
                        + parameters);
        variables.put("SIGILO_PULSAR_TOKEN", file.getOrDefault("SIGILO_PULSAR_ADMIN_TOKEN", ""));
        for (String password : List.of(
                "SIGILO_ADMIN_PASSWORD",
                "SIGILO_READER_PASSWORD",
                "SIGILO_VAULT_SINK_PASSWORD",
                "SIGILO_COMMAND_SINK_PASSWORD",
                "SIGILO_QUERY_SINK_PASSWORD")) {
            variables.put(password, file.getOrDefault(password, ""));
        }
        return variables;
    }

    // ---- clusters

    private static Path folder(Map<String, String> environment) {
        String config = environment.get("XDG_CONFIG_HOME");
        return (config != null && !config.isBlank()
                        ? Path.of(config)
                        : Path.of(System.getProperty("user.home"), ".config"))
                .resolve("sigilo");
    }

    private static Map<String, String> cluster(Path folder, String name) {
        Path file = folder.resolve(name + ".env");
        if (!name.matches("[A-Za-z0-9_.-]+") || !Files.exists(file)) {
            throw new CliException("unknown target; the known ones are " + String.join(", ", names(folder))
                    + "; add others as files NAME.env in " + folder);
        }
        Map<String, String> variables;
        try {
            variables = read(file);
        } catch (IOException e) {
            throw new CliException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + "); check that you may read it");
        }
        Set<String> known = Arrays.stream(Settings.Name.values())
                .map(Settings.Name::variable)
                .collect(Collectors.toSet());
        known.addAll(List.of(Settings.TOKEN_FILE, Settings.TLS_CA));
        for (String variable : variables.keySet()) {
            if (!known.contains(variable)) {
                String nearest = Similar.nearest(
                        variable.replaceFirst("^SIGILO_", ""),
                        known.stream().map(each -> each.substring(7)).toList());
                throw new CliException(file + " sets " + variable + ", which is not a setting"
                        + (nearest == null ? "; cli/README.md lists them" : "; did you mean SIGILO_" + nearest + "?"));
            }
        }
        return variables;
    }

    private static List<String> names(Path folder) {
        List<String> names = new ArrayList<>(List.of(EMBEDDED, COMPOSE, COMPOSE_TLS));
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".env"))
                    .sorted()
                    .forEach(file -> names.add(file.substring(0, file.length() - ".env".length())));
        } catch (IOException e) {
            // Without the folder there are no cluster targets.
            return names;
        }
        return names;
    }

    /** Returns the variables that a file sets, one per line, in docker compose's format. */
    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> variables = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                String value = line.substring(equals + 1).strip();
                boolean quoted = value.length() > 1
                        && (value.charAt(0) == '\'' || value.charAt(0) == '"')
                        && value.charAt(value.length() - 1) == value.charAt(0);
                variables.put(
                        line.substring(0, equals).strip(), quoted ? value.substring(1, value.length() - 1) : value);
            }
        }
        return variables;
    }
}
