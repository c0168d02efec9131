package dev.sigilo.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.benchmarks.BenchmarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapacityPlanTest {
    private static final Path DOC = Path.of("../docs/SCALING.md");
    private static final List<Long> RATES = List.of(1_000L, 10_000L, 100_000L, 1_000_000L);
    /** Round numbers, so that the plan can be computed by hand. */
    private static final Map<String, String> ROUND = new LinkedHashMap<>();

    static {
        for (String rate : List.of("classify", "seal", "tokenize", "project_command", "project_query")) {
            ROUND.put(rate + "_rate", "1,000");
        }
        for (String bytes : List.of("raw", "classified", "sealed", "tokenized", "command", "query")) {
            ROUND.put(bytes + "_bytes", "1000");
        }
        ROUND.put("hl7v2_rate", "100");
        for (String bytes : List.of("raw", "converted", "classified", "sealed")) {
            ROUND.put("hl7v2_" + bytes + "_bytes", "3000");
        }
        ROUND.put("instance_cores", "1.5");
        ROUND.put("query_row_rate", "10,000");
        ROUND.put("command_row_rate", "10,000");
        ROUND.put("query_row_bytes", "2000");
        ROUND.put("command_record_bytes", "4000");
        ROUND.put("copies", "2");
        ROUND.put("broker_rate", "100");
        ROUND.put("bookie_rate", "100");
        ROUND.put("busy_percent", "50");
    }

    @TempDir
    private Path folder;

    private Figures figures(Map<String, String> rows) throws IOException {
        return Figures.read(Files.writeString(
                folder.resolve("figures.md"),
                "# Title\n\n| figure | value |\n|---|---|\n"
                        + rows.entrySet().stream()
                                .map(row -> "| `" + row.getKey() + "` | " + row.getValue() + " | x |\n")
                                .collect(Collectors.joining())));
    }

    /** The numbers of the line with this label, as the plan prints them. */
    private static List<String> line(String table, String label) {
        return Arrays.stream(table.split("\n"))
                .filter(line -> line.startsWith(label + "  "))
                .map(line -> List.of(line.substring(label.length()).strip().split("\\s+")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everythingIsInProportionToTheRateAndBusyToTheShareThatIsAllowed() throws IOException {
        String table = CapacityPlan.table(figures(ROUND), null, List.of(1_000L, 20_000L));

        // 1,000 a second, half busy: 500 each.
        assertThat(line(table, "instances of tokenize")).containsExactly("2", "40");
        assertThat(line(table, "instances of project-command")).containsExactly("4", "80");
        assertThat(line(table, "cores of functions")).containsExactly("18", "360");
        assertThat(line(table, "partitions of a topic")).containsExactly("4", "128");
        // Six topics with 1,000 bytes a record; ten subscriptions.
        assertThat(line(table, "into brokers, MB/s")).containsExactly("6", "120");
        assertThat(line(table, "out of brokers, MB/s")).containsExactly("10", "200");
        assertThat(line(table, "brokers")).containsExactly("3", "7");
        assertThat(line(table, "onto bookies, MB/s")).containsExactly("12", "240");
        assertThat(line(table, "bookies")).containsExactly("3", "5");
        assertThat(line(table, "the log, TB/day")).containsExactly("0.2", "3.5");
        assertThat(line(table, "db_query, shards")).containsExactly("1", "4");
        assertThat(line(table, "db_command, shards")).containsExactly("1", "16");
        assertThat(line(table, "db_query, GB/day")).containsExactly("173", "3,456");
        assertThat(line(table, "db_command, GB/day")).containsExactly("346", "6,912");
    }

    @Test
    void messagesOfAHospitalFormatPassConvertAndAreLongerUntilTheyAreTokenized() throws IOException {
        String table = CapacityPlan.table(figures(ROUND), "hl7v2", List.of(1_000L, 20_000L));

        // 100 a second, half busy: 50 each.
        assertThat(line(table, "instances of convert")).containsExactly("20", "400");
        assertThat(line(table, "instances of tokenize")).containsExactly("2", "40");
        assertThat(line(table, "cores of functions")).containsExactly("48", "960");
        assertThat(line(table, "partitions of a topic")).containsExactly("32", "512");
        // Four topics with 3,000 bytes a record and seven subscriptions; three with 1,000 and four.
        assertThat(line(table, "into brokers, MB/s")).containsExactly("15", "300");
        assertThat(line(table, "out of brokers, MB/s")).containsExactly("25", "500");
        // 2,000 bytes more in each row of the vault.
        assertThat(line(table, "db_command, GB/day")).containsExactly("518", "10,368");
        assertThat(CapacityPlan.table(figures(ROUND), null, RATES)).doesNotContain("convert");
    }

    @Test
    void aFormatWithoutFiguresIsNamed() throws IOException {
        Figures figures = figures(ROUND);
        assertThatThrownBy(() -> CapacityPlan.table(figures, "fhir", RATES))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("`fhir_rate`");
    }

    @Test
    void partitionsAreAPowerOfTwoThatNoStageAndNoShardExceeds() throws IOException {
        String table = CapacityPlan.table(figures(ROUND), null, List.of(300L, 700L, 5_000L));
        assertThat(line(table, "partitions of a topic")).containsExactly("2", "4", "32");
    }

    @Test
    void aFigureThatIsMissingOrTwiceIsNamed() throws IOException {
        Map<String, String> lacking = new LinkedHashMap<>(ROUND);
        lacking.remove("copies");
        Figures figures = figures(lacking);
        assertThatThrownBy(() -> CapacityPlan.table(figures, null, RATES))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("`copies`");
        Path twice = Files.writeString(folder.resolve("twice.md"), "| `copies` | 2 | |\n| `copies` | 3 | |\n");
        assertThatThrownBy(() -> Figures.read(twice))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("copies");
    }

    /** {@code -Dgolden.rewrite=true} writes the plan into the document. */
    @Test
    void theDocumentShowsThePlansThatItsFiguresGive() throws IOException {
        checkPlan("## The plan", null, RATES);
        checkPlan("## Messages of hospital formats", "hl7v2", List.of(1_000L, 10_000L, 100_000L));
    }

    private static void checkPlan(String section, String format, List<Long> rates) throws IOException {
        String text = Files.readString(DOC);
        String plan = "```\n" + CapacityPlan.table(Figures.read(DOC), format, rates) + "```\n";
        int heading = text.indexOf(section + "\n");
        int start = text.indexOf("```\n", heading);
        int end = text.indexOf("```\n", start + 4) + 4;
        assertThat(heading).isPositive();
        if (Boolean.getBoolean("golden.rewrite")) {
            text = text.substring(0, start) + plan + text.substring(end);
            Files.writeString(DOC, text);
        }
        assertThat(text.substring(heading))
                .as("run the test with -Dgolden.rewrite=true after a change of the figures")
                .contains(plan);
    }
}
