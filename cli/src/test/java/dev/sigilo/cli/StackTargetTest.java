package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTargetTest {
    @TempDir
    private Path home;

    @BeforeEach
    void standInTheProject() throws IOException {
        System.setProperty(Home.PROPERTY, home.toString());
        System.setProperty(
                Home.STATE_PROPERTY,
                Files.createDirectories(home.resolve(".sigilo")).toString());
        Files.writeString(
                home.resolve(".sigilo/stack.properties"),
                "queryJdbcUrl=jdbc:mysql://embedded/q\nreaderPassword=of-the-stack\n");
    }

    @AfterEach
    void leaveIt() {
        System.clearProperty(Home.PROPERTY);
        System.clearProperty(Home.STATE_PROPERTY);
        StackTarget.choose(null);
    }

    @Test
    void composeIsWhatTheEnvFileSays() throws IOException {
        Files.writeString(home.resolve(".env"), """
                # ports
                SIGILO_QUERY_PORT=4007
                SIGILO_PULSAR_PORT=6670
                SIGILO_BIND=0.0.0.0
                SIGILO_READER_PASSWORD=abc
                SIGILO_PULSAR_ADMIN_TOKEN='t.o.k'
                """);
        StackTarget.choose("compose");

        Settings settings = StackTarget.settings(Map.of("SIGILO_QUERY_JDBC_URL", "jdbc:mysql://elsewhere/q"));

        assertThat(settings.require(Settings.Name.QUERY_JDBC_URL, null))
                .isEqualTo("jdbc:mysql://127.0.0.1:4007/tokenizer_query_db");
        assertThat(settings.require(Settings.Name.COMMAND_JDBC_URL, null))
                .isEqualTo("jdbc:mysql://127.0.0.1:3306/tokenizer_command_db");
        assertThat(settings.require(Settings.Name.PULSAR_URL, null)).isEqualTo("pulsar://127.0.0.1:6670");
        assertThat(settings.require(Settings.Name.READER_PASSWORD, null)).isEqualTo("abc");
        assertThat(settings.credential()).isEqualTo("t.o.k");
        assertThat(settings.require(Settings.Name.PULSAR_URL, "pulsar://option"))
                .isEqualTo("pulsar://option");
        assertThatThrownBy(() -> settings.require(Settings.Name.VAULT_PASSWORD, null))
                .isInstanceOf(CliException.class);
    }

    @Test
    void composeOverTlsTrustsTheCheckoutsOwnAuthority() throws IOException {
        Files.writeString(home.resolve(".env"), "SIGILO_PULSAR_TLS_PORT=6661\n");
        StackTarget.choose("compose-tls");

        Settings settings = StackTarget.settings(Map.of());

        assertThat(settings.require(Settings.Name.PULSAR_URL, null)).isEqualTo("pulsar+ssl://127.0.0.1:6661");
        assertThat(settings.require(Settings.Name.PULSAR_ADMIN_URL, null)).isEqualTo("https://127.0.0.1:8443");
        assertThat(settings.require(Settings.Name.QUERY_JDBC_URL, null))
                .contains("sslMode=VERIFY_CA")
                .contains("ca.p12");
        assertThat(settings.trustedCertificates()).isEqualTo(home.resolve(".credentials/tls/ca.pem"));
    }

    @Test
    void composeWithoutAnEnvFileSaysWhatMakesIt() {
        StackTarget.choose("compose");

        assertThatThrownBy(() -> StackTarget.settings(Map.of()))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("make-env.sh");
    }

    @Test
    void embeddedIsTheStackWhateverTheEnvironmentSays() {
        StackTarget.choose("embedded");

        assertThat(StackTarget.settings(Map.of("SIGILO_QUERY_JDBC_URL", "jdbc:mysql://elsewhere/q"))
                        .require(Settings.Name.QUERY_JDBC_URL, null))
                .isEqualTo("jdbc:mysql://embedded/q");
    }

    @Test
    void aClusterIsAFileOfItsName() throws IOException {
        Path folder = Files.createDirectories(home.resolve("config/sigilo"));
        Files.writeString(folder.resolve("ward.env"), "SIGILO_QUERY_JDBC_URL=jdbc:mysql://ward/q\n");
        Files.writeString(folder.resolve("wrong.env"), "SIGILO_QUERY_JDBC=jdbc:mysql://ward/q\n");
        Map<String, String> environment = Map.of(
                "XDG_CONFIG_HOME",
                home.resolve("config").toString(),
                "SIGILO_READER_PASSWORD",
                "abc",
                StackTarget.VARIABLE,
                "ward");

        Settings settings = StackTarget.settings(environment);

        assertThat(settings.require(Settings.Name.QUERY_JDBC_URL, null)).isEqualTo("jdbc:mysql://ward/q");
        assertThat(settings.require(Settings.Name.READER_PASSWORD, null)).isEqualTo("abc");
        StackTarget.choose("wrong");
        assertThatThrownBy(() -> StackTarget.settings(environment))
                .hasMessageContaining("did you mean SIGILO_QUERY_JDBC_URL?");
        StackTarget.choose("../ward");
        assertThatThrownBy(() -> StackTarget.settings(environment))
                .hasMessageContaining("the known ones are embedded, compose, compose-tls, ward, wrong");
    }

    @Test
    void whatIsAboutTheEmbeddedStackAloneIsRefusedForOthers() {
        for (String command : new String[] {"up", "down", "demo"}) {
            CommandRun run = CommandRun.sigilo(command, "--target", "compose");

            assertThat(run.status()).isEqualTo(Sigilo.FAILED);
            assertThat(run.errLines()).singleElement().asString().contains("docker compose");
        }
    }
}
