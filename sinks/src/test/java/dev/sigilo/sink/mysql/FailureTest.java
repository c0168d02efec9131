package dev.sigilo.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {
    private static final TableDefinition TABLE = new TableDefinition(
            "t",
            Map.of(
                    "txt",
                    new TableDefinition.Column("txt", ColumnKind.TEXT, true),
                    "doc",
                    new TableDefinition.Column("doc", ColumnKind.JSON, true)),
            List.of());

    @ParameterizedTest
    @CsvSource({
        "22001, 1406, ROW",
        "22003, 1264, ROW",
        "23000, 1048, ROW",
        "23000, 1062, ROW",
        "23000, 1452, ROW",
        "22032, 3140, ROW",
        "HY000, 3819, ROW",
        "HY000, 1366, ROW",
        "23000, 4025, ROW",
        "45000, 1644, ROW",
        "08S01, 0, SERVER",
        "08004, 1040, SERVER",
        "HY000, 1290, SERVER",
        "HY000, 1836, SERVER",
        "HY000, 1114, SERVER",
        "08S01, 1053, SERVER",
        "HY000, 2006, SERVER",
        "70100, 1317, SERVER",
        "42000, 1226, SERVER",
        "HY000, 1021, SERVER",
        "40001, 1213, CONFLICT",
        "HY000, 1205, CONFLICT",
        "40001, 0, CONFLICT",
        "42S22, 1054, TABLE_CHANGED",
        "42S02, 1146, TABLE_CHANGED",
        "HY000, 1364, TABLE_CHANGED",
        "28000, 1045, CONFIGURATION",
        "42000, 1142, CONFIGURATION",
        "42000, 1049, CONFIGURATION",
        "08S01, 1153, TOO_LARGE",
        "HY000, 9999, UNKNOWN"
    })
    void isDeterminedByStateAndNumber(String state, int code, Failure failure) {
        assertThat(Failure.of(new SQLException("", state, code))).isEqualTo(failure);
    }

    @Test
    void aPoolTimeoutIsAServerFailureUnlessItsCauseIsKnown() {
        SQLException timeout = new SQLTransientConnectionException("no connection");
        assertThat(Failure.of(timeout)).isEqualTo(Failure.SERVER);
        timeout.initCause(new SQLNonTransientConnectionException("", "28000", 1045));
        assertThat(Failure.of(Failure.rootOf(timeout))).isEqualTo(Failure.CONFIGURATION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "22001; 1406; Data too long for column 'txt' at row 3; TOO_LONG; txt",
                "HY000; 1366; Incorrect integer value: 'column 'doc'' for column `db`.`t`.`txt` at row 1; BAD_VALUE; txt",
                "23000; 1048; Column 'txt' cannot be null; NULL_NOT_ALLOWED; txt",
                "HY000; 1364; Field 'txt' doesn't have a default value; NULL_NOT_ALLOWED; txt",
                "23000; 4025; CONSTRAINT `t.doc` failed for `db`.`t`; BAD_JSON; doc",
                "23000; 4025; CONSTRAINT `positive` failed for `db`.`t`; CONSTRAINT;",
                "23000; 1062; Duplicate entry 'column 'SECRET'' for key 't.PRIMARY'; DUPLICATE_KEY;",
                "22032; 3140; Invalid JSON text: \"x\" at position 1 in value for column 't.doc'.; BAD_JSON; doc"
            })
    void aRowFaultContainsOnlyTheColumnFromTheMessage(
            String state, int code, String message, RowFault fault, String column) {
        RowFaultException exception = Failure.rowFault(new SQLException(message, state, code), TABLE);
        assertThat(exception.fault()).isEqualTo(fault);
        assertThat(exception.getMessage()).doesNotContain("SECRET");
        assertThat(exception.column()).isEqualTo(column);
    }

    @Test
    void theRowAtFaultIsTheLastOneNamed() {
        assertThat(Failure.rowAtFault(new SQLException("Incorrect value: 'at row 9' for column 'txt' at row 17")))
                .isEqualTo(16);
        assertThat(Failure.rowAtFault(new SQLException("Column 'txt' cannot be null")))
                .isEqualTo(-1);
        assertThat(Failure.rowAtFault(new SQLException())).isEqualTo(-1);
    }
}
