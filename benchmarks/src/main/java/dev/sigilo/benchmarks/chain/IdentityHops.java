package dev.sigilo.benchmarks.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sigilo.benchmarks.BenchmarkAdmin;
import dev.sigilo.benchmarks.BenchmarkException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * A series of functions that do nothing, one for each function that a record passes through and with the same
 * configuration. They are deployed in a separate tenant next to Sigilo's.
 */
final class IdentityHops implements AutoCloseable {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String NAMESPACE = "benchmark/identity";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 200;

    private final BenchmarkAdmin admin;
    private final List<String> topics = new ArrayList<>();
    private final List<String> functions = new ArrayList<>();

    private IdentityHops(BenchmarkAdmin admin) {
        this.admin = admin;
    }

    /**
     * Deploys the functions; they are running on return.
     *
     * @param configurations the configuration of each function, as {@link #read} returns it
     */
    static IdentityHops deploy(BenchmarkAdmin admin, List<JsonNode> configurations) {
        IdentityHops hops = new IdentityHops(admin);
        try {
            hops.deploy(configurations);
            return hops;
        } catch (RuntimeException e) {
            hops.close();
            throw e;
        }
    }

    /** Reads the configuration of a function in pulsar-config. */
    static JsonNode read(Path pulsarConfig, String function) {
        Path file = pulsarConfig.resolve("functions").resolve(function + ".yaml");
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new BenchmarkException(file + " cannot be read; the YAML of a function must have its name", e);
        }
    }

    private void deploy(List<JsonNode> configurations) {
        admin.createNamespace(NAMESPACE);
        for (int hop = 0; hop <= configurations.size(); hop++) {
            topics.add("persistent://" + NAMESPACE + "/hop-" + hop);
            admin.createTopic(topics.get(hop));
        }
        Path jar = jar();
        try {
            createFunctions(configurations, jar);
        } finally {
            delete(jar);
        }
        functions.forEach(this::awaitRunning);
    }

    private void createFunctions(List<JsonNode> configurations, Path jar) {
        for (int hop = 0; hop < configurations.size(); hop++) {
            String name = "identity-" + (hop + 1);
            JsonNode yaml = configurations.get(hop);
            JsonNode config = config(
                    yaml,
                    Map.of(
                            "tenant", NAMESPACE.substring(0, NAMESPACE.indexOf('/')),
                            "namespace", NAMESPACE.substring(NAMESPACE.indexOf('/') + 1),
                            "name", name,
                            "className", IdentityFunction.class.getName(),
                            "runtime", "JAVA",
                            "inputSpecs",
                                    Map.of(
                                            topics.get(hop),
                                            yaml.path("inputSpecs").iterator().next()),
                            "subName", name,
                            "output", topics.get(hop + 1),
                            "jar", "function.jar"),
                    "userConfig",
                    "secrets");
            functions.add(NAMESPACE + "/" + name);
            admin.createFunction(config, jar);
        }
    }

    private void awaitRunning(String function) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!admin.runs(function)) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkException("function " + function + " does not run after " + PATIENCE.toSeconds()
                        + " s; see the broker's log");
            }
            pause();
        }
    }

    /** Returns a function's configuration from its YAML file with the given keys set and others removed. */
    private static JsonNode config(JsonNode yaml, Map<String, Object> set, String... removed) {
        ObjectNode config = yaml.deepCopy();
        set.forEach((key, value) -> config.set(key, YAML.valueToTree(value)));
        for (String key : removed) {
            config.remove(key);
        }
        return config;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }

    /** Creates a file that contains only the function's class, because it needs nothing but the JDK. */
    private static Path jar() {
        String entry = IdentityFunction.class.getName().replace('.', '/') + ".class";
        try {
            Path file = Files.createTempFile("sigilo-identity-", ".jar");
            try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
                    InputStream code = IdentityFunction.class.getClassLoader().getResourceAsStream(entry)) {
                jar.putNextEntry(new JarEntry(entry));
                code.transferTo(jar);
                jar.closeEntry();
            }
            return file;
        } catch (IOException e) {
            throw new BenchmarkException("the identity function's class cannot be read", e);
        }
    }

    private static void delete(Path jar) {
        try {
            Files.deleteIfExists(jar);
        } catch (IOException e) {
            throw new BenchmarkException(jar + " cannot be deleted", e);
        }
    }

    /** Returns the topic that the first function reads. */
    String first() {
        return topics.get(0);
    }

    /** Returns the topic that the last function writes to. */
    String last() {
        return topics.get(topics.size() - 1);
    }

    @Override
    public void close() {
        functions.forEach(admin::deleteFunction);
        topics.forEach(admin::deleteTopic);
    }
}
