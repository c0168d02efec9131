package dev.sigilo.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.records.Fields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyntheticPeopleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final SyntheticPeople people = new SyntheticPeople(20261129);

    @Test
    void everyPersonHasAPatientIdOfTheirOwn() {
        Set<String> ids = new HashSet<>();
        for (int number = 0; number < 5000; number++) {
            ids.add(people.person(number).patientId());
        }
        assertThat(ids).hasSize(5000);
    }

    @Test
    void aSeedKeepsItsPeople() {
        for (int number : List.of(0, 7, 1234)) {
            assertThat(new SyntheticPeople(20261129).person(number).studies())
                    .isEqualTo(people.person(number).studies());
        }
        assertThat(new SyntheticPeople(1).person(0).patientId())
                .isNotEqualTo(people.person(0).patientId());
        assertThatThrownBy(() -> people.person(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allFourMessagesAreAboutTheSamePatientAndStudy() throws IOException {
        for (SyntheticPerson person : people.people(100)) {
            for (SyntheticStudy study : person.studies()) {
                String uid = study.record().record().text(Fields.STUDY_UID);
                String day = study.record().examDate().toString();
                assertThat(study.record().record().text(Fields.PATIENT_ID)).isEqualTo(person.patientId());

                String[] segments = study.hl7().split("\r");
                assertThat(segments).allMatch(segment -> segment.matches("(?s)[A-Z][A-Z0-9]{2}\\|.*"));
                assertThat(segments[1].split("\\|")[3]).startsWith(person.patientId() + "^^^RIS^MR~");
                assertThat(study.hl7())
                        .contains("^DICOM Study^DCM||" + uid + "|", "|" + day.replace("-", "") + "0930|");

                JsonNode bundle = JSON.readTree(study.fhir());
                assertThat(bundle.findValuesAsText("value")).contains(person.patientId(), "urn:oid:" + uid);
                assertThat(bundle.findValuesAsText("effectiveDateTime")).containsExactly(day);

                JsonNode header = JSON.readTree(study.dicom()).path(0);
                assertThat(value(header, "00100020")).isEqualTo(person.patientId());
                assertThat(value(header, "0020000D")).isEqualTo(uid);
                assertThat(value(header, "00080020")).isEqualTo(day.replace("-", ""));
            }
        }
    }

    @Test
    void theTextsIdentifyThePersonInEachFormat() throws IOException {
        int inHl7 = 0;
        int inFhir = 0;
        for (SyntheticPerson person : people.people(50)) {
            SyntheticStudy study = person.studies().get(0);
            String report = study.record().record().text(Fields.REPORT);
            String form =
                    new String(JSON.readTree(study.fhir()).findValue("data").binaryValue(), StandardCharsets.UTF_8);
            assertThat(form).isEqualTo(report);
            inFhir += names(study, form) ? 1 : 0;
            inHl7 += names(study, study.hl7().substring(study.hl7().indexOf("OBX|"))) ? 1 : 0;
        }
        assertThat(inHl7).isGreaterThan(40);
        assertThat(inFhir).isGreaterThan(40);
    }

    private static boolean names(SyntheticStudy study, String text) {
        return study.identifiers().stream().anyMatch(identifier -> text.contains(identifier.value()));
    }

    private static String value(JsonNode header, String tag) {
        return header.path(tag).path("Value").path(0).asText();
    }
}
