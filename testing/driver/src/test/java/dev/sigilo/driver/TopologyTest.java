package dev.sigilo.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyTest {
    private static final Path SAMPLE = Path.of("src/test/resources/topology");

    @Test
    void aPartitionBelongsToItsTopic() {
        assertThat(Topology.ofPartition("persistent://a/b/c-partition-12")).isEqualTo("persistent://a/b/c");
        assertThat(Topology.ofPartition("persistent://a/b/c-partition-x")).isEqualTo("persistent://a/b/c-partition-x");
    }

    @Test
    void readsFunctionsInTheOrderOfTheFlow() {
        Topology topology = Topology.read(SAMPLE);

        assertThat(topology.functions()).extracting(FunctionSpec::name).containsExactly("word", "count");
        assertThat(topology.entryTopics()).containsExactly("persistent://medical/intake/lines");
        assertThat(topology.deadEnds()).isEmpty();
        assertThat(topology.emptyInputs()).isEmpty();
        assertThat(topology.topic("words")).isEqualTo("persistent://medical/events/words");
        assertThat(topology.function("word").userConfig()).containsEntry("greeting", "hello\n");
    }

    @Test
    void describesItselfAsTheGoldenFileSays() {
        Golden.assertMatches("sample.txt", Topology.read(SAMPLE).describe());
        Golden.assertMatches("sample.mmd", Topology.read(SAMPLE).describeAsMermaid());
    }

    @Test
    void namesWhatNothingReads() {
        Topology topology = Topology.read(SAMPLE);
        Topology withoutSinks = new Topology(topology.functions(), java.util.List.of());

        assertThat(withoutSinks.deadEnds())
                .containsExactlyInAnyOrder("persistent://medical/intake/refused", "persistent://medical/views/counts");
        assertThat(withoutSinks.describe()).contains("nothing reads it");
    }

    @Test
    void reportsOfRefusedRowsGoFromSinksToTheirTable(@TempDir Path folder) throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve("functions")).resolve("f.yaml"),
                "name: f\nclassName: c\ninputs: [medical/in/lines]\noutput: medical/out/rows\n");
        Path sinks = Files.createDirectories(folder.resolve("sinks"));
        String sink =
                "name: s\ninputs: [medical/out/rows%s]\nconfigs: {tableName: rows, key: id, errorTopic: medical/out/refused%s}\n";
        Files.writeString(sinks.resolve("s.yaml"), sink.formatted("", ""));
        assertThat(Topology.read(folder).topics()).doesNotContain("persistent://medical/out/refused");

        Files.writeString(sinks.resolve("s.yaml"), sink.formatted(", medical/out/refused", ", refusedTable: stalled"));
        Topology topology = Topology.read(folder);

        assertThat(topology.emptyInputs()).isEmpty();
        assertThat(topology.entryTopics()).containsExactly("persistent://medical/in/lines");
        assertThat(topology.describe())
                .contains("persistent://medical/out/refused\n  sink s -> table stalled (reports of refused rows)\n");
        assertThat(topology.describeAsMermaid())
                .contains("r0[(\"stalled\")]\n    t2 -- s --> r0\n", "t1 -- s --> s0\n");
    }

    @Test
    void saysWhichFileAndKeyAreAtFault(@TempDir Path folder) throws IOException {
        Path functions = Files.createDirectories(folder.resolve("functions"));
        Path sinks = Files.createDirectories(folder.resolve("sinks"));
        assertThatThrownBy(() -> Topology.read(folder)).hasMessageContaining("holds no *.yaml");

        Path file = functions.resolve("a.yaml");
        Files.writeString(file, "name: [");
        assertThatThrownBy(() -> Topology.read(folder))
                .hasMessageContaining("a.yaml")
                .hasMessageContaining("not YAML");
        Files.writeString(file, "name: a\ninputs: [t]\n");
        assertThatThrownBy(() -> Topology.read(folder)).hasMessageContaining("className is missing");
        Files.writeString(file, "name: a\nclassName: b\n");
        assertThatThrownBy(() -> Topology.read(folder)).hasMessageContaining("names no input topic");
        Files.writeString(file, "name: a\nclassName: b\ninputs: [t]\nuserConfig: {policyFile: nowhere.yaml}\n");
        assertThatThrownBy(() -> Topology.read(folder)).hasMessageContaining("userConfig.policyFile");

        Files.writeString(file, "name: a\nclassName: b\ninputs: [t]\n");
        Files.writeString(functions.resolve("b.yaml"), "name: a\nclassName: b\ninputs: [t]\n");
        assertThatThrownBy(() -> Topology.read(folder)).hasMessageContaining("two YAML files describe a");
        Files.delete(functions.resolve("b.yaml"));
        Files.writeString(sinks.resolve("s.yaml"), "name: s\ninputs: [t]\n");
        assertThatThrownBy(() -> Topology.read(folder))
                .hasMessageContaining("s.yaml")
                .hasMessageContaining("tableName");
    }

    @Test
    void listsWhatThereIsWhenANameIsUnknown() {
        Topology topology = Topology.read(SAMPLE);

        assertThatThrownBy(() -> topology.topic("nowhere")).hasMessageContaining("persistent://medical/intake/lines");
        assertThatThrownBy(() -> topology.function("nowhere")).hasMessageContaining("word, count");
    }
}
