package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sigilo.driver.Scale;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodSecurityContext;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import io.kubernetes.client.openapi.models.V1Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The manifests in kubernetes/ and those generated from pulsar-config: they contain what pulsar-config describes, have types of
 * Kubernetes and Function Mesh, and are complete.
 */
class KubernetesManifestsTest {
    private static final Path FOLDER = Path.of("../kubernetes");
    private static final Path CONFIG = Path.of("../pulsar-config");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @TempDir
    private Path folder;

    // ---- content

    @Test
    void describePrintsTheManifestsWithTheScaleOfPulsarConfig() {
        assertThat(CommandRun.sigilo("describe", "--format", "kubernetes").out())
                .isEqualTo(pipeline());
    }

    @ParameterizedTest
    @CsvSource({"functions, Function, 6", "sinks, Sink, 4"})
    void eachYamlOfPulsarConfigHasItsResource(String part, String kind, int count) throws IOException {
        List<JsonNode> resources = documents(pipeline()).stream()
                .filter(each -> each.get("kind").asText().equals(kind))
                .toList();
        assertThat(resources).hasSize(count);
        try (Stream<Path> files = Files.list(CONFIG.resolve(part))) {
            assertThat(files.map(KubernetesManifestsTest::read))
                    .hasSize(count)
                    .allSatisfy(yaml -> assertThat(resources)
                            .filteredOn(
                                    each -> name(each).equals(yaml.get("name").asText()))
                            .singleElement()
                            .satisfies(each -> assertSame(yaml, each.get("spec"))));
        }
    }

    /** Compares what both have: Function Mesh has other names for the settings. */
    private static void assertSame(JsonNode yaml, JsonNode spec) {
        for (String setting :
                List.of("name", "tenant", "namespace", "autoAck", "retainOrdering", "retainKeyOrdering")) {
            assertThat(spec.get(setting)).as(setting).isEqualTo(yaml.get(setting));
        }
        assertThat(spec.get("subscriptionName"))
                .isEqualTo(yaml.has("subName") ? yaml.get("subName") : yaml.get("sourceSubscriptionName"));
        assertThat(spec.get("processingGuarantee").asText())
                .isEqualToIgnoringCase(yaml.get("processingGuarantees").asText());
        assertThat(spec.get("input").get("sourceSpecs")).isEqualTo(yaml.get("inputSpecs"));
        assertThat(spec.get("input").get("topics"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(yaml.get("inputSpecs").properties().stream()
                        .map(Map.Entry::getKey)
                        .toList());
        if (yaml.has("configs")) {
            assertThat(spec.get("sinkConfig")).isEqualTo(yaml.get("configs"));
        } else {
            assertThat(spec.get("className")).isEqualTo(yaml.get("className"));
            assertThat(spec.get("output").get("topic")).isEqualTo(yaml.get("output"));
            assertThat(spec.get("output").get("producerConf")).isEqualTo(yaml.get("producerConfig"));
            assertThat(spec.get("forwardSourceMessageProperty")).isEqualTo(yaml.get("forwardSourceMessageProperty"));
            assertThat(spec.get("funcConfig")).isEqualTo(withFiles(yaml.get("userConfig")));
        }
    }

    /** The user config with the text of each file, under the key without {@code File}. */
    private static JsonNode withFiles(JsonNode userConfig) {
        ObjectNode config = YAML.createObjectNode();
        userConfig.properties().forEach(each -> {
            if (each.getKey().endsWith("File")) {
                config.put(
                        each.getKey().replaceFirst("File$", ""),
                        text(CONFIG.resolve(each.getValue().asText())));
            } else {
                config.set(each.getKey(), each.getValue());
            }
        });
        return config;
    }

    @Test
    void aShardHasItsOwnNamePartitionsAndDatabase() throws IOException {
        Path scale = Files.writeString(
                folder.resolve("scale.conf"), "partitions 4\nparallelism 2\nshards query-records 2\n");
        List<JsonNode> all = documents(
                KubernetesManifests.of(CONFIG, Scale.read(CONFIG, Map.of("SIGILO_SCALE_FILE", scale.toString()))));
        JsonNode shard = all.stream()
                .filter(each -> name(each).equals("query-records-1"))
                .findFirst()
                .orElseThrow()
                .get("spec");

        assertThat(all)
                .hasSize(11)
                .allSatisfy(KubernetesManifestsTest::check)
                .noneSatisfy(each -> assertThat(name(each)).isEqualTo("query-records"));
        assertThat(shard.get("input").get("topics"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "persistent://medical/views/query-partition-1", "persistent://medical/views/query-partition-3");
        assertThat(shard.get("sinkConfig").get("jdbcUrl").asText()).isEqualTo("env:SIGILO_QUERY_JDBC_URL_1");
        assertThat(shard.get("sinkConfig").get("shard").asInt()).isEqualTo(1);
        assertThat(shard.get("pod").get("env").get(0).get("name").asText()).isEqualTo("SIGILO_QUERY_JDBC_URL_1");
        assertThat(shard.get("replicas").asInt()).isEqualTo(2);
    }

    // ---- types

    @Test
    void everyManifestIsOfATypeThatKubernetesOrFunctionMeshHas() throws IOException {
        List<JsonNode> all = manifests();
        assertThat(all).hasSizeGreaterThan(15).allSatisfy(KubernetesManifestsTest::check);
        assertThat(all)
                .extracting(each -> each.get("kind").asText() + " " + name(each))
                .doesNotHaveDuplicates();
    }

    /** The check above is worth something only if it refuses what is wrong. */
    @ParameterizedTest
    @CsvSource({
        "Namespace, /metadata, labels, lables",
        "Secret, '', stringData, stringdata",
        "ConfigMap, '', data, values",
        "Job, /spec, template, tempalte",
        "Job, /spec/template/spec/containers/0, image, imageName",
        "NetworkPolicy, /spec, podSelector, selector",
        "NetworkPolicy, /spec/egress/0/to/0, namespaceSelector, nameSpaceSelector",
        "Function, /spec, subscriptionName, subName",
        "Function, /spec/input, sourceSpecs, inputSpecs",
        "Function, /spec/output/producerConf, compressionType, compression",
        "Function, /spec/resources, requests, request",
        "Function, /spec/pod/securityContext, runAsUser, user",
        "Sink, /spec, sinkConfig, configs",
        "Sink, /spec/pod/env/0, valueFrom, from",
        "Sink, /spec/java, jar, archive",
    })
    void aMisspeltFieldIsRefused(String kind, String path, String field, String misspelt) throws IOException {
        ObjectNode manifest = (ObjectNode) manifests().stream()
                .filter(each -> each.get("kind").asText().equals(kind)
                        && (each.at(path + "/" + field).isContainerNode()
                                || each.at(path + "/" + field).isValueNode()))
                .findFirst()
                .orElseThrow();
        ObjectNode parent = (ObjectNode) (path.isEmpty() ? manifest : manifest.at(path));
        parent.set(misspelt, parent.remove(field));

        assertThatThrownBy(() -> check(manifest)).isInstanceOfAny(IllegalArgumentException.class, AssertionError.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Function, /spec, replicas, two",
        "Function, /spec, processingGuarantee, ATLEAST_ONCE",
        "Function, /spec/output, topic, medical/views",
        "Sink, /spec, autoAck, 1",
        "Job, /spec/template/spec, containers, none",
        "NetworkPolicy, /spec, policyTypes, Egress",
    })
    void aValueOfAnotherTypeIsRefused(String kind, String path, String field, String value) throws IOException {
        ObjectNode manifest = (ObjectNode) manifests().stream()
                .filter(each -> each.get("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
        ((ObjectNode) manifest.at(path)).put(field, value);

        assertThatThrownBy(() -> check(manifest)).isInstanceOfAny(IllegalArgumentException.class, AssertionError.class);
    }

    // ---- what belongs together

    @Test
    void everySecretThatAPodIsGivenIsNamedInTheExampleAndNoOther() throws IOException {
        Set<String> used = new TreeSet<>();
        Set<String> named = new TreeSet<>();
        for (JsonNode manifest : manifests()) {
            manifest.at("/spec/secretsMap")
                    .forEach(secret -> used.add(secret.get("path").asText() + "/"
                            + secret.get("key").asText()));
            manifest.findValues("secretKeyRef")
                    .forEach(secret -> used.add(secret.get("name").asText() + "/"
                            + secret.get("key").asText()));
            if (manifest.get("kind").asText().equals("Secret")) {
                manifest.get("stringData").properties().forEach(key -> {
                    named.add(name(manifest) + "/" + key.getKey());
                    assertThat(key.getValue().asText())
                            .as("no secret is shipped")
                            .isEmpty();
                });
            }
        }
        assertThat(used).isEqualTo(named);
    }

    @Test
    void keysetsAreGivenToTheStagesThatSeePhiAlone() throws IOException {
        Set<String> keyed = new TreeSet<>();
        for (JsonNode manifest : manifests()) {
            if (manifest.toString().contains("sigilo-keys") && manifest.has("spec")) {
                keyed.add(name(manifest));
            }
        }
        assertThat(keyed).containsExactly("classify", "convert", "seal", "tokenize");
    }

    @Test
    void theSinksAloneReachTheDatabases() throws IOException {
        for (JsonNode manifest : manifests()) {
            String kind = manifest.get("kind").asText();
            if (kind.equals("Function") || kind.equals("Sink")) {
                JsonNode labels = manifest.at("/spec/pod/labels");
                assertThat(labels.get("app.kubernetes.io/part-of").asText()).isEqualTo("sigilo");
                assertThat(labels.get("sigilo.dev/database").asText())
                        .isEqualTo(kind.equals("Sink") ? "mysql" : "none");
            }
        }
        assertThat(manifests().stream()
                        .filter(each -> each.at("/spec/policyTypes").toString().equals("[\"Ingress\",\"Egress\"]"))
                        .map(each -> each.at("/spec/podSelector")))
                .as("what is not allowed is forbidden")
                .anySatisfy(all -> assertThat(all).isEmpty());
    }

    @Test
    void everyPodRunsTheOneImage() throws IOException {
        for (JsonNode manifest : manifests()) {
            manifest.findValues("image")
                    .forEach(image -> assertThat(image.asText()).isEqualTo(KubernetesManifests.IMAGE));
        }
        String pom = Files.readString(Path.of("../pom.xml"));
        assertThat(Files.readString(FOLDER.resolve("Dockerfile")))
                .contains(KubernetesManifests.IMAGE)
                .contains("pulsar:" + pom.replaceFirst("(?s).*<pulsar.version>([^<]+)<.*", "$1"));
        assertThat(KubernetesManifests.IMAGE).endsWith(":" + pom.replaceFirst("(?s).*?<version>([^<]+)<.*", "$1"));
    }

    // ---- how it is checked

    private static void check(JsonNode manifest) {
        JsonElement json = JsonParser.parseString(manifest.toString());
        try {
            switch (manifest.get("apiVersion").asText() + " "
                    + manifest.get("kind").asText()) {
                case "v1 Namespace" -> V1Namespace.validateJsonElement(json);
                case "v1 Secret" -> V1Secret.validateJsonElement(json);
                case "v1 ConfigMap" -> V1ConfigMap.validateJsonElement(json);
                case "batch/v1 Job" -> V1Job.validateJsonElement(json);
                case "networking.k8s.io/v1 NetworkPolicy" -> V1NetworkPolicy.validateJsonElement(json);
                case "compute.functionmesh.io/v1alpha1 Function", "compute.functionmesh.io/v1alpha1 Sink" ->
                    checkMesh(manifest);
                default ->
                    throw new AssertionError(
                            "nobody here knows " + manifest.get("apiVersion") + " " + manifest.get("kind"));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void checkMesh(JsonNode manifest) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(FOLDER.resolve("function-mesh.schema.json")));
        assertThat(schema.validate(manifest.toString(), InputFormat.JSON))
                .as(name(manifest))
                .isEmpty();
        V1ObjectMeta.validateJsonElement(gson(manifest.get("metadata")));
        V1ResourceRequirements.validateJsonElement(gson(manifest.at("/spec/resources")));
        V1PodSecurityContext.validateJsonElement(gson(manifest.at("/spec/pod/securityContext")));
        for (JsonNode variable : manifest.at("/spec/pod/env")) {
            V1EnvVar.validateJsonElement(gson(variable));
        }
    }

    private static JsonElement gson(JsonNode node) {
        return JsonParser.parseString(node.toString());
    }

    private static List<JsonNode> manifests() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml"))
                    // The build writes it, so here it may be missing or older than pulsar-config.
                    .filter(each -> !each.endsWith("pipeline.yaml"))
                    .sorted()
                    .toList()) {
                all.addAll(documents(Files.readString(file)));
            }
        }
        all.addAll(documents(pipeline()));
        return all;
    }

    /** The manifests generated from pulsar-config, whatever the environment sets. */
    private static String pipeline() {
        return KubernetesManifests.of(CONFIG, Scale.read(CONFIG, Map.of()));
    }

    private static JsonNode read(Path yaml) {
        try {
            return YAML.readTree(yaml.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> documents(String text) throws IOException {
        return YAML.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll();
    }

    private static String name(JsonNode manifest) {
        return manifest.at("/metadata/name").asText();
    }
}
