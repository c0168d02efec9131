package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks what commands about one person refuse before they connect to any server, and that errors never quote the input. */
class RejectsCommandTest {
    private static final String MRN = "4471-22";

    @Test
    void takesNoIdForATokenAndNeverRepeatsIt() {
        for (List<String> arguments : List.of(
                List.of("trace", MRN),
                List.of("rejects", "open", MRN, "--purpose", "x"),
                List.of("rejects", "publish", MRN, "--purpose", "x", "--sealing-keyset", "k"),
                List.of("erase", MRN, "--purpose", "x"))) {
            CommandRun run = CommandRun.sigilo(arguments.toArray(String[]::new));

            assertThat(run.status()).as(arguments.toString()).isEqualTo(Sigilo.FAILED);
            assertThat(run.errLines())
                    .as(arguments.toString())
                    .singleElement()
                    .asString()
                    .doesNotContain(MRN);
            assertThat(run.out()).doesNotContain(MRN);
        }
    }

    @Test
    void saysWhatIsMissingWhereAPatientOrRecordIsToBeRead() {
        assertThat(CommandRun.sigilo("trace").err()).contains("--token-keyset");
        assertThat(CommandRun.sigilo("erase", "--purpose", "x").err()).contains("in one way");
        assertThat(CommandRun.sigilo("erase", "--purpose", "x", "--mrn").err())
                .contains("give its file with --token-keyset");
        assertThat(CommandRun.sigilo("erase", "--purpose", "x", "--mrn", "--by", "patient_id", "--token-keyset", "k")
                        .err())
                .contains("in one way");
        assertThat(CommandRun.sigilo("rejects", "list", "--token-keyset", "k").err())
                .contains("or none of them");
        assertThat(CommandRun.sigilo("rejects").status()).isEqualTo(Sigilo.WRONG_USAGE);
        assertThat(CommandRun.sigilo("rejects", "list", "--reason", "NO_SUCH").status())
                .isEqualTo(Sigilo.WRONG_USAGE);
        assertThat(CommandRun.sigilo("rejects", "list", "--sealing-keyset", "k").status())
                .isEqualTo(Sigilo.WRONG_USAGE);
    }

    @Test
    void explainsThemselves() {
        assertThat(CommandRun.sigilo("trace", "--help").out())
                .contains("Exit status is 0 if the record is in both views");
        assertThat(CommandRun.sigilo("rejects", "--help").out()).contains("list", "open", "publish");
        assertThat(CommandRun.sigilo("erase", "--help").out()).contains("--mrn", "--certificate");
    }
}
