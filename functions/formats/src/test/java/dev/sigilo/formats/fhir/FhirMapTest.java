package dev.sigilo.formats.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.formats.FieldMap;
import dev.sigilo.formats.FieldMapException;
import org.junit.jupiter.api.Test;

class FhirMapTest {
    private static FhirReader reader(String settings, String... lines) {
        return new FhirReader(FieldMap.load(
                "format: fhir\nsettings: " + settings + "\nfields:\n  " + String.join("\n  ", lines),
                "test.yaml",
                "fhir"));
    }

    @Test
    void theMapThatShipsIsValid() {
        assertThat(new FhirReader(Fhir.map()).format()).isEqualTo("fhir");
    }

    @Test
    void everyFaultOfAMapIsNamed() {
        assertThatThrownBy(() -> reader(
                        "{records: 'Patient, Duck', charset: utf-8}",
                        "Duck.name: patient_name",
                        "Patient.nam: patient_name",
                        "Patient.conclusion: impression",
                        "Patient: patient_name",
                        "Patient.name[: patient_name",
                        "Patient.birthDate: record_id"))
                .isInstanceOf(FieldMapException.class)
                .hasMessageContaining("settings.charset: unknown")
                .hasMessageContaining("settings.records")
                .hasMessageContaining("fields.Duck.name: does not begin with a FHIR R4 resource type")
                .hasMessageContaining("fields.Patient.nam: FHIR R4 has no element nam in Patient")
                .hasMessageContaining("fields.Patient.conclusion: FHIR R4 has no element conclusion in Patient")
                .hasMessageContaining("fields.Patient: needs one to 7 elements")
                .hasMessageContaining("fields.Patient.name[")
                .hasMessageContaining("record_id is written by the reader itself");
    }

    @Test
    void aMapWithoutRecordsIsRefused() {
        assertThatThrownBy(() -> reader("{}", "Patient.name: patient_name"))
                .isInstanceOf(FieldMapException.class)
                .hasMessageContaining("settings.records");
    }

    @Test
    void anOperatorCanAddATypeOfRecordAndAnExtension() throws Exception {
        FhirReader reader = reader(
                "{records: RiskAssessment}",
                "RiskAssessment.extension[trial-arm].value: technique",
                "RiskAssessment.note.text: impression");
        var record = reader.read(
                        Fhir.bytes(Fhir.json("{'resourceType':'RiskAssessment','id':'1','note':[{'text':'low'}],"
                                + "'extension':[{'url':'http://a.example/trial-arm','valueCode':'B'}]}")))
                .records()
                .get(0)
                .record();
        assertThat(record.text("technique")).isEqualTo("B");
        assertThat(record.text("impression")).isEqualTo("low");
        assertThat(record.get("source_dropped")).isNull();
    }
}
