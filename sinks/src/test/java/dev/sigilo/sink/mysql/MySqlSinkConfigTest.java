package dev.sigilo.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pulsar.io.core.annotations.FieldDoc;
import org.apache.pulsar.io.jdbc.JdbcSinkConfig;
import org.apache.pulsar.io.jdbc.JdbcSinkConfig.InsertMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MySqlSinkConfigTest {
    private static final Map<String, Object> LEAST = Map.of("jdbcUrl", "jdbc:mysql://localhost/db", "tableName", "t");

    private static MySqlSinkConfig load(Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(LEAST);
        all.putAll(more);
        return MySqlSinkConfig.load(all, null, Map.of("DB_PASSWORD", "out of the environment")::get);
    }

    @Test
    void reportsEveryFaultAtOnce() {
        assertThatThrownBy(() -> MySqlSinkConfig.load(Map.of("batchSize", 0, "jdbcUrl", "jdbc:postgresql://x/y"), null))
                .isInstanceOf(SinkConfigException.class)
                .hasMessageContaining("jdbcUrl must start with jdbc:mysql:")
                .hasMessageContaining("tableName is missing")
                .hasMessageContaining("batchSize is 0, but must be at least 1");
    }

    @Test
    void namesAnUnknownKeyButNoValue() {
        assertThatThrownBy(() -> load(Map.of("passwrod", "hush")))
                .isInstanceOf(SinkConfigException.class)
                .hasMessageContaining("passwrod")
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> load(Map.of("batchSize", "hush")))
                .isInstanceOf(SinkConfigException.class)
                .hasMessageContaining("batchSize")
                .hasMessageNotContaining("hush");
    }

    @Test
    void refusesUnsupportedSettings() {
        assertThatThrownBy(() -> load(Map.of("insertMode", "UPDATE"))).hasMessageContaining("insertMode UPDATE");
        assertThatThrownBy(() -> load(Map.of("useTransactions", false))).hasMessageContaining("useTransactions");
        assertThatThrownBy(() -> load(Map.of("tombstoneTable", "gone"))).hasMessageContaining("versionColumn");
        assertThatThrownBy(() -> load(Map.of("insertMode", "INSERT", "versionColumn", "v")))
                .hasMessageContaining("versionColumn");
    }

    @Test
    void neverAcknowledgesARefusedRowWithoutAReport() {
        assertThatThrownBy(() -> load(Map.of("refusedRows", "ACKNOWLEDGE")))
                .hasMessageContaining("without an errorTopic would lose the row");
        assertThat(load(Map.of()).retriesRefusedRows()).isTrue();
        assertThat(load(Map.of("errorTopic", "errors")).retriesRefusedRows()).isFalse();
        assertThat(load(Map.of("errorTopic", "errors", "refusedRows", "RETRY")).retriesRefusedRows())
                .isTrue();
    }

    @Test
    void refusesAShardThatDoesNotExist() {
        assertThat(load(Map.of("shards", 2, "shard", 1, "key", "id")).getShard())
                .isEqualTo(1);
        assertThatThrownBy(() -> load(Map.of("shards", 2, "shard", 2, "key", "id")))
                .hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> load(Map.of("shard", -1))).hasMessageContaining("shard is -1");
        assertThatThrownBy(() -> load(Map.of("shards", 0))).hasMessageContaining("shards is 0, but must be at least 1");
        assertThatThrownBy(() -> load(Map.of("shards", 2))).hasMessageContaining("one column in key");
        assertThatThrownBy(() -> load(Map.of("shards", 2, "key", "a, b"))).hasMessageContaining("one column in key");
    }

    @Test
    void refusesARefusedTableWithoutTheReportsThatFillIt() {
        Map<String, Object> whole = Map.of(
                "key",
                "id",
                "refusedTable",
                "stalled",
                "errorTopic",
                "e",
                "errorTopicKeys",
                true,
                "refusedRows",
                "RETRY");
        assertThat(load(whole).getRefusedTable()).isEqualTo("stalled");
        for (Map<String, Object> other : List.<Map<String, Object>>of(
                Map.of("key", "a, b"),
                Map.of("errorTopic", ""),
                Map.of("errorTopicKeys", false),
                Map.of("refusedRows", "ACKNOWLEDGE"))) {
            Map<String, Object> settings = new HashMap<>(whole);
            settings.putAll(other);
            assertThatThrownBy(() -> load(settings))
                    .isInstanceOf(SinkConfigException.class)
                    .hasMessageContaining("refusedTable lists keys");
        }
    }

    @Test
    void upsertsIfAKeyIsNamed() {
        assertThat(load(Map.of()).mode()).isEqualTo(InsertMode.INSERT);
        assertThat(load(Map.of("key", "a, b")).mode()).isEqualTo(InsertMode.UPSERT);
        assertThat(load(Map.of("key", "a, b")).keyColumns()).containsExactly("a", "b");
    }

    @Test
    void resolvesReferencesToTheEnvironmentAndToFiles(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "out of a file\n");
        assertThat(load(Map.of("password", "env:DB_PASSWORD")).getPassword()).isEqualTo("out of the environment");
        assertThat(load(Map.of("password", "file:" + file)).getPassword()).isEqualTo("out of a file");
        assertThat(load(Map.of("password", "itself")).getPassword()).isEqualTo("itself");
        assertThatThrownBy(() -> load(Map.of("password", "env:NOT_SET")))
                .isInstanceOf(SinkConfigException.class)
                .hasMessageContaining("NOT_SET, which is not set");
        assertThatThrownBy(() -> load(Map.of("password", "file:" + folder.resolve("none"))))
                .isInstanceOf(SinkConfigException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void prefersTheSecretOverThePlainSetting() {
        FakeContext context = new FakeContext();
        context.secret("password", "env:DB_PASSWORD");
        Map<String, Object> settings = new HashMap<>(LEAST);
        settings.put("password", "plain");
        assertThat(MySqlSinkConfig.load(settings, context.context(), Map.of("DB_PASSWORD", "secret")::get)
                        .getPassword())
                .isEqualTo("secret");
    }

    @Test
    void acceptsTheLingerSettingOfOtherJdbcSinks() {
        assertThat(load(Map.of("timeoutMs", 700)).getLingerMs()).isEqualTo(700);
        assertThat(load(Map.of("timeoutMs", 700, "lingerMs", 5)).getLingerMs()).isEqualTo(5);
    }

    @Test
    void neverPrintsThePassword() {
        assertThat(load(Map.of("password", "hush")).toString()).isEqualTo("MySqlSinkConfig[table=t]");
    }

    @Test
    void theReadmeNamesEveryKeyWithItsDefault() throws IOException, IllegalAccessException {
        String readme = Files.readString(Path.of("README.md"));
        MySqlSinkConfig defaults = new MySqlSinkConfig();
        for (Field field : MySqlSinkConfig.class.getDeclaredFields()) {
            if (field.isAnnotationPresent(FieldDoc.class)) {
                field.setAccessible(true);
                Object value = field.get(defaults);
                String row = Arrays.stream(readme.split("\n"))
                        .filter(line -> line.startsWith("| ") && line.contains("`" + field.getName() + "`"))
                        .findFirst()
                        .orElse("");
                assertThat(row).as(field.getName()).isNotEmpty();
                if (value != null && !value.equals("")) {
                    assertThat(row).as("default of " + field.getName()).contains(value.toString());
                }
            }
        }
        for (Field field : JdbcSinkConfig.class.getDeclaredFields()) {
            if (field.isAnnotationPresent(FieldDoc.class)) {
                assertThat(readme).contains("`" + field.getName());
            }
        }
    }
}
