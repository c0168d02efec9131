package dev.sigilo.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs make-env.sh in separate checkouts whose paths contain a space. */
class MakeEnvTest {
    @TempDir
    private Path folder;

    private record Run(int status, String said) {}

    @Test
    void checkoutsAreProjectsOfTheirOwnAndKeepTheirNames() throws Exception {
        Path one = checkout("first one", "");
        Path two = checkout("second one", "");

        assertThat(makeEnv(one)).returns(0, Run::status);
        assertThat(makeEnv(two)).returns(0, Run::status);

        assertThat(value(one, "COMPOSE_PROJECT_NAME"))
                .matches("sigilo-first-one-[0-9a-f]+")
                .isNotEqualTo(value(two, "COMPOSE_PROJECT_NAME"));
        String before = Files.readString(one.resolve(".env"));
        assertThat(makeEnv(one)).isEqualTo(new Run(0, ""));
        assertThat(one.resolve(".env")).hasContent(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one.resolve(".env"))))
                .isEqualTo("rw-------");
        assertThat(value(one, "SIGILO_READER_PASSWORD"))
                .matches("[A-Za-z0-9]{24}")
                .isNotEqualTo(value(two, "SIGILO_READER_PASSWORD"));
    }

    @Test
    void aPortThatSomebodyListensOnIsNotTakenForANewCheckout() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path checkout =
                    checkout("here", "#SIGILO_QUERY_PORT=" + taken.getLocalPort() + "\n#SIGILO_BIND=127.0.0.1\n");

            assertThat(makeEnv(checkout).said()).contains("so .env has others: SIGILO_QUERY_PORT=");
            assertThat(Integer.parseInt(value(checkout, "SIGILO_QUERY_PORT"))).isGreaterThan(taken.getLocalPort());
            assertThat(Files.readString(checkout.resolve(".env"))).contains("#SIGILO_BIND=127.0.0.1");
        }
    }

    @Test
    void anEnvFileIsNotMadeAnewNorCompletedOverVolumesThatWereMadeWithIt() throws Exception {
        Assumptions.assumeTrue(dockerAnswers(), "Docker does not answer");
        Path checkout = checkout("over volumes", "");
        makeEnv(checkout);
        String project = value(checkout, "COMPOSE_PROJECT_NAME");
        String volume = project + "_db-query";
        run(checkout, "docker", "volume", "create", "--label", "com.docker.compose.project=" + project, volume);
        try {
            String whole = Files.readString(checkout.resolve(".env"));
            Files.writeString(
                    checkout.resolve(".env"),
                    whole.replaceAll("(?m)^SIGILO_READER_PASSWORD=.*$", "SIGILO_READER_PASSWORD="));
            Run incomplete = makeEnv(checkout);
            assertThat(incomplete.status()).isOne();
            assertThat(incomplete.said())
                    .contains("SIGILO_READER_PASSWORD in the .env")
                    .contains("restore it from your copy");

            // No volume depends on this password, so it is added to an older .env.
            Files.writeString(checkout.resolve(".env"), whole);
            Files.writeString(
                    checkout.resolve(".env.example"), "COMPOSE_PROJECT_NAME=\nSIGILO_REPLICATION_PASSWORD=\n");
            assertThat(makeEnv(checkout).status()).isZero();
            assertThat(value(checkout, "SIGILO_REPLICATION_PASSWORD")).hasSize(24);

            Files.delete(checkout.resolve(".env"));
            Run refused = makeEnv(checkout);
            assertThat(refused.status()).isOne();
            assertThat(refused.said())
                    .contains("there is no .env")
                    .contains("restore your copy")
                    .contains(volume);
            assertThat(checkout.resolve(".env")).doesNotExist();
            assertThat(makeEnv(checkout, "--build").status())
                    .as("the rest of the build goes on")
                    .isZero();
        } finally {
            run(checkout, "docker", "volume", "rm", volume);
        }
        assertThat(makeEnv(checkout).status()).isZero();
    }

    private Path checkout(String name, String more) throws IOException {
        Path checkout = folder.resolve(name);
        Path script = checkout.resolve("testing/stack/compose/make-env.sh");
        Files.createDirectories(script.getParent());
        Files.copy(Path.of("compose/make-env.sh"), script);
        Files.writeString(checkout.resolve(".env.example"), "COMPOSE_PROJECT_NAME=\nSIGILO_READER_PASSWORD=\n" + more);
        Path credentials = Files.createDirectories(checkout.resolve(".credentials"));
        for (String file : List.of(
                "broker.key", "admin.jwt", "broker.jwt", "worker.jwt", "functions.jwt", "producer.jwt", "reader.jwt")) {
            Files.writeString(credentials.resolve(file), file);
        }
        return checkout;
    }

    private static Run makeEnv(Path checkout, String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                "bash", checkout.resolve("testing/stack/compose/make-env.sh").toString()));
        command.addAll(List.of(arguments));
        return run(checkout, command.toArray(String[]::new));
    }

    private static Run run(Path checkout, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), said);
    }

    private static String value(Path checkout, String name) throws IOException {
        return Files.readAllLines(checkout.resolve(".env")).stream()
                .filter(line -> line.startsWith(name + "="))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 1);
    }

    private boolean dockerAnswers() throws InterruptedException {
        try {
            return new ProcessBuilder("docker", "volume", "ls")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
