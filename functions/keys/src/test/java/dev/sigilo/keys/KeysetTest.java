package dev.sigilo.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysetTest {
    @TempDir
    Path folder;

    @Test
    void aKeyFileIsReadableOnlyByItsOwner() throws Exception {
        Path file = folder.resolve("keys/token.json");
        Keyset keyset = Keyset.generate(Keyset.Purpose.TOKEN);

        keyset.writeNew(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Keyset.read(file).entries()).isEqualTo(keyset.entries());
    }

    @Test
    void aKeyFileIsNeverOverwritten() {
        Path file = folder.resolve("token.json");
        Keyset.generate(Keyset.Purpose.TOKEN).writeNew(file);

        assertThatThrownBy(() -> Keyset.generate(Keyset.Purpose.TOKEN).writeNew(file))
                .isInstanceOf(KeysetException.class)
                .hasMessageContaining("exists")
                .hasMessageContaining("rotate");
    }

    @Test
    void rotationAddsTheNextEpochAndKeepsTheFilesMode() throws Exception {
        Path file = folder.resolve("token.json");
        Keyset.generate(Keyset.Purpose.TOKEN).writeNew(file);

        Keyset.read(file).rotated().replace(file);
        Keyset.read(file).rotated().replace(file);

        assertThat(Keyset.read(file).entries())
                .containsExactly(
                        new Keyset.Entry(1, false, true),
                        new Keyset.Entry(2, false, true),
                        new Keyset.Entry(3, true, true));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**.next");
    }

    @Test
    void sealingKeysetsHaveDifferentIds() {
        assertThat(Keyset.generate(Keyset.Purpose.SEALING).entries())
                .isNotEqualTo(Keyset.generate(Keyset.Purpose.SEALING).entries());
        assertThat(Keyset.generate(Keyset.Purpose.SEALING).rotated().entries()).hasSize(2);
    }

    @Test
    void printsNoKey() {
        Keyset keyset = Keyset.generate(Keyset.Purpose.TOKEN);

        assertThat(keyset).hasToString("Keyset[token [1]]");
        assertThat(keyset.secretJson()).contains("\"value\"");
    }

    @Test
    void textThatIsNotAKeysetIsRefusedWithoutQuotingIt() {
        assertThatThrownBy(() -> Keyset.parse("hunter2"))
                .isInstanceOf(KeysetException.class)
                .hasMessageContaining("sigilo keys new")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void aMissingFileIsReported() {
        assertThatThrownBy(() -> Keyset.read(folder.resolve("none.json")))
                .isInstanceOf(KeysetException.class)
                .hasMessageContaining("none.json")
                .hasMessageContaining("does not exist");
    }

    @Test
    void aLineageIsSharedByAllRotationsAndByNoOtherKeyset() {
        for (Keyset.Purpose purpose : Keyset.Purpose.values()) {
            Keyset keyset = Keyset.generate(purpose);

            assertThat(keyset.lineage()).as(purpose.toString()).matches("[0-9a-f]{32}");
            assertThat(keyset.rotated().rotated().lineage()).isEqualTo(keyset.lineage());
            assertThat(Keyset.parse(keyset.rotated().secretJson()).lineage()).isEqualTo(keyset.lineage());
            assertThat(Keyset.generate(purpose).lineage()).isNotEqualTo(keyset.lineage());
        }
    }

    @Test
    void aKeysetOfAnotherLineageThanTheDataIsRefused() {
        Keyset keyset = Keyset.generate(Keyset.Purpose.TOKEN);
        String other = Keyset.generate(Keyset.Purpose.TOKEN).secretJson();

        assertThat(Keyset.parse(keyset.rotated().secretJson(), Keyset.Purpose.TOKEN, keyset.lineage())
                        .entries())
                .hasSize(2);
        assertThatThrownBy(() -> Keyset.parse(other, Keyset.Purpose.TOKEN, keyset.lineage()))
                .isInstanceOf(KeysetException.class)
                .hasMessageContaining(keyset.lineage())
                .hasMessageContaining("sigilo keys restore");
    }
}
