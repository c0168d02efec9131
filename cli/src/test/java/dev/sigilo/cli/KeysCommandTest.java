package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.keys.Keyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
    @TempDir
    private Path folder;

    @Test
    void makesAKeyFileThatItsOwnerAloneMayRead() throws IOException {
        Path file = folder.resolve("token.json");

        CommandRun run = CommandRun.sigilo("keys", "new", "--purpose", "token", file.toString());

        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo("created a token keyset in " + file + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void addsAnEpochAndKeepsTheOlderOnes() {
        Path file = folder.resolve("token.json");
        CommandRun.sigilo("keys", "new", "--purpose", "token", file.toString());

        CommandRun run = CommandRun.sigilo("keys", "rotate", file.toString());

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("epoch 2 is now the primary key");
        assertThat(CommandRun.sigilo("keys", "list", file.toString()).outLines())
                .containsExactly(
                        "token epoch 1",
                        "token epoch 2 primary",
                        "token lineage " + Keyset.read(file).lineage());
    }

    @Test
    void neverOverwritesAKeyFile() throws IOException {
        Path file = folder.resolve("sealing.json");
        CommandRun.sigilo("keys", "new", "--purpose", "sealing", file.toString());
        String before = Files.readString(file);

        CommandRun run = CommandRun.sigilo("keys", "new", "--purpose", "sealing", file.toString());

        assertThat(run.status()).isEqualTo(Sigilo.FAILED);
        assertThat(run.errLines()).hasSize(1);
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void neverPrintsAKey() throws IOException {
        Path file = folder.resolve("token.json");
        StringBuilder printed =
                new StringBuilder(CommandRun.sigilo("keys", "new", "--purpose", "token", file.toString())
                        .toString());
        String key = Files.readString(file).replaceAll("(?s).*\"value\":\\s*\"([^\"]+)\".*", "$1");
        printed.append(CommandRun.sigilo("keys", "list", file.toString()));
        printed.append(CommandRun.sigilo("keys", "rotate", file.toString(), "--debug"));
        Files.writeString(folder.resolve("broken.json"), Files.readString(file).replace("primaryKeyId", "primary"));
        printed.append(
                CommandRun.sigilo("keys", "list", folder.resolve("broken.json").toString(), "--debug"));

        assertThat(key).hasSizeGreaterThan(20);
        assertThat(printed.toString()).doesNotContain(key);
    }

    @Test
    void saysWhatIsWrongWithAKeyFile() throws IOException {
        CommandRun missing =
                CommandRun.sigilo("keys", "list", folder.resolve("none.json").toString());
        Files.writeString(folder.resolve("no-keyset.json"), "{}");
        CommandRun broken = CommandRun.sigilo(
                "keys", "rotate", folder.resolve("no-keyset.json").toString());

        assertThat(missing.status()).isEqualTo(Sigilo.FAILED);
        assertThat(missing.err()).contains("none.json does not exist").contains("sigilo keys new");
        assertThat(broken.status()).isEqualTo(Sigilo.FAILED);
        assertThat(broken.errLines()).hasSize(1);
        assertThat(broken.err()).contains("no-keyset.json");
    }

    @Test
    void makesCredentialsForPulsarAndPrintsNone() throws IOException {
        CommandRun run =
                CommandRun.sigilo("keys", "pulsar", folder.resolve("pulsar").toString());

        assertThat(run.status()).as(run.err()).isZero();
        String credential = Files.readString(folder.resolve("pulsar/producer.jwt"));
        assertThat(credential.split("\\.")).hasSize(3);
        assertThat(run.toString()).doesNotContain(credential);
        assertThat(Files.getPosixFilePermissions(folder.resolve("pulsar/producer.jwt")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void restoresWhatWasBackedUpAndNeverOverwritesAnotherKeyset() throws IOException {
        Path token = folder.resolve("token.json");
        Path sealing = folder.resolve("sealing.json");
        CommandRun.sigilo("keys", "new", "--purpose", "token", token.toString());
        CommandRun.sigilo("keys", "new", "--purpose", "sealing", sealing.toString());
        String early = Files.readString(token);
        assertThat(keys("backup").status()).isZero();
        CommandRun.sigilo("keys", "rotate", token.toString());
        String late = Files.readString(token);
        assertThat(keys("backup").status()).isZero();
        Files.delete(token);

        assertThat(keys("restore").out())
                .contains("token keyset " + token + " restored from ", "sealing keyset " + sealing + " already exists");
        assertThat(Files.readString(token)).isEqualTo(late);
        assertThat(Files.getPosixFilePermissions(token)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        Files.writeString(token, early);
        assertThat(keys("restore").out()).contains("with 2 keys instead of 1");
        assertThat(Files.readString(token)).isEqualTo(late);

        Files.delete(token);
        CommandRun.sigilo("keys", "new", "--purpose", "token", token.toString());
        String other = Files.readString(token);
        CommandRun refused = keys("restore");
        assertThat(refused.status()).isEqualTo(Sigilo.FAILED);
        assertThat(refused.errLines()).hasSize(1);
        assertThat(refused.err()).contains("move that file away first");
        assertThat(Files.readString(token)).isEqualTo(other);
    }

    @Test
    void neverRemovesAKeyByRestoring() throws IOException {
        Path token = folder.resolve("token.json");
        CommandRun.sigilo("keys", "new", "--purpose", "token", token.toString());
        CommandRun.sigilo(
                "keys",
                "new",
                "--purpose",
                "sealing",
                folder.resolve("sealing.json").toString());
        String first = Files.readString(token);
        CommandRun.sigilo("keys", "rotate", token.toString());
        CommandRun.sigilo("keys", "rotate", token.toString());
        assertThat(keys("backup").status()).isZero();
        Files.writeString(token, first);
        CommandRun.sigilo("keys", "rotate", token.toString());
        String rotatedApart = Files.readString(token);

        CommandRun refused = keys("restore");

        assertThat(refused.status()).isEqualTo(Sigilo.FAILED);
        assertThat(refused.errLines()).singleElement().asString().contains("has a key that");
        assertThat(Files.readString(token)).isEqualTo(rotatedApart);
    }

    private CommandRun keys(String command) {
        return CommandRun.sigilo(
                "keys",
                command,
                folder.resolve("backup").toString(),
                "--token-keyset",
                folder.resolve("token.json").toString(),
                "--sealing-keyset",
                folder.resolve("sealing.json").toString());
    }

    @Test
    void takesTheKeysetsOfTheEmbeddedStackForNoOther() throws Exception {
        Files.writeString(folder.resolve(".env"), "SIGILO_READER_PASSWORD=x\n");
        for (String purpose : new String[] {"token", "sealing"}) {
            Files.createDirectories(folder.resolve(".sigilo/keys"));
            CommandRun.sigilo(
                    "keys",
                    "new",
                    "--purpose",
                    purpose,
                    folder.resolve(".sigilo/keys/" + purpose + "-keyset.json").toString());
        }
        String before = System.getProperty(Home.PROPERTY);
        System.setProperty(Home.PROPERTY, folder.toString());
        try {
            CommandRun run = CommandRun.sigilo(
                    "keys",
                    "backup",
                    "--target",
                    "compose",
                    folder.resolve("safe").toString());

            assertThat(run.status()).isEqualTo(Sigilo.FAILED);
            assertThat(run.err()).contains(".env").contains("--token-keyset");
            assertThat(folder.resolve("safe")).doesNotExist();
        } finally {
            if (before == null) {
                System.clearProperty(Home.PROPERTY);
            } else {
                System.setProperty(Home.PROPERTY, before);
            }
        }
    }
}
