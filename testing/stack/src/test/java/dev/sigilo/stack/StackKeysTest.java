package dev.sigilo.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.keys.Keyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackKeysTest {
    @TempDir
    private Path directory;

    private Path token;
    private Path sealing;

    @BeforeEach
    void files() {
        token = directory.resolve("keys/token-keyset.json");
        sealing = directory.resolve("keys/sealing-keyset.json");
    }

    @Test
    void aNewDirectoryGetsKeysetsAndKeepsThemThroughRotations() {
        String lineage = start().get("tokenLineage");
        Keyset.read(token).rotated().replace(token);

        assertThat(start().get("tokenLineage"))
                .isEqualTo(lineage)
                .isEqualTo(Keyset.read(token).lineage());
    }

    @Test
    void aMissingKeysetIsNeverMadeAnewWhereThereIsData() throws IOException {
        String lineage = start().get("sealingLineage");
        Files.delete(sealing);

        assertThatThrownBy(this::start)
                .isInstanceOf(StackException.class)
                .hasMessageContaining(sealing + " is missing")
                .hasMessageContaining(lineage)
                .hasMessageContaining("sigilo keys restore")
                .hasMessageContaining("--new-keys");
        assertThat(sealing).doesNotExist();
    }

    @Test
    void aMissingKeysetIsNeverMadeAnewForDatabasesOfAnOlderVersion() throws IOException {
        Files.createDirectories(directory.resolve("db-command"));
        Files.writeString(directory.resolve("db-command/initialized"), "");

        assertThatThrownBy(this::start).isInstanceOf(StackException.class).hasMessageContaining(token + " is missing");
        assertThat(token).doesNotExist();
    }

    @Test
    void aForeignKeysetOrOneOfTheWrongPurposeIsRefused() throws IOException {
        String lineage = start().get("tokenLineage");
        Files.delete(token);
        Keyset.generate(Keyset.Purpose.TOKEN).writeNew(token);

        assertThatThrownBy(this::start)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("belongs to the one of lineage " + lineage);

        Files.delete(token);
        Files.copy(sealing, token);
        assertThatThrownBy(this::start)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("contains the sealing keyset");
    }

    @Test
    void rowsOfAnotherKeysetAreRefused() {
        StackKeys keys = new StackKeys(directory, settings());

        keys.check("db-query", Map.of("token", Keyset.read(token).lineage()));
        assertThatThrownBy(() -> keys.check("db-query", Map.of("sealing", "0".repeat(32))))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("the data in db-query belongs to the one of lineage 000");
    }

    @Test
    void whatIsSetAsideIsWholeAndLeavesTheDirectoryAsNew() throws IOException {
        String lineage = start().get("tokenLineage");
        Files.createDirectories(directory.resolve("db-command"));
        Files.writeString(directory.resolve("db-command/initialized"), "");
        Files.writeString(directory.resolve("audit.ndjson"), "kept");

        Path aside = StackKeys.setAside(directory);

        assertThat(Keyset.read(aside.resolve("keys/token-keyset.json")).lineage())
                .isEqualTo(lineage);
        assertThat(aside.resolve("db-command/initialized")).exists();
        assertThat(directory.resolve("audit.ndjson")).exists();
        assertThat(start().get("tokenLineage")).isNotEqualTo(lineage);
    }

    private StackState start() {
        StackState state = settings();
        new StackKeys(directory, state).note(state);
        state.saveSettings();
        return state;
    }

    private StackState settings() {
        StackState state = StackState.settings(directory);
        state.put("tokenKeysetFile", token);
        state.put("sealingKeysetFile", sealing);
        return state;
    }
}
