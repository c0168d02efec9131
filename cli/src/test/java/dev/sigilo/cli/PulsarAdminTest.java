package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.pulsar.common.policies.data.FunctionStatus;
import org.apache.pulsar.common.policies.data.SinkStatus;
import org.junit.jupiter.api.Test;

class PulsarAdminTest {
    private static final long NOW = 1_800_000_000_000L;

    private static String refused(String... exceptions) throws IOException {
        return PulsarAdmin.refusedRows(
                new ObjectMapper()
                        .readValue(
                                "{\"instances\":[{\"status\":{\"latestSinkExceptions\":[" + String.join(",", exceptions)
                                        + "]}},{\"status\":{}}]}",
                                SinkStatus.class),
                NOW);
    }

    private static String exception(long secondsAgo, String text) {
        return "{\"exceptionString\":\"[dev.sigilo.sink.mysql.RowsRefusedException]: " + text + "\",\"timestampMs\":"
                + (NOW - 1000 * secondsAgo) + "}";
    }

    @Test
    void tellsHowManyRowsATableRefusesAndWhy() throws IOException {
        assertThat(refused(
                        exception(70, "1 row refused: NULL_NOT_ALLOWED in hospital (table medical_records, 1 wait)"),
                        exception(10, "2 rows refused: NULL_NOT_ALLOWED in hospital (table medical_records, 3 wait)"),
                        exception(12, "1 row refused: BAD_JSON (table medical_records, 2 wait)")))
                .isEqualTo("3 rows refused: BAD_JSON; NULL_NOT_ALLOWED in hospital (table medical_records)");
    }

    @Test
    void tellsNothingOfWhatWasMendedAndRepeatsNoOtherText() throws IOException {
        assertThat(refused()).isNull();
        assertThat(refused(exception(200, "1 row refused: BAD_JSON (table medical_records, 1 wait)")))
                .isNull();
        assertThat(refused(
                        exception(1, "Duplicate entry 'Ana' for key"),
                        exception(1, "1 row refused: Ana (table t, 1 wait)")))
                .isNull();
    }

    private static PulsarAdmin.Instances instances(String error) throws IOException {
        return PulsarAdmin.instances(
                "medical/stages",
                "seal",
                new ObjectMapper()
                        .readValue(
                                "{\"numInstances\":2,\"numRunning\":1,\"instances\":["
                                        + "{\"status\":{\"running\":false,\"error\":\"" + error
                                        + "\",\"numRestarts\":3}},{\"status\":{\"running\":true,\"error\":\"\",\"numRestarts\":1}}]}",
                                FunctionStatus.class));
    }

    @Test
    void tellsWhyAnInstanceDoesNotRunOnOneLine() throws IOException {
        PulsarAdmin.Instances seal = instances(
                "java.lang.IllegalArgumentException: seal cannot start: userConfig.policy is missing\\n  secret KEY is missing");
        assertThat(seal.reasons())
                .containsExactly("seal cannot start: userConfig.policy is missing; secret KEY is missing");
        assertThat(seal.restarts()).isEqualTo(4);
        assertThat(instances("").reasons()).isEmpty();
    }

    @Test
    void repeatsNoErrorThatIsNotOurOwn() throws IOException {
        for (String error : new String[] {
            "Unrecognized token 'Ana'", "Unrecognized token 'seal cannot start: Ana'", "tokenize cannot start: Ana"
        }) {
            assertThat(instances(error).reasons())
                    .singleElement()
                    .asString()
                    .doesNotContain("Ana")
                    .contains(
                            "`pulsar-admin functions status --tenant medical --namespace stages --name seal` shows it");
        }
    }
}
