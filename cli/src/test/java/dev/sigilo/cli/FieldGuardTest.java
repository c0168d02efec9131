package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldGuardTest {
    private static final FieldNames NAMES = new FieldNames(Policies.load(Path.of("../pulsar-config"), "pseudonymized"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "patient_nmae, patient_name",
                "PatientName, patient_name",
                "Record-ID, record_id",
                "reprot, report",
                "rec, record_id",
                "mod, modality",
                "findngs, findings",
                "birthdate, birth_date",
                "ward, none",
                "xyz, none",
                "informe, none",
                "q7, none"
            })
    void findsTheNameThatWasMeant(String name, String meant) {
        assertThat(NAMES.nearest(name)).isEqualTo(meant);
    }

    @Test
    void countsEachUnknownNameOnceARecordAndMostFirst() {
        FieldGuard guard = guard(
                "{\"uid\":1,\"ward\":2,\"patient_nmae\":\"Zenobia\"}\n{\"uid\":2,\"ward\":{\"report\":3}}\n{\"uid\":3,\"bed\":null}\n");

        assertThat(all(guard)).hasSize(3);
        assertThat(guard.unknownFields()).hasSize(3).first().asString().contains("left out");
        assertThat(guard.unknownFields().subList(1, 3))
                .containsExactly("  ward: 2 records", "  patient_nmae: 1 record, did you mean patient_name?");
        assertThat(guard.refused()).isZero();
    }

    @Test
    void holdsBackARecordWithoutOneKnownFieldAndPassesWhatThePipelineWillJudge() {
        FieldGuard guard = guard("{\"foo\":1}\nno JSON\n{}\n[1]\n{\"bar\":1,\"uid\":4}\n{\"foo\":\n");

        assertThat(all(guard)).containsExactly("no JSON", "{}", "[1]", "{\"bar\":1,\"uid\":4}", "{\"foo\":");
        assertThat(guard.refused()).isOne();
        assertThat(guard.firstRefused()).isEqualTo("line 1");
    }

    @Test
    void doesNotRepeatAPersonOrANumberThatSomebodyUsedAsAName() {
        FieldGuard guard = guard("{\"uid\":1,\"Zenobia Quintanar\":2,\"mrn4711223\":3,\"\\u001b[2J\":4}\n");
        all(guard);

        assertThat(String.join("\n", guard.unknownFields()))
                .doesNotContain("Zenobia")
                .doesNotContain("4711223")
                .doesNotContain("\u001b")
                .contains("(a name that is not a plain word)");
    }

    @Test
    void namesOfFieldsThatNeverEndDoNotFillTheMemoryNorTheScreen() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            lines.append("{\"uid\":1,\"f").append(i).append("\":1}\n");
        }
        FieldGuard guard = guard(lines.toString());
        all(guard);

        assertThat(guard.unknownFields()).hasSize(22).last().isEqualTo("  and 980 or more other names");
    }

    private static FieldGuard guard(String lines) {
        RecordReader reader = new RecordReader(
                new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), RecordReader.Format.NDJSON, ',');
        return new FieldGuard(
                new RecordSource() {
                    @Override
                    public RecordReader.Entry next() {
                        try {
                            return reader.next();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }

                    @Override
                    public long done() {
                        return 0;
                    }
                },
                NAMES);
    }

    private static List<String> all(FieldGuard guard) {
        List<String> messages = new ArrayList<>();
        for (RecordReader.Entry entry = guard.next(); entry != null; entry = guard.next()) {
            messages.add(new String(entry.message(), StandardCharsets.UTF_8));
        }
        return messages;
    }
}
