package dev.sigilo.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PulsarCredentialsTest {
    @TempDir
    private Path folder;

    @Test
    void eachRoleHasACredentialOfItsOwn() {
        PulsarCredentials credentials = PulsarCredentials.in(folder.resolve("pulsar"));

        Set<String> signatures = new HashSet<>();
        for (PulsarRole role : PulsarRole.values()) {
            String[] parts = credentials.credential(role).split("\\.");
            assertThat(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                    .isEqualTo("{\"sub\":\"" + role.subject() + "\"}");
            signatures.add(parts[2]);
        }
        assertThat(signatures).hasSize(PulsarRole.values().length);
    }

    @Test
    void onlyTheOwnerMayReadThem() throws IOException {
        PulsarCredentials.in(folder.resolve("pulsar"));

        assertThat(Files.getPosixFilePermissions(folder.resolve("pulsar")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        try (Stream<Path> files = Files.list(folder.resolve("pulsar"))) {
            assertThat(files.toList())
                    .hasSize(PulsarRole.values().length + 1)
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void staysAsItIsUntilTheKeyIsTakenAway() throws IOException {
        String first = PulsarCredentials.in(folder.resolve("pulsar")).credential(PulsarRole.PRODUCER);
        assertThat(PulsarCredentials.in(folder.resolve("pulsar")).credential(PulsarRole.PRODUCER))
                .isEqualTo(first);

        Files.delete(PulsarCredentials.in(folder.resolve("pulsar")).keyFile());

        assertThat(PulsarCredentials.in(folder.resolve("pulsar")).credential(PulsarRole.PRODUCER))
                .isNotEqualTo(first);
    }

    @Test
    void isNotTheSameInTwoPlaces() {
        assertThat(PulsarCredentials.in(folder.resolve("one")).credential(PulsarRole.ADMIN))
                .isNotEqualTo(PulsarCredentials.in(folder.resolve("two")).credential(PulsarRole.ADMIN));
    }

    @Test
    void neverPrintsACredential() {
        PulsarCredentials credentials = PulsarCredentials.in(folder.resolve("pulsar"));

        assertThat(credentials.toString())
                .doesNotContain(credentials.credential(PulsarRole.ADMIN).split("\\.")[2]);
    }
}
