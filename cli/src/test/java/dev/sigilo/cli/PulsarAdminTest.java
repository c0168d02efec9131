package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PulsarAdminTest {
    private static final long NOW = 1_800_000_000_000L;

    private static String refused(String... exceptions) throws IOException {
        return PulsarAdmin.refusedRows(new ObjectMapper().readTree("{\"instances\":[{\"status\":{\"latestSinkExceptions\":["
                + String.join(",", exceptions) + "]}},{\"status\":{}}]}"), NOW);
    }

    private static String exception(long secondsAgo, String text) {
        return "{\"exceptionString\":\"[dev.sigilo.sink.mysql.RowsRefusedException]: " + text + "\",\"timestampMs\":" + (NOW - 1000 * secondsAgo) + "}";
    }

    @Test
    void tellsHowManyRowsATableRefusesAndWhy() throws IOException {
        assertThat(refused(exception(70, "1 row refused: NULL_NOT_ALLOWED in hospital (table medical_records, 1 wait)"),
                exception(10, "2 rows refused: NULL_NOT_ALLOWED in hospital (table medical_records, 3 wait)"),
                exception(12, "1 row refused: BAD_JSON (table medical_records, 2 wait)")))
                .isEqualTo("3 rows refused: BAD_JSON; NULL_NOT_ALLOWED in hospital (table medical_records)");
    }

    @Test
    void tellsNothingOfWhatWasMendedAndRepeatsNoOtherText() throws IOException {
        assertThat(refused()).isNull();
        assertThat(refused(exception(200, "1 row refused: BAD_JSON (table medical_records, 1 wait)"))).isNull();
        assertThat(refused(exception(1, "Duplicate entry 'Ana' for key"), exception(1, "1 row refused: Ana (table t, 1 wait)"))).isNull();
    }
}
