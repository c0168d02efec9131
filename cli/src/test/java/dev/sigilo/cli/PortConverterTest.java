package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortConverterTest {
    @ParameterizedTest
    @ValueSource(strings = {"--pulsar-port", "--admin-port", "--command-port", "--query-port"})
    void eachPortOptionRefusesWhatIsNoPort(String option) {
        for (String port : new String[] {"65536", "99999", "0", "-1", "http"}) {
            CommandRun run = CommandRun.sigilo("up", option, port);

            assertThat(run.status()).as(port).isEqualTo(Sigilo.WRONG_USAGE);
            assertThat(run.errLines())
                    .as(port)
                    .first()
                    .asString()
                    .contains(option)
                    .contains("is not a port; give a number from 1 to 65535");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "6650", "65535"})
    void takesEveryPort(String port) {
        assertThat(new PortConverter().convert(port)).isEqualTo(Integer.parseInt(port));
    }
}
