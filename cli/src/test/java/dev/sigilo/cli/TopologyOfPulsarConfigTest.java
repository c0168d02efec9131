package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.Topology;
import dev.sigilo.records.ViewRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The topology that ships: whole, of classes that exist, and drawn as its golden files say. */
class TopologyOfPulsarConfigTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private final Topology topology = Topology.read(Path.of("../pulsar-config"));

    @Test
    void hasAReaderForEveryOutputAndAWriterForEveryInput() {
        assertThat(topology.deadEnds()).isEmpty();
        assertThat(topology.emptyInputs()).isEmpty();
        assertThat(topology.entryTopics())
                .containsExactlyInAnyOrder(
                        "persistent://medical/intake/raw",
                        "persistent://medical/intake/hl7v2",
                        "persistent://medical/intake/fhir",
                        "persistent://medical/intake/dicom");
    }

    @Test
    void namesClassesThatExist() throws ClassNotFoundException {
        for (FunctionSpec function : topology.functions()) {
            assertThat(Class.forName(function.className())).as(function.name()).isNotNull();
        }
    }

    @Test
    void guardsEveryTableByTheVersion() {
        assertThat(topology.sinks()).allSatisfy(sink -> {
            assertThat(sink.versionColumn()).isIn("version", "seal_order");
            assertThat(sink.keyColumns()).containsExactly("record_token");
        });
    }

    /** Otherwise dropping or renaming a column would lose its values silently. */
    @Test
    void requiresEveryColumnThatAMessageHasAValueFor() throws IOException {
        assertThat(required("query-records")).containsExactlyInAnyOrderElementsOf(fields("query-row.avsc", "deleted"));
        assertThat(required("command-records")).containsExactlyInAnyOrderElementsOf(fields("command-row.avsc", ""));
        assertThat(required("command-vault"))
                .containsExactlyInAnyOrderElementsOf(fields("sealed-record.avsc", "wrapped_key"));
        Set<String> both = new TreeSet<>(required("command-vault"));
        both.addAll(required("command-vault-keys"));
        assertThat(both).containsExactlyInAnyOrderElementsOf(fields("sealed-record.avsc", ""));
    }

    private static List<String> required(String sink) throws IOException {
        return List.of(new YAMLMapper()
                .readTree(Path.of("../pulsar-config/sinks/" + sink + ".yaml").toFile())
                .path("configs")
                .path("requiredColumns")
                .asText()
                .split(", *"));
    }

    private static List<String> fields(String schema, String except) throws IOException {
        List<String> names = new ArrayList<>();
        new ObjectMapper()
                .readTree(ViewRow.class.getResourceAsStream(schema))
                .path("fields")
                .forEach(field -> names.add(field.path("name").asText()));
        names.remove(except);
        return names;
    }

    @Test
    void isDescribedAsTheGoldenFilesSay() throws IOException {
        assertGolden("describe.txt", CommandRun.sigilo("describe").out());
        assertGolden(
                "describe.mmd",
                CommandRun.sigilo("describe", "--format", "mermaid").out());
    }

    /** {@code -Dgolden.rewrite=true} writes the files anew. */
    private static void assertGolden(String name, String actual) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
    }
}
