package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Set;
import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.RowSetMetaDataImpl;
import javax.sql.rowset.RowSetProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowPrinterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @AfterEach
    void leaveTheTerminal() {
        System.clearProperty(Console.COLUMNS_PROPERTY);
    }

    @Test
    void linesFitTheTerminalByCuttingTheWidestCells() throws SQLException {
        List<String> lines =
                table(30, List.of("id", "report"), List.of(List.of("1", "x".repeat(500)), List.of("2", "short")));

        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(30));
        assertThat(lines.get(2)).hasSize(30).startsWith("1  | xxx").endsWith("x…");
        assertThat(lines.get(4)).isEqualTo("(2 rows)");
    }

    @Test
    void columnsThatDoNotFitAreNamed() throws SQLException {
        List<String> names = List.of("one", "two", "three", "four", "five", "six");
        List<String> lines = table(
                40, names, List.of(names.stream().map(name -> name.repeat(9)).toList()));

        assertThat(lines.subList(0, 3))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
        assertThat(lines.get(0))
                .contains("one")
                .contains("two")
                .contains("three")
                .doesNotContain("four");
        assertThat(lines.get(3))
                .contains("(1 row; 3 columns do not fit: four, five, six; ")
                .contains("--format csv");
    }

    @Test
    void aTableThatFitsIsLeftAsItIs() throws SQLException {
        assertThat(table(80, List.of("id", "report"), List.of(List.of("1", "clear"))))
                .containsExactly("id | report", "---+-------", "1  | clear", "(1 row)");
    }

    @Test
    void whatIsNoTerminalGetsEveryColumn() throws SQLException {
        assertThat(table(0, List.of("a", "b"), List.of(List.of("x".repeat(40), "y".repeat(40))))
                        .get(2))
                .hasSize(83);
    }

    @Test
    void jsonThatTheServerCallsTextIsNested() throws SQLException {
        printer(0, RowPrinter.Format.JSON)
                .print(rows(List.of("tokens", "report"), List.of(List.of("{\"a\":[1]}", "[1]"))), Set.of(1));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("[\n{\"tokens\":{\"a\":[1]},\"report\":\"[1]\"}\n]\n");
    }

    private List<String> table(int columns, List<String> names, List<List<String>> rows) throws SQLException {
        printer(columns, RowPrinter.Format.TABLE).print(rows(names, rows));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private RowPrinter printer(int columns, RowPrinter.Format format) {
        System.setProperty(Console.COLUMNS_PROPERTY, "" + columns);
        return RowPrinter.fitting(new Console(InputStream.nullInputStream(), out, out, false), format);
    }

    private static CachedRowSet rows(List<String> names, List<List<String>> rows) throws SQLException {
        RowSetMetaDataImpl columns = new RowSetMetaDataImpl();
        columns.setColumnCount(names.size());
        for (int i = 1; i <= names.size(); i++) {
            columns.setColumnName(i, names.get(i - 1));
            columns.setColumnLabel(i, names.get(i - 1));
            columns.setColumnType(i, Types.LONGVARCHAR);
            columns.setColumnTypeName(i, "LONGTEXT");
        }
        CachedRowSet set = RowSetProvider.newFactory().createCachedRowSet();
        set.setMetaData(columns);
        // Each is put before those that are there.
        for (int at = rows.size() - 1; at >= 0; at--) {
            List<String> row = rows.get(at);
            set.moveToInsertRow();
            for (int i = 1; i <= row.size(); i++) {
                set.updateString(i, row.get(i - 1));
            }
            set.insertRow();
            set.moveToCurrentRow();
        }
        set.beforeFirst();
        return set;
    }
}
