package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.policy.Action;
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

/** Checks docs/PRIVACY.md on topics, tables, rights, retention and policies against the deployed configuration. */
class PrivacyDocTest {
    /** The page's wording for each action on a field. */
    private static final Map<Action, String> WORDS = Map.of(
            Action.TOKEN,
            "token",
            Action.DROP,
            "dropped",
            Action.YEAR,
            "year",
            Action.SHIFT_DATE,
            "shifted",
            Action.ZIP3,
            "digits",
            Action.UID,
            "UID",
            Action.CAP_AGE,
            "90 and over",
            Action.SCRUB,
            "redacted");
    /** Fields in the table that do not name a person but can identify one by their content. */
    private static final Set<String> STUDY = Set.of("age", "diagnosis_date", "image");

    private static Path root() {
        return Documents.root();
    }

    /** Returns the table rows of the page whose first cell starts with this pattern, each as a list of cells. */
    private static List<List<String>> rows(Pattern first) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(root().resolve("docs/PRIVACY.md"))) {
            List<String> cells =
                    Stream.of(line.split("\\|", -1)).map(String::strip).toList();
            if (line.startsWith("|") && first.matcher(cells.get(1)).matches()) {
                rows.add(cells.subList(1, cells.size() - 1));
            }
        }
        return rows;
    }

    private static Set<String> codes(String cell) {
        Set<String> codes = new TreeSet<>();
        Matcher code = Pattern.compile("`([^`]+)`").matcher(cell);
        while (code.find()) {
            codes.add(code.group(1));
        }
        return codes;
    }

    private static List<String[]> settings(String file) throws IOException {
        return Files.readAllLines(root().resolve("pulsar-config").resolve(file)).stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .map(line -> line.split("\\s+"))
                .toList();
    }

    @Test
    void everyTopicIsThereWithWhoMayReadItAndHowLongItIsKept() throws IOException {
        Map<String, Set<String>> readers = new LinkedHashMap<>();
        for (String[] permission : settings("permissions.conf")) {
            if (permission.length == 3 && permission[1].contains("consume")) {
                readers.computeIfAbsent(permission[2], topic -> new TreeSet<>()).add(permission[0]);
            }
        }
        Map<String, String> retention = new LinkedHashMap<>();
        for (String[] setting : settings("namespaces.conf")) {
            if (setting[2].equals("set-retention")) {
                retention.put(setting[1].replace("persistent://", ""), setting[6]);
            }
        }
        Set<String> topics = new TreeSet<>();
        for (List<String> row : rows(Pattern.compile("`(intake|vault|events|views)/[a-z0-9]+`"))) {
            if (row.size() != 5) {
                continue; // a row of the retention table
            }
            String topic = "medical/" + codes(row.get(0)).iterator().next();
            topics.add("persistent://" + topic);
            String kept = retention.getOrDefault(topic, retention.get(topic.substring(0, topic.lastIndexOf('/'))));
            assertThat(row.get(4))
                    .as("how long " + topic + " is kept")
                    .startsWith(
                            switch (kept) {
                                case "0" -> "until";
                                case "-1" -> "for ever";
                                default -> kept.replace("d", " days");
                            });
            // Roles that may only produce are not readers.
            assertThat(codes(row.get(3)))
                    .as("who may read " + topic)
                    .isEqualTo(readers.getOrDefault("persistent://" + topic, Set.of()));
        }
        assertThat(topics).isEqualTo(deployedTopics());
    }

    /** Returns the topics that deploy.sh creates: those named in the YAML files, including those of optional functions. */
    static Set<String> deployedTopics() throws IOException {
        Set<String> topics = new TreeSet<>();
        for (String kind : List.of("functions", "optional", "sinks")) {
            try (Stream<Path> files = Files.list(root().resolve("pulsar-config").resolve(kind))) {
                for (Path file : files.toList()) {
                    Matcher topic = Pattern.compile("persistent://[a-z0-9/-]+")
                            .matcher(Files.readString(file).replaceAll("#.*", ""));
                    while (topic.find()) {
                        topics.add(topic.group());
                    }
                }
            }
        }
        return topics;
    }

    @Test
    void everyTableIsThereWithWhoMayReadIt() throws IOException {
        Map<String, Set<String>> readers = new LinkedHashMap<>();
        for (String database : List.of("command", "query")) {
            Path folder = root().resolve("sinks/sql").resolve(database);
            StringBuilder sql = new StringBuilder();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    sql.append(Files.readString(file));
                }
            }
            Matcher table = Pattern.compile("CREATE TABLE IF NOT EXISTS (\\w+)").matcher(sql);
            while (table.find()) {
                readers.put("db_" + database + " `" + table.group(1) + "`", new TreeSet<>());
            }
            Matcher grant = Pattern.compile("GRANT SELECT[^;]* ON [^.;]+\\.(\\w+|\\*) TO '(\\w+)'")
                    .matcher(sql);
            while (grant.find()) {
                for (Map.Entry<String, Set<String>> each : readers.entrySet()) {
                    if (each.getKey().equals("db_" + database + " `" + grant.group(1) + "`")
                            || grant.group(1).equals("*") && each.getKey().startsWith("db_" + database)) {
                        each.getValue().add(grant.group(2));
                    }
                }
            }
        }
        Map<String, Set<String>> told = new LinkedHashMap<>();
        for (List<String> row : rows(Pattern.compile("db_(command|query) `\\w+`"))) {
            told.put(row.get(0), codes(row.get(3)));
        }
        assertThat(told).isEqualTo(readers);
    }

    @Test
    void everyIdentifierIsTreatedAsItIsTold() throws IOException {
        List<List<String>> rows = rows(Pattern.compile("[A-R]"));
        assertThat(rows.stream().map(row -> row.get(0)).toList())
                .containsExactly("A B C D E F G H I J K L M N O P Q R".split(" "));
        Policy[] policies = new Policy[2];
        for (int i = 0; i < 2; i++) {
            String name = i == 0 ? "pseudonymized" : "safe-harbor";
            policies[i] = Policy.load(
                    Files.readString(root().resolve("pulsar-config/policies/" + name + ".yaml")), name + ".yaml");
        }
        Set<String> fields = new TreeSet<>();
        for (List<String> row : rows) {
            for (String field : codes(row.get(2))) {
                fields.add(field);
                for (int i = 0; i < 2; i++) {
                    String cell = row.get(3 + i).equals("the same") ? row.get(3) : row.get(3 + i);
                    assertThat(cell)
                            .as(field + " under " + policies[i].name())
                            .containsIgnoringCase(
                                    WORDS.get(policies[i].rule(field).action()));
                }
            }
        }
        Set<String> expected = new TreeSet<>(STUDY);
        policies[0].rules().keySet().stream().filter(Fields::isIdentity).forEach(expected::add);
        expected.remove("country");
        assertThat(fields).isEqualTo(expected);
    }
}
