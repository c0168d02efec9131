package dev.sigilo.driver;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the standard FunctionConfig and SinkConfig YAMLs. */
final class TopologyReader {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String FILE_SUFFIX = "File";

    private final Path root;

    private TopologyReader(Path root) {
        this.root = root;
    }

    static Topology read(Path root) {
        TopologyReader reader = new TopologyReader(root);
        List<FunctionSpec> functions = new ArrayList<>();
        for (Path file : reader.files("functions")) {
            functions.add(reader.function(file));
        }
        List<SinkSpec> sinks = new ArrayList<>();
        for (Path file : reader.files("sinks")) {
            sinks.add(reader.sink(file));
        }
        if (functions.isEmpty()) {
            throw new TopologyException(root.resolve("functions") + " holds no *.yaml; name a pulsar-config folder");
        }
        refuseSameName(functions.stream().map(FunctionSpec::name).toList());
        refuseSameName(sinks.stream().map(SinkSpec::name).toList());
        return new Topology(inOrderOfFlow(functions), sinks);
    }

    private List<Path> files(String folder) {
        Path path = root.resolve(folder);
        if (!Files.isDirectory(path)) {
            throw new TopologyException(path + " is not a folder; name a pulsar-config folder");
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new TopologyException(path + " cannot be listed; check its permissions");
        }
    }

    private FunctionSpec function(Path file) {
        Map<String, Object> yaml = load(file);
        List<String> inputs = inputs(file, yaml);
        Object output = yaml.get("output");
        Map<String, Object> userConfig = new LinkedHashMap<>();
        map(file, yaml, "userConfig").forEach((key, value) -> {
            if (key.endsWith(FILE_SUFFIX) && value instanceof String path) {
                userConfig.put(key.substring(0, key.length() - FILE_SUFFIX.length()), textOf(file, key, path));
            } else {
                userConfig.put(key, value);
            }
        });
        Map<String, String> secrets = new LinkedHashMap<>();
        map(file, yaml, "secrets").forEach((name, value) -> secrets.put(name, String.valueOf(value)));
        String name = text(file, yaml, "name");
        return new FunctionSpec(
                name,
                namespace(file, yaml),
                text(file, yaml, "className"),
                inputs,
                output == null ? null : Topology.fullName(output.toString()),
                String.valueOf(yaml.getOrDefault("subName", name)),
                userConfig,
                secrets);
    }

    private SinkSpec sink(Path file) {
        Map<String, Object> yaml = load(file);
        Map<String, Object> configs = map(file, yaml, "configs");
        String name = text(file, yaml, "name");
        String errorTopic = optional(configs, "errorTopic");
        return new SinkSpec(
                name,
                namespace(file, yaml),
                inputs(file, yaml),
                String.valueOf(yaml.getOrDefault("sourceSubscriptionName", name)),
                text(file, configs, "tableName"),
                names(text(file, configs, "key")),
                names(String.valueOf(configs.getOrDefault("nonKey", ""))),
                optional(configs, "versionColumn"),
                optional(configs, "deleteField"),
                optional(configs, "tombstoneTable"),
                errorTopic == null ? null : Topology.fullName(errorTopic),
                optional(configs, "canaryProperty"),
                optional(configs, "refusedTable"));
    }

    private List<String> inputs(Path file, Map<String, Object> yaml) {
        Set<String> inputs = new LinkedHashSet<>();
        if (yaml.get("inputs") instanceof List<?> topics) {
            topics.forEach(topic -> inputs.add(Topology.fullName(topic.toString())));
        }
        map(file, yaml, "inputSpecs").keySet().forEach(topic -> inputs.add(Topology.fullName(topic)));
        if (inputs.isEmpty()) {
            throw new TopologyException(file + " names no input topic; set inputs or inputSpecs");
        }
        return List.copyOf(inputs);
    }

    /** Returns the tenant and namespace, with Pulsar's own defaults for what the file omits. */
    private static String namespace(Path file, Map<String, Object> yaml) {
        String tenant = yaml.containsKey("tenant") ? text(file, yaml, "tenant") : "public";
        return tenant + "/" + (yaml.containsKey("namespace") ? text(file, yaml, "namespace") : "default");
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private String textOf(Path file, String key, String path) {
        Path target = root.resolve(path);
        try {
            return Files.readString(target, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new TopologyException(file + ": userConfig." + key + " names " + target
                    + ", which cannot be read; name a file relative to " + root);
        }
    }

    private static Map<String, Object> load(Path file) {
        try {
            Object yaml = YAML.readValue(file.toFile(), Object.class);
            if (yaml instanceof Map<?, ?>) {
                return copy((Map<?, ?>) yaml);
            }
            throw new TopologyException(file + " is not a YAML mapping; write one function or sink per file");
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new TopologyException(file + (at == null ? "" : ", line " + at.getLineNr())
                    + " is not YAML; check its indentation and quotes");
        } catch (IOException e) {
            throw new TopologyException(file + " cannot be read; check its permissions");
        }
    }

    private static Map<String, Object> map(Path file, Map<String, Object> yaml, String key) {
        Object value = yaml.get(key);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return copy(map);
        }
        throw new TopologyException(file + ": " + key + " is not a mapping; write key: value lines under it");
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    private static String optional(Map<String, Object> yaml, String key) {
        Object value = yaml.get(key);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    private static String text(Path file, Map<String, Object> yaml, String key) {
        Object value = yaml.get(key);
        if (value == null || value.toString().isBlank()) {
            throw new TopologyException(file + ": " + key + " is missing; set it");
        }
        return value.toString();
    }

    private static void refuseSameName(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new TopologyException("two YAML files describe " + name + "; a name may stand once");
            }
        }
    }

    /** Sorts functions so that readers follow their writers; a cycle keeps the order of the files. */
    private static List<FunctionSpec> inOrderOfFlow(List<FunctionSpec> functions) {
        List<FunctionSpec> left = new ArrayList<>(functions);
        List<FunctionSpec> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Set<String> unwritten = new HashSet<>();
            left.forEach(function -> unwritten.addAll(function.outputs()));
            FunctionSpec next = left.stream()
                    .filter(function -> function.inputs().stream().noneMatch(unwritten::contains))
                    .findFirst()
                    .orElse(left.get(0));
            ordered.add(next);
            left.remove(next);
        }
        return ordered;
    }
}
