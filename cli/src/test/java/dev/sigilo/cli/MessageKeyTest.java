package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageKeyTest {
    private static final MessageKey KEYS = new MessageKey(List.of("record_id", "uid", "accession_number"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            {"record_id":"r1","uid":"u1"}                       | r1
            {"accession_number":"a1","uid":7}                   | 7
            {"accession_number":"a1"}                           | a1
            {"report":{"record_id":"inner"},"uid":"u1"}         | u1
            {"record_id":" ","uid":"u1"}                        | u1
            {"record_id":" r1\u00a0"}                           | r1
            {"record_id":7.0}                                   | 7
            {"record_id":true}                                  | none
            {"report":"x"}                                      | none
            ["record_id","r1"]                                  | none
            not json                                            | none
            {"uid":"u1", broken                                 | u1
            """)
    void isTheFirstFieldThatNamesTheRecord(String message, String key) {
        assertThat(KEYS.of(null, message.getBytes(StandardCharsets.UTF_8))).isEqualTo(key);
    }

    @Test
    void ofAnHl7MessageIsItsPatientsAsOverMllpSoThatAPreliminaryReportStaysBeforeTheFinalOne() {
        String report =
                "MSH|^~\\&|RIS|N|||2026||ORU^R01|M-%s|P|2.5.1\rPID|1||4711^^^N^MR\rOBR|1||F-1|||||||||||||||||||||%s\r";
        byte[] preliminary = report.formatted("1", "P").getBytes(StandardCharsets.UTF_8);
        byte[] last = report.formatted("2", "F").getBytes(StandardCharsets.UTF_8);

        assertThat(KEYS.of("hl7v2", preliminary))
                .isNotNull()
                .isEqualTo(Hl7Key.of(preliminary))
                .isEqualTo(KEYS.of("hl7v2", last));
    }

    @Test
    void isNotGivenToFhirAndDicomWhichMayHaveSeveralPatientsInAMessage() {
        byte[] message = "{\"record_id\":\"r1\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(KEYS.of("fhir", message)).isNull();
        assertThat(KEYS.of("dicom", message)).isNull();
    }
}
