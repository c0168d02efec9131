package dev.sigilo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.Scale;
import dev.sigilo.driver.SinkSpec;
import dev.sigilo.driver.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The functions and sinks of a pulsar-config folder as resources of Function Mesh
 * ({@code compute.functionmesh.io/v1alpha1}): the same settings, under the names that its operator uses. A reference
 * {@code env:NAME} in a YAML becomes the key {@code NAME} of a Kubernetes secret: of {@code sigilo-keys} for a keyset,
 * else of {@code sigilo-databases}. A pod gets only the secrets that its own YAML names.
 */
final class KubernetesManifests {
    /** The image with Pulsar's function runtime and Sigilo's code, built by kubernetes/Dockerfile. */
    static final String IMAGE = "sigilo:0.1.0";
    /** The folder of the code in the image. */
    private static final String CODE = "/pulsar/sigilo/";

    private static final String NAMESPACE = "sigilo";
    private static final String API = "compute.functionmesh.io/v1alpha1";
    private static final String REFERENCE = "env:";
    /** Memory of the whole JVM per byte of heap: with buffers outside the heap and the JVM itself. */
    private static final int MEMORY_PER_HEAP = 3;

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES));

    private final Path folder;
    private final Scale scale;
    private final List<Map<String, Object>> resources = new ArrayList<>();

    private KubernetesManifests(Path folder, Scale scale) {
        this.folder = folder;
        this.scale = scale;
    }

    /** Returns one YAML document for each function, and for each sink or each of its shards. */
    static String of(Path pulsarConfig, Scale scale) {
        KubernetesManifests manifests = new KubernetesManifests(pulsarConfig, scale);
        Topology topology = Topology.read(pulsarConfig);
        topology.functions().forEach(manifests::add);
        topology.sinks().forEach(manifests::add);
        StringBuilder text = new StringBuilder(
                "# Generated from pulsar-config by `sigilo describe --format kubernetes`. Change pulsar-config and build again.\n");
        try {
            for (Map<String, Object> resource : manifests.resources) {
                text.append(YAML.writeValueAsString(resource));
            }
        } catch (JsonProcessingException e) {
            throw new CliException(
                    "the manifests cannot be written as YAML (" + e.getClass().getSimpleName() + ")");
        }
        return text.toString();
    }

    private void add(FunctionSpec function) {
        Map<String, Object> yaml = yaml("functions", function.name());
        Map<String, Object> spec = common(yaml, function.name(), scale.parallelism(function.name()));
        spec.put("forwardSourceMessageProperty", yaml.get("forwardSourceMessageProperty"));
        spec.put("subscriptionName", yaml.get("subName"));
        spec.put("subscriptionPosition", lower(yaml.get("subscriptionPosition")));
        spec.put("className", function.className());
        spec.put("input", input(map(yaml, "inputSpecs"), "[B"));
        spec.put("output", output(yaml, function));
        spec.put("funcConfig", function.userConfig());
        spec.put("secretsMap", secrets(yaml));
        spec.put("pod", pod(function.name(), Map.of()));
        spec.put("java", java(yaml, "jar"));
        resources.add(resource("Function", function.name(), spec));
    }

    private void add(SinkSpec sink) {
        int shards = scale.shards(sink.name());
        for (int shard = 0; shard < shards; shard++) {
            add(sink, shards, shard);
        }
    }

    private void add(SinkSpec sink, int shards, int shard) {
        Map<String, Object> yaml = yaml("sinks", sink.name());
        String name = shards == 1 ? sink.name() : sink.name() + "-" + shard;
        Map<String, Object> spec = common(yaml, name, scale.parallelism(sink.name()));
        Map<String, Object> inputs = map(yaml, "inputSpecs");
        Map<String, Object> configs = new LinkedHashMap<>(map(yaml, "configs"));
        if (shards > 1) {
            inputs = partitionsOf(inputs, shards, shard);
            configs.put("jdbcUrl", configs.get("jdbcUrl") + "_" + shard);
            configs.put("shards", shards);
            configs.put("shard", shard);
        }
        Map<String, String> environment = new TreeMap<>();
        configs.values().stream()
                .map(String::valueOf)
                .filter(value -> value.startsWith(REFERENCE))
                .forEach(value ->
                        environment.put(value.substring(REFERENCE.length()), value.substring(REFERENCE.length())));
        spec.put("subscriptionName", yaml.get("sourceSubscriptionName"));
        spec.put("subscriptionPosition", lower(yaml.get("sourceSubscriptionPosition")));
        // The NAR contains the class name, but the operator requires it here.
        spec.put("className", "dev.sigilo.sink.mysql.MySqlJdbcSink");
        spec.put("input", input(inputs, "org.apache.pulsar.client.api.schema.GenericObject"));
        spec.put("sinkConfig", configs);
        spec.put("secretsMap", secrets(yaml));
        spec.put("pod", pod(name, environment));
        spec.put("java", java(yaml, "archive"));
        resources.add(resource("Sink", name, spec));
    }

    /** Returns the partitions of a shard as deploy.sh assigns them, each with the settings of its topic. */
    private Map<String, Object> partitionsOf(Map<String, Object> inputs, int shards, int shard) {
        Map<String, Object> partitions = new LinkedHashMap<>();
        inputs.forEach((topic, settings) -> {
            for (int partition = shard; partition < scale.partitions(topic); partition += shards) {
                partitions.put(topic + "-partition-" + partition, settings);
            }
        });
        return partitions;
    }

    private static Map<String, Object> common(Map<String, Object> yaml, String name, int replicas) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("name", name);
        spec.put("tenant", yaml.get("tenant"));
        spec.put("namespace", yaml.get("namespace"));
        spec.put("clusterName", "pulsar");
        spec.put("image", IMAGE);
        spec.put("imagePullPolicy", "IfNotPresent");
        spec.put("replicas", replicas);
        spec.put("pulsar", Map.of("pulsarConfig", "sigilo-pulsar"));
        spec.put("resources", resources(map(yaml, "resources")));
        spec.put("processingGuarantee", lower(yaml.get("processingGuarantees")));
        for (String same : List.of("autoAck", "retainOrdering", "retainKeyOrdering", "cleanupSubscription")) {
            spec.put(same, yaml.get(same));
        }
        return spec;
    }

    private static Map<String, Object> input(Map<String, Object> specs, String type) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("typeClassName", type);
        input.put("topics", List.copyOf(specs.keySet()));
        input.put("sourceSpecs", specs);
        return input;
    }

    private static Map<String, Object> output(Map<String, Object> yaml, FunctionSpec function) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("typeClassName", "[B");
        output.put("topic", function.output());
        output.put("producerConf", map(yaml, "producerConfig"));
        return output;
    }

    private static Map<String, Object> secrets(Map<String, Object> yaml) {
        Map<String, Object> secrets = new LinkedHashMap<>();
        map(yaml, "secrets").forEach((secret, reference) -> {
            String name = nameOf(secret, reference);
            secrets.put(secret, ordered("path", secretOf(name), "key", name));
        });
        return secrets;
    }

    private static String nameOf(String secret, Object reference) {
        if (reference instanceof String text && text.startsWith(REFERENCE)) {
            return text.substring(REFERENCE.length());
        }
        throw new CliException(
                "secret " + secret + " does not refer to the environment; write env:NAME, which becomes a key of a"
                        + " Kubernetes secret");
    }

    private static String secretOf(String name) {
        return name.endsWith("_KEYSET") ? "sigilo-keys" : "sigilo-databases";
    }

    private static Map<String, Object> pod(String name, Map<String, String> environment) {
        Map<String, Object> pod = new LinkedHashMap<>();
        pod.put(
                "labels",
                ordered(
                        "app.kubernetes.io/name",
                        name,
                        "app.kubernetes.io/part-of",
                        "sigilo",
                        "sigilo.dev/database",
                        environment.isEmpty() ? "none" : "mysql"));
        // The user in Pulsar's images.
        pod.put(
                "securityContext",
                ordered(
                        "runAsNonRoot",
                        true,
                        "runAsUser",
                        10000,
                        "fsGroup",
                        10000,
                        "seccompProfile",
                        Map.of("type", "RuntimeDefault")));
        if (!environment.isEmpty()) {
            pod.put(
                    "env",
                    environment.keySet().stream()
                            .map(variable -> ordered(
                                    "name",
                                    variable,
                                    "valueFrom",
                                    Map.of("secretKeyRef", ordered("name", secretOf(variable), "key", variable))))
                            .toList());
        }
        return pod;
    }

    private static Map<String, Object> java(Map<String, Object> yaml, String code) {
        String file = Path.of(String.valueOf(yaml.get(code))).getFileName().toString();
        return ordered(
                "jar",
                CODE + file,
                "javaOpts",
                List.of(
                        "-Xmx" + number(map(yaml, "resources"), "ram") / (1 << 20) + "m",
                        "-XX:+ExitOnOutOfMemoryError"));
    }

    private static Map<String, Object> resources(Map<String, Object> resources) {
        String cpu = Math.round(Double.parseDouble(String.valueOf(resources.get("cpu"))) * 1000) + "m";
        String memory = number(resources, "ram") * MEMORY_PER_HEAP / (1 << 20) + "Mi";
        return ordered("requests", ordered("cpu", cpu, "memory", memory), "limits", Map.of("memory", memory));
    }

    private static long number(Map<String, Object> map, String key) {
        return ((Number) map.get(key)).longValue();
    }

    private static Map<String, Object> resource(String kind, String name, Map<String, Object> spec) {
        spec.values().removeIf(value -> value == null || value instanceof Map<?, ?> map && map.isEmpty());
        return ordered(
                "apiVersion",
                API,
                "kind",
                kind,
                "metadata",
                ordered("name", name, "namespace", NAMESPACE, "labels", Map.of("app.kubernetes.io/part-of", "sigilo")),
                "spec",
                spec);
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private Map<String, Object> yaml(String kind, String name) {
        Path file = folder.resolve(kind).resolve(name + ".yaml");
        try {
            return YAML.readValue(file.toFile(), new TypeReference<Map<String, Object>>() {});
        } catch (IOException e) {
            throw new CliException(file + " cannot be read; each file has the name of its function or sink");
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> yaml, String key) {
        return yaml.get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static String lower(Object value) {
        return value == null ? null : value.toString().toLowerCase(Locale.ROOT);
    }
}
