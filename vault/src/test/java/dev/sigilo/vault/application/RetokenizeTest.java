package dev.sigilo.vault.application;

import static dev.sigilo.vault.application.MemoryVault.PATIENT;
import static dev.sigilo.vault.application.MemoryVault.RECORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.policy.Policy;
import dev.sigilo.records.Treatment;
import dev.sigilo.vault.domain.AuditedFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetokenizeTest {
    private static final String OTHER = "rec_1_bbbbbbbbbbbbbbbbbbbbbbbbbb";
    private static final String SUM =
            "looked at 2 originals: published 2, passed over 0 that were erased, could not open 0";

    private final MemoryVault vault = new MemoryVault();
    private final List<String> heard = new ArrayList<>();
    private RecordPublisher.Publication outcome = new RecordPublisher.Publication(2, 0, 0, null);

    @BeforeEach
    void addTwoRecords() {
        vault.addRecord(RECORD, PATIENT, "{}");
        vault.addRecord(OTHER, PATIENT, "{}");
        vault.owner = vault.policy.name();
        vault.tokenized.put(
                new Treatment(vault.policy.name(), vault.policy.version(), vault.policy.contentHash(), null, null), 2L);
        vault.counts = new QueryOwner.Counts(2, 0);
    }

    @Test
    void publishesEverythingAndRemovesEarlierTokensBeforeTheirKeys() {
        run(null, false, false);

        assertThat(vault.stored)
                .containsExactly(
                        "locked",
                        "audit vault begun 2",
                        "published 2",
                        "audit vault " + SUM + "; rejected 0 2",
                        "event REPLACED of " + RECORD,
                        "event REPLACED of " + OTHER,
                        "keys destroyed of [" + RECORD + ", " + OTHER + "]");
        assertThat(heard).containsExactly("published " + SUM, "retired 2", "proved 2");
    }

    @Test
    void publishesNothingInADryRun() {
        run(null, false, true);

        assertThat(vault.stored)
                .containsExactly(
                        "locked",
                        "audit vault begun, dry run 2",
                        "audit vault dry run: looked at 2 originals: opened 2, passed over 0 that were erased, could not open 0 2");
        assertThat(heard)
                .containsExactly(
                        "openedAll",
                        "tried looked at 2 originals: opened 2, passed over 0 that were erased, could not open 0");
    }

    @Test
    void removesNoRowsThatCannotBeMadeAgain() {
        vault.owner = "earlier";
        vault.counts = new QueryOwner.Counts(0, 3);

        assertThatThrownBy(() -> run(vault.policy.name(), false, false))
                .hasMessageContaining("1 rows could not be restored");
        assertThat(vault.stored).noneMatch(step -> step.startsWith("view") || step.startsWith("published"));
    }

    @Test
    void handsTheViewOverBeforeItPublishes() {
        vault.owner = "earlier";
        vault.counts = new QueryOwner.Counts(2, 0);

        run(vault.policy.name(), false, false);

        assertThat(vault.stored)
                .startsWith(
                        "locked",
                        "audit vault begun, rows of policy earlier replaced by " + vault.policy.name() + " 2",
                        "view given to " + vault.policy.name(),
                        "published 2");
        assertThat(heard).startsWith("openedAll", "handed over from earlier");
    }

    @Test
    void refusesToMixRowsOfTwoPolicies() {
        vault.owner = "earlier";

        assertThatThrownBy(() -> run(null, false, false)).hasMessageContaining("Nothing was published");
        vault.owner = QueryOwner.NOBODY;
        assertThatThrownBy(() -> run(null, false, false)).hasMessageContaining("was interrupted");
        assertThatThrownBy(() -> run("another", false, false)).hasMessageContaining("deploy that one first");
        assertThat(vault.stored).allMatch(step -> step.startsWith("note vault failed: ") || step.equals("closed"));
    }

    @Test
    void keepsEarlierOriginalsIfAnyRecordWasRefused() {
        outcome = new RecordPublisher.Publication(1, 1, 0, null);

        assertThatThrownBy(() -> run(null, false, false))
                .isInstanceOf(AuditedFailure.class)
                .hasMessageContaining("1 records were rejected or refused");
        assertThat(vault.stored).noneMatch(step -> step.startsWith("keys") || step.startsWith("note"));
    }

    @Test
    void failsIfAnOriginalIsUnaccountedFor() {
        outcome = new RecordPublisher.Publication(1, 0, 0, null);

        assertThatThrownBy(() -> run(null, false, false))
                .isInstanceOf(AuditedFailure.class)
                .hasMessageContaining("do not add up");
    }

    @Test
    void failsIfTheViewsDoNotShowThePolicyInTime() {
        vault.counts = new QueryOwner.Counts(1, 1);

        assertThatThrownBy(() -> run(null, false, false))
                .isInstanceOf(AuditedFailure.class)
                .hasMessageContaining("not proved");
    }

    private void run(String newPolicy, boolean dropRest, boolean dryRun) {
        AuditedOperation operation = vault.operation("retokenize", "vault");
        RecordPublisher publisher = (originals, size) -> {
            while (originals.next() != null) {
                // Reads all originals.
            }
            vault.stored.add("published " + outcome.published());
            return outcome;
        };
        Retokenize.Ports ports = new Retokenize.Ports(
                vault.originals(), vault.owner(), vault::statuses, vault::log, publisher, vault.pipeline());
        Retokenize.Request request = new Retokenize.Request(
                vault.policy, newPolicy, dropRest, Retokenize.ALL_EPOCHS, Retokenize.NO_LIMIT, dryRun, Duration.ZERO);
        operation.run("failed: ", () -> {
            new Retokenize(ports, request, operation, new Recorder()).run(vault.keyset, vault.sealer);
            return Map.of();
        });
    }

    /** Lists what it receives. */
    private final class Recorder implements RetokenizeListener {
        @Override
        public void opened(OpenedOriginals originals, long size) {}

        @Override
        public void openedAll() {
            heard.add("openedAll");
        }

        @Override
        public void handedOver(String policy, String before, long removed) {
            heard.add("handed over from " + before);
        }

        @Override
        public void tried(String sum) {
            heard.add("tried " + sum);
        }

        @Override
        public void published(String sum) {
            heard.add("published " + sum);
        }

        @Override
        public void retired(long removed) {
            heard.add("retired " + removed);
        }

        @Override
        public void proved(Policy policy, long records) {
            heard.add("proved " + records);
        }
    }
}
