package dev.sigilo.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.records.Fields;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SyntheticPopulationTest {

    @Test
    void committedRecordsAreWhatTheSeedGives() throws Exception {
        List<String> made = new SyntheticPopulation(2026)
                .records(40).stream().map(SyntheticRecord::json).toList();
        if (Boolean.getBoolean("sigilo.rewrite")) {
            Files.write(Path.of("../../samples/records.ndjson"), made);
        }
        List<String> committed = Files.readAllLines(Path.of("../../samples/records.ndjson"));

        assertThat(committed).isEqualTo(made);
    }

    /** Tests and benchmarks measure on these records, so a change of the code must not change them. */
    @Test
    void aSeedKeepsItsRecords() throws Exception {
        assertThat(digest(new SyntheticPopulation(1)))
                .isEqualTo("c8dbe692507362232641b0c9e6324747c397295b2ed35cd3dd6bb68898329cba");
        assertThat(digest(new SyntheticPopulation(20261124).withTrickyNames()))
                .isEqualTo("a5ffb24e6139bc4b875bf88096f0bb61379b0dae96f5a884d97e9b08e2c0620c");
    }

    private static String digest(SyntheticPopulation population) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (SyntheticRecord record : population.records(300)) {
            String whole = record.json()
                    + record.identifiers()
                    + record.patientNumber()
                    + record.language()
                    + record.birthDate()
                    + record.examDate()
                    + record.priorDate()
                    + record.label().text();
            digest.update(whole.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Test
    void aSeedGivesTheSameRecordsAgainAndAnotherSeedOthers() {
        assertThat(new SyntheticPopulation(7).record(123)).isEqualTo(new SyntheticPopulation(7).record(123));
        assertThat(new SyntheticPopulation(7).record(123).json())
                .isNotEqualTo(new SyntheticPopulation(8).record(123).json());
    }

    @Test
    void recordsAreReadableAndEachHasItsOwnId() throws Exception {
        Set<String> ids = new HashSet<>();
        for (SyntheticRecord synthetic : new SyntheticPopulation(1).records(1000)) {
            assertThat(MedicalRecord.parse(synthetic.json())).isEqualTo(synthetic.record());
            ids.add(synthetic.record().text(Fields.RECORD_ID));
        }
        assertThat(ids).hasSize(1000);
    }

    @Test
    void everyThirdRecordIsAboutThePatientOfTheOneBefore() {
        SyntheticPopulation population = new SyntheticPopulation(5);

        assertThat(population.record(2).record().text(Fields.PATIENT_ID))
                .isEqualTo(population.record(1).record().text(Fields.PATIENT_ID))
                .isNotEqualTo(population.record(0).record().text(Fields.PATIENT_ID));
    }

    @Test
    void theDemoShowsBothLanguagesAndFiveModalities() {
        Set<String> seen = new TreeSet<>();
        for (SyntheticRecord synthetic : new SyntheticPopulation(2026).records(40)) {
            seen.add(synthetic.language());
            if (synthetic.record().text(Fields.MODALITY) != null) {
                seen.add(synthetic.record().text(Fields.MODALITY));
            }
        }
        assertThat(seen).containsExactlyInAnyOrder("en", "es", "CR", "CT", "MR", "MG", "US");
    }

    @Test
    void badRecordsAreBadEachInTheWayTheReadmeSays() throws Exception {
        List<RejectReason> expected = List.of(
                RejectReason.NOT_JSON,
                RejectReason.NOT_JSON,
                RejectReason.NOT_AN_OBJECT,
                RejectReason.DUPLICATE_FIELD,
                RejectReason.NO_IDENTITY,
                RejectReason.TOO_DEEP,
                RejectReason.NOT_JSON,
                RejectReason.NOT_JSON,
                RejectReason.NOT_AN_OBJECT);
        List<String> lines = Files.readAllLines(Path.of("../../samples/bad-records.ndjson"));

        assertThat(lines).hasSameSizeAs(expected);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            RejectReason reason = expected.get(i);
            if (expected.get(i) == RejectReason.NO_IDENTITY) {
                // Readable; it is classify that finds no identity in it.
                assertThat(MedicalRecord.parse(line).fields()).isEmpty();
            } else {
                assertThatThrownBy(() -> MedicalRecord.parse(line))
                        .as("line %d", i + 1)
                        .isInstanceOfSatisfying(
                                RecordFormatException.class,
                                e -> assertThat(e.reason()).isEqualTo(reason));
            }
        }
    }
}
