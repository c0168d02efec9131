package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.policy.FieldRule;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks docs/DATA.md against the migrations and the policies. {@code TablesContract} checks the names of all columns
 * against real databases.
 */
class DataDocTest {
    private static final Pattern COLUMN =
            Pattern.compile("^\\s*(?:ADD COLUMN )?([a-z_]+)\\s+([A-Z]+(?:\\(\\d+\\))?).*");
    /** Columns that show a part of a field with another name. */
    private static final Map<String, String> FIELD_OF_COLUMN = Map.of("diagnosis_year", Fields.DIAGNOSIS_DATE);

    /** The rows of the page by heading, each as its cells. */
    private static Map<String, List<List<String>>> sections() throws IOException {
        Map<String, List<List<String>>> sections = new LinkedHashMap<>();
        String database = "";
        String heading = "";
        for (String line : Files.readAllLines(Documents.root().resolve("docs/DATA.md"))) {
            if (line.startsWith("## ")) {
                database = line.contains("db_command") ? "command" : "query";
            } else if (line.startsWith("### ")) {
                heading = database + " " + line.substring(4).replace("`", "");
                sections.put(heading, new ArrayList<>());
            } else if (line.startsWith("| `")) {
                List<String> cells =
                        Stream.of(line.split("\\|", -1)).map(String::strip).toList();
                sections.get(heading).add(cells.subList(1, cells.size() - 1));
            }
        }
        return sections;
    }

    private static String name(List<String> row) {
        return row.get(0).replace("`", "");
    }

    @Test
    void everyColumnIsThereWithItsTypeAndItsMeaning() throws IOException {
        Map<String, List<List<String>>> sections = sections();
        for (String table : List.of(
                "query medical_records",
                "query erased",
                "query keysets",
                "query policies",
                "command records",
                "command stalled")) {
            Map<String, String> told = new LinkedHashMap<>();
            sections.get(table).forEach(row -> {
                told.put(name(row), row.get(1));
                assertThat(row.get(2)).as(table + "." + name(row)).isNotBlank();
            });
            assertThat(told)
                    .as(table)
                    .containsExactlyInAnyOrderEntriesOf(columns(table.split(" ")[0], table.split(" ")[1]));
        }
    }

    @Test
    void everyViewIsThere() throws IOException {
        Set<String> views = new TreeSet<>();
        for (String database : List.of("query", "command")) {
            Matcher view = Pattern.compile("INVOKER VIEW (\\w+) AS").matcher(String.join("\n", migrations(database)));
            while (view.find()) {
                views.add(database + " " + view.group(1));
            }
        }
        assertThat(views).hasSizeGreaterThan(9);
        assertThat(sections().keySet()).containsAll(views);
    }

    @Test
    void everyFieldIsThereWithWhatEachPolicyDoes() throws IOException {
        Map<String, List<List<String>>> sections = sections();
        List<Policy> policies = new ArrayList<>();
        for (String name : List.of("pseudonymized", "safe-harbor")) {
            policies.add(Policy.load(
                    Files.readString(Documents.root().resolve("pulsar-config/policies/" + name + ".yaml")), name));
        }
        Set<String> told = new TreeSet<>();
        for (String section : List.of("query medical_records", "query In tokens", "query In extra")) {
            for (List<String> row : sections.get(section)) {
                String field = FIELD_OF_COLUMN.getOrDefault(name(row), name(row));
                for (int i = 0; i < 2; i++) {
                    FieldRule rule = policies.get(i).rule(field);
                    assertThat(row.get(row.size() - 2 + i))
                            .as(field + " under " + policies.get(i).name())
                            .isEqualTo(rule == null ? "–" : "`" + rule.action().policyName() + "`");
                }
                told.add(field);
            }
        }
        assertThat(told).containsAll(policies.get(0).rules().keySet());
        assertThat(sections.get("query In tokens").stream().map(DataDocTest::name))
                .containsExactlyElementsOf(Fields.IDENTITY);
    }

    /** Returns the types of a table's columns by name, from the migrations in their order. */
    private static Map<String, String> columns(String database, String table) throws IOException {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String sql : migrations(database)) {
            Matcher created = Pattern.compile("(?ms)^(?:CREATE TABLE IF NOT EXISTS " + table + " \\(|ALTER TABLE "
                            + table + "$)(.*?)(?:^\\) ENGINE|;$)")
                    .matcher(sql);
            while (created.find()) {
                for (String line : created.group(1).split("\n")) {
                    Matcher column = COLUMN.matcher(line);
                    if (column.matches()) {
                        columns.put(column.group(1), column.group(2));
                    }
                }
            }
        }
        assertThat(columns).as(database + " " + table).isNotEmpty();
        return columns;
    }

    private static List<String> migrations(String database) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files =
                Files.list(Documents.root().resolve("sinks/sql").resolve(database))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}
