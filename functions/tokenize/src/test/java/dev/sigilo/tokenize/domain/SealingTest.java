package dev.sigilo.tokenize.domain;

import static dev.sigilo.tokenize.domain.TestRecords.KEYS;
import static dev.sigilo.tokenize.domain.TestRecords.PSEUDONYMIZED;
import static dev.sigilo.tokenize.domain.TestRecords.ROTATED;
import static dev.sigilo.tokenize.domain.TestRecords.SAFE_HARBOR;
import static dev.sigilo.tokenize.domain.TestRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.SealedRecord;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.TokenizedRecordCodec;
import dev.sigilo.records.Treatment;
import dev.sigilo.records.Version;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SealingTest {
    private static final Sealer SEALER = Sealer.of(Keyset.generate(Keyset.Purpose.SEALING));
    private static final TextScrubber NOTHING_FOUND = context -> text -> ScrubbedText.of(text, java.util.List.of());

    @Test
    void theOriginalOpensToTheBytesThatCame() throws Exception {
        ClassifiedRecord classified =
                record().with("patient_name", "Íñigo \ud83d\ude00").classified();

        SealedRecord sealed = new Sealing(PSEUDONYMIZED, KEYS, SEALER).seal(classified);

        assertThat(SEALER.open(sealed.sealed(), sealed.wrappedKey(), sealed.recordToken()))
                .isEqualTo(classified.original().bytes())
                .asString(StandardCharsets.UTF_8)
                .contains("\u00cd\u00f1igo \ud83d\ude00");
    }

    @Test
    void everyTokenOfTheEventLeadsToTheOriginal() throws Exception {
        ClassifiedRecord classified = record().with("study_uid", "1.2.3")
                .with("phone", "617 555 0101")
                .classified();

        TokenizedRecord event = new Tokenizer(PSEUDONYMIZED, KEYS, NOTHING_FOUND).tokenize(classified);
        SealedRecord sealed = new Sealing(PSEUDONYMIZED, KEYS, SEALER).seal(classified);

        assertThat(sealed.recordToken()).isEqualTo(event.recordToken());
        assertThat(sealed.patientToken()).isEqualTo(event.patientToken());
        assertThat(sealed.tokens()).containsKeys(event.recordToken(), event.patientToken());
        assertThat(sealed.tokens().keySet()).containsAll(event.tokens().values());
    }

    @Test
    void theTokensOfARecordAreMadeOnceForTheCheckAndTheSeal() throws Exception {
        RecordFacts facts =
                RecordFacts.of(record().with("phone", "617 555 0101").classified(), PSEUDONYMIZED);
        Sealing sealing = new Sealing(PSEUDONYMIZED, KEYS, SEALER);

        Map<String, String> tokens = sealing.tokens(facts);
        SealedRecord sealed = sealing.seal(facts);

        assertThat(sealing.tokens(facts)).isSameAs(tokens);
        assertThat(sealed.tokens()).isEqualTo(tokens);
        assertThat(tokens.entrySet().iterator().next()).isEqualTo(Map.entry(sealed.recordToken(), Sealing.RECORD));
        assertThat(Sealing.tokens(facts.classified(), PSEUDONYMIZED, KEYS))
                .doesNotContainKey(sealed.recordToken())
                .hasSize(tokens.size() - 1);
    }

    @Test
    void tokensFromBeforeARotationStillLeadToTheOriginal() throws Exception {
        ClassifiedRecord classified = record().classified();
        TokenizedRecord before = new Tokenizer(PSEUDONYMIZED, KEYS, NOTHING_FOUND).tokenize(classified);

        SealedRecord after = new Sealing(PSEUDONYMIZED, ROTATED, SEALER).seal(classified);

        assertThat(after.tokens())
                .containsKeys(
                        before.recordToken(),
                        before.patientToken(),
                        before.tokens().get("patient_name"));
        assertThat(after.keyEpoch()).isEqualTo(2);
    }

    @Test
    void theVaultKnowsThePatientWhereTheLogDoesNot() throws Exception {
        SealedRecord sealed = new Sealing(SAFE_HARBOR, KEYS, SEALER).seal(record().classified());

        assertThat(sealed.patientToken()).startsWith("pat_1_");
        assertThat(sealed.tokens()).containsOnlyKeys(sealed.recordToken(), sealed.patientToken());
    }

    @Test
    void anErasureComesAfterItsRecordAndBeforeALaterOne() throws Exception {
        Provenance provenance = record().classified().provenance();
        TokenizedRecord erased = Erasure.event("rec_1_x", Treatment.of("pseudonymized"), 1, provenance);

        assertThat(erased.provenance().version())
                .isGreaterThan(Version.atStage(provenance.version(), Version.TOKENIZED))
                .isLessThan(Version.of(provenance.publishedAt() + 1, 0, 0));
        assertThat(TokenizedRecordCodec.decode(TokenizedRecordCodec.encode(erased)))
                .isEqualTo(erased);
    }
}
