package dev.sigilo.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
    private static final List<String> COLUMNS = List.of("id", "version", "txt");

    @ParameterizedTest
    @CsvSource({
        "9.7.0, ROW_ALIAS",
        "9.7.4-2, ROW_ALIAS",
        "8.0.19, ROW_ALIAS",
        "8.0.18, VALUES_FUNCTION",
        "5.7.44-log, VALUES_FUNCTION",
        "11.4.5-MariaDB, VALUES_FUNCTION",
        "10.11.2-MariaDB-1:10, VALUES_FUNCTION"
    })
    void isChosenByTheServersVersion(String version, Dialect dialect) {
        assertThat(Dialect.ofVersion(version)).isEqualTo(dialect);
    }

    @Test
    void mysqlNamesTheIncomingRowAndSetsTheVersionLast() {
        assertThat(Dialect.ROW_ALIAS.upsert("t", COLUMNS, List.of("id"), "version", false))
                .isEqualTo(
                        "INSERT INTO `t` (`id`, `version`, `txt`) VALUES (?, ?, ?) AS incoming ON DUPLICATE KEY UPDATE "
                                + "`txt` = IF(incoming.`version` >= `t`.`version`, incoming.`txt`, `t`.`txt`), "
                                + "`version` = IF(incoming.`version` >= `t`.`version`, incoming.`version`, `t`.`version`)");
    }

    @Test
    void mariaDbNamesTheIncomingColumnAndTreatsANullVersionAsOldest() {
        assertThat(Dialect.VALUES_FUNCTION.upsert("t", COLUMNS, List.of("id"), "version", true))
                .isEqualTo("INSERT INTO `t` (`id`, `version`, `txt`) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE "
                        + "`txt` = IF(VALUES(`version`) >= COALESCE(`t`.`version`, VALUES(`version`)), VALUES(`txt`), `t`.`txt`), "
                        + "`version` = IF(VALUES(`version`) >= COALESCE(`t`.`version`, VALUES(`version`)), VALUES(`version`), "
                        + "`t`.`version`)");
    }

    @Test
    void withoutAVersionTheLastWriteWins() {
        assertThat(Dialect.ROW_ALIAS.upsert("t", COLUMNS, List.of("id"), null, false))
                .endsWith("ON DUPLICATE KEY UPDATE `version` = incoming.`version`, `txt` = incoming.`txt`");
        assertThat(Dialect.ROW_ALIAS.upsert("t", List.of("id"), List.of("id"), null, false))
                .endsWith("ON DUPLICATE KEY UPDATE `id` = `t`.`id`");
    }

    @Test
    void namesCannotBreakOutOfTheirQuotes() {
        assertThat(Dialect.ROW_ALIAS.delete("t`; DROP TABLE x; --", List.of("a`b", "c"), "v"))
                .isEqualTo(
                        "DELETE FROM `t``; DROP TABLE x; --` WHERE `a``b` = ? AND `c` = ? AND (`v` IS NULL OR `v` <= ?)");
    }

    @Test
    void queriesTombstonesByOneOrSeveralKeyColumns() {
        assertThat(Dialect.ROW_ALIAS.tombstonesOf("gone", List.of("id"), "v"))
                .isEqualTo("SELECT `id`, `v` FROM `gone` WHERE `id` IN (");
        assertThat(Dialect.ROW_ALIAS.tombstonesOf("gone", List.of("a", "b"), "v"))
                .isEqualTo("SELECT `a`, `b`, `v` FROM `gone` WHERE (`a`, `b`) IN (");
    }
}
