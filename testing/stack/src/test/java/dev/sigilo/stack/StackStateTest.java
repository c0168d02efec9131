package dev.sigilo.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackStateTest {
    @TempDir
    private Path directory;

    @Test
    void keepsPasswordsFromOneStartToTheNext() {
        StackState first = StackState.settings(directory);
        String password = first.password("adminPassword");
        first.saveSettings();

        assertThat(password).hasSize(24).matches("[A-Za-z0-9]+");
        assertThat(StackState.settings(directory).password("adminPassword")).isEqualTo(password);
        assertThat(first.password("readerPassword")).isNotEqualTo(password);
    }

    @Test
    void letsItsOwnerAloneReadIt() throws IOException {
        StackState state = StackState.settings(directory);
        state.password("adminPassword");
        state.saveRunning();

        assertThat(Files.getPosixFilePermissions(directory.resolve("stack.properties")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void forgetsWhatRanWithoutForgettingTheSettings() {
        StackState state = StackState.settings(directory);
        state.put("pulsarPort", 6650);
        state.saveSettings();
        state.saveRunning();
        state.forgetRunning();

        assertThat(StackState.running(directory)).isEmpty();
        assertThat(StackState.settings(directory).port("pulsarPort")).isEqualTo(6650);
    }

    @Test
    void saysWhichSettingIsMissingAndWhatToDo() {
        assertThatThrownBy(() -> StackState.settings(directory).get("home"))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("home")
                .hasMessageContaining("start it again");
    }
}
