package dev.sigilo.vault.application;

import static dev.sigilo.vault.application.MemoryVault.PATIENT;
import static dev.sigilo.vault.application.MemoryVault.RECORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.keys.Keyset;
import dev.sigilo.vault.domain.OperatorException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevealTest {
    private final MemoryVault vault = new MemoryVault();

    @Test
    void returnsTheOriginalsAfterTheirAuditLineIsStored() {
        vault.addRecord(RECORD, PATIENT, "{\"name\":\"Quintanilla\"}");

        Reveal.Revealed revealed = reveal(PATIENT, vault.keyset);

        assertThat(revealed.originals())
                .singleElement()
                .satisfies(original -> assertThat(new String(original.message(), StandardCharsets.UTF_8))
                        .isEqualTo("{\"name\":\"Quintanilla\"}"));
        assertThat(revealed.fault()).isNull();
        assertThat(revealed.toString()).isEqualTo("Revealed[1]");
        assertThat(vault.stored).containsExactly("closed", "audit " + PATIENT + " revealed 1");
    }

    @Test
    void returnsNothingIfTheAuditLineCannotBeStored() {
        vault.addRecord(RECORD, PATIENT, "{}");
        vault.auditRefuses = "revealed";

        assertThatThrownBy(() -> reveal(RECORD, vault.keyset)).isInstanceOf(OperatorException.class);
        assertThat(vault.stored).last().isEqualTo("note " + RECORD + " refused: the audit trail is full 1");
    }

    @Test
    void countsOriginalsThatCannotBeOpened() {
        vault.addRecord(RECORD, PATIENT, "{}");
        vault.addRecord("rec_1_bbbbbbbbbbbbbbbbbbbbbbbbbb", PATIENT, "{}");
        vault.originals().destroyKeys(Map.of(RECORD, 4L));

        Reveal.Revealed revealed = reveal(PATIENT, vault.keyset);

        assertThat(revealed.originals()).hasSize(1);
        assertThat(revealed.fault()).isNotNull();
        assertThat(vault.stored).last().isEqualTo("audit " + PATIENT + " revealed 1 of 2; " + revealed.fault() + " 2");
        assertThat(reveal(RECORD, vault.keyset).originals()).isEmpty();
        assertThat(vault.stored).last().isEqualTo("audit " + RECORD + " " + revealed.fault() + " 1");
    }

    @Test
    void notesATokenThatFindsNothing() {
        assertThatThrownBy(() -> reveal(RECORD, vault.keyset)).hasMessageContaining("does not contain this token");
        assertThat(vault.stored)
                .last()
                .asString()
                .startsWith("note " + RECORD + " refused: the vault does not contain this token")
                .endsWith(" 0");
    }

    private Reveal.Revealed reveal(String token, Keyset keyset) {
        AuditedOperation operation = vault.operation("reveal", token);
        return operation.run("refused: ", () -> new Reveal(vault::originals, operation).reveal(token, keyset));
    }
}
