package dev.sigilo.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses certificates made by make-certs.sh. */
class CertificateCheckTest {
    @TempDir
    private static Path folder;

    @TempDir
    private Path changed;

    @BeforeAll
    static void makeCertificates() throws Exception {
        Process process = new ProcessBuilder(
                        "bash",
                        "compose/make-certs.sh",
                        folder.resolve("a folder").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void thoseThatTheScriptMakesAreFit() {
        for (String server : new String[] {"pulsar", "db-command", "db-query"}) {
            assertThat(CertificateCheck.faults(made(server), Instant.now())).isEmpty();
        }
    }

    @Test
    void oneThatExpiredIsTold() {
        Instant later = Instant.now().plus(Duration.ofDays(900));

        assertThat(CertificateCheck.faults(made("pulsar"), later))
                .hasSize(2)
                .last()
                .asString()
                .contains("the certificate of pulsar expired on ")
                .contains("make-certs.sh");
    }

    @Test
    void oneThatIsNotValidYetIsToldWithTheClock() {
        assertThat(CertificateCheck.faults(made("pulsar"), Instant.now().minus(Duration.ofDays(2))))
                .last()
                .asString()
                .contains("clock");
    }

    @Test
    void oneOfAnotherServerIsTold() throws IOException {
        Path pulsar = copy("db-query", "pulsar");

        assertThat(CertificateCheck.faults(pulsar, Instant.now()))
                .singleElement()
                .asString()
                .contains("pulsar was not issued for that server name");
    }

    @Test
    void aKeyOfAnotherCertificateIsTold() throws IOException {
        Path pulsar = copy("pulsar", "pulsar");
        Files.copy(
                made("db-query").resolve("server.key"),
                pulsar.resolve("server.key"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(CertificateCheck.faults(pulsar, Instant.now()))
                .singleElement()
                .asString()
                .contains("the key of pulsar does not match its certificate");
    }

    @Test
    void anotherAuthorityIsTold() throws IOException {
        Path pulsar = copy("pulsar", "pulsar");
        Files.copy(
                made("db-query").resolve("server.pem"), pulsar.resolve("ca.pem"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(CertificateCheck.faults(pulsar, Instant.now()))
                .singleElement()
                .asString()
                .contains("not issued by the certificate authority");
    }

    @Test
    void oneThatIsNotThereOrNoneIsToldWithWhatToDo() throws IOException {
        assertThat(CertificateCheck.faults(changed.resolve("pulsar"), Instant.now()))
                .singleElement()
                .asString()
                .contains("ca.pem cannot be read")
                .contains("run testing/stack/compose/make-certs.sh");
        Path pulsar = copy("pulsar", "pulsar");
        Files.writeString(pulsar.resolve("server.pem"), "nothing");
        assertThat(CertificateCheck.faults(pulsar, Instant.now()))
                .singleElement()
                .asString()
                .contains("not contain a valid certificate and key");
    }

    private static Path made(String server) {
        return folder.resolve("a folder").resolve(server);
    }

    private Path copy(String server, String name) throws IOException {
        Path copy = Files.createDirectories(changed.resolve(name));
        for (String file : new String[] {"ca.pem", "server.pem", "server.key"}) {
            Files.copy(made(server).resolve(file), copy.resolve(file));
        }
        return copy;
    }
}
