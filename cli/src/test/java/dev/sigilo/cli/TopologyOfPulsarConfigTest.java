package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The topology that ships: whole, of classes that exist, and drawn as its golden files say. */
class TopologyOfPulsarConfigTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private final Topology topology = Topology.read(Path.of("../pulsar-config"));

    @Test
    void hasAReaderForEveryOutputAndAWriterForEveryInput() {
        assertThat(topology.deadEnds()).isEmpty();
        assertThat(topology.emptyInputs()).isEmpty();
        assertThat(topology.entryTopics()).hasSize(1);
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

    @Test
    void isDescribedAsTheGoldenFilesSay() throws IOException {
        assertGolden("describe.txt", CommandRun.sigilo("describe").out());
        assertGolden("describe.mmd", CommandRun.sigilo("describe", "--format", "mermaid").out());
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
