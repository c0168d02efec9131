package dev.sigilo.formats.fhir;

import static dev.sigilo.formats.fhir.Fhir.bundle;
import static dev.sigilo.formats.fhir.Fhir.one;
import static dev.sigilo.formats.fhir.Fhir.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.formats.SourceRecord;
import dev.sigilo.records.MedicalRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Elements that change what a resource means are never ignored silently. */
class FhirModifiersTest {
    private static final String PATIENT =
            "{'resourceType':'Patient','id':'p1','identifier':[{'value':'4711'}]," + "'name':[{'family':'DUCK'}]}";

    private static String resource(String type, String more) {
        return "{'resourceType':'" + type + "','id':'x1','subject':{'reference':'Patient/p1'}," + more + "}";
    }

    private static MedicalRecord record(String type, String... resources) throws Exception {
        List<MedicalRecord> found = read(bundle(resources)).records().stream()
                .map(SourceRecord::record)
                .filter(record -> record.text("source_type").equals(type))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void anOrderNotToDoSomethingIsNoOrder() throws Exception {
        for (String prohibited : List.of("true", "'true'", "1")) {
            MedicalRecord record = one(bundle(
                    PATIENT,
                    resource(
                            "ServiceRequest",
                            "'status':'active','intent':'order','code':{'text':'CT head'},'doNotPerform':"
                                    + prohibited)));
            assertThat(record.text("order_status")).isEqualTo("doNotPerform");
            assertThat(record.text("code")).isNull();
            assertThat(record.text("findings")).isEqualTo("ServiceRequest: CT head (active, do-not-perform)");
            assertThat(record.text("coded_observations"))
                    .isEqualTo("[{\"display\":\"CT head\",\"status\":\"do-not-perform\"}]");
        }
        MedicalRecord order = one(bundle(
                PATIENT,
                resource(
                        "ServiceRequest",
                        "'status':'active','intent':'order','doNotPerform':false,'code':{'text':'CT head'}")));
        assertThat(order.text("order_status")).isEqualTo("active");
        assertThat(order.text("code")).isEqualTo("CT head");
        assertThat(order.text("findings")).isNull();
    }

    @Test
    void aReportBasedOnAProhibitionDoesNotTakeItForItsOrder() throws Exception {
        MedicalRecord record = one(bundle(
                PATIENT,
                resource("DiagnosticReport", "'status':'final','basedOn':[{'reference':'ServiceRequest/s1'}]"),
                resource("ServiceRequest", "'status':'active','doNotPerform':true,'code':{'text':'CT head'}")
                        .replace("'x1'", "'s1'")));
        assertThat(record.text("order_status")).isEqualTo("doNotPerform");
        assertThat(record.text("code")).isNull();
    }

    @Test
    void aProhibitedMedicationIsNoActiveOrder() throws Exception {
        MedicalRecord record = one(bundle(
                PATIENT,
                resource(
                        "MedicationRequest",
                        "'status':'active','intent':'order','doNotPerform':true,"
                                + "'medicationCodeableConcept':{'text':'Aspirin'}")));
        assertThat(record.text("order_status")).isEqualTo("doNotPerform");
        assertThat(record.text("findings")).isEqualTo("MedicationRequest: Aspirin (active, do-not-perform)");
    }

    @Test
    void aProposalOrPlanIsShownAsOne() throws Exception {
        assertThat(one(bundle(
                                PATIENT,
                                resource(
                                        "ServiceRequest",
                                        "'status':'active','intent':'proposal','code':{'text':'CT head'}")))
                        .text("findings"))
                .isEqualTo("ServiceRequest: CT head (active, proposal)");
        assertThat(one(bundle(
                                PATIENT,
                                resource(
                                        "MedicationRequest",
                                        "'status':'active','intent':'plan',"
                                                + "'medicationCodeableConcept':{'text':'Aspirin'}")))
                        .text("coded_observations"))
                .contains("\"status\":\"plan\"");
    }

    @Test
    void aValueAboutAnotherThanThePatientIsNoFactOfThePatient() throws Exception {
        String value = "'status':'final','code':{'coding':[{'system':'http://loinc.org','code':'8867-4',"
                + "'display':'Heart rate'}]},'valueQuantity':{'value':140,'unit':'/min'},"
                + "'component':[{'code':{'text':'Variability'},'valueInteger':5}]";
        for (String focus : List.of(
                "{'reference':'Patient/fetus','display':'Fetus of DAISY'}",
                "{'display':'Donor'}",
                "{'reference':'Device/d1'}")) {
            MedicalRecord record = one(bundle(PATIENT, resource("Observation", value + ",'focus':[" + focus + "]")));
            assertThat(record.text("findings"))
                    .isEqualTo("About another subject than the patient: Heart rate: 140 /min\n"
                            + "  About another subject than the patient: Variability: 5");
            assertThat(record.text("coded_observations")).isNull();
            assertThat(record.text("code")).isNull();
            assertThat(record.text("source_dropped")).contains("\"Observation.focus[other]\":1");
            assertThat(record.text("other_names")).isNull();
        }
        MedicalRecord own =
                one(bundle(PATIENT, resource("Observation", value + ",'focus':[{'reference':'Patient/p1'}]")));
        assertThat(own.text("findings")).startsWith("Heart rate: 140 /min\n");
        assertThat(own.text("coded_observations")).contains("8867-4");
    }

    @Test
    void aResultAboutAnotherThanThePatientIsNoFactOfTheReport() throws Exception {
        MedicalRecord report = one(bundle(
                PATIENT,
                resource("DiagnosticReport", "'status':'final','result':[{'reference':'Observation/o1'}]"),
                resource(
                                "Observation",
                                "'status':'final','code':{'text':'Weight'},'valueInteger':3,"
                                        + "'focus':[{'reference':'Patient/fetus'}]")
                        .replace("'x1'", "'o1'")));
        assertThat(report.text("findings")).isEqualTo("About another subject than the patient: Weight: 3");
        assertThat(report.text("coded_observations")).isNull();
    }

    @Test
    void implicitRulesAreCounted() throws Exception {
        String rules = "'implicitRules':'http://a.example/rules'";
        MedicalRecord record = one(bundle(
                PATIENT, resource("Observation", "'status':'final','code':{'text':'Hb'},'valueInteger':1," + rules)));
        assertThat(record.text("source_dropped")).contains("\"Observation.implicitRules\":1");
        assertThat(read(bundle(PATIENT).replace("'type':'collection'", "'type':'collection'," + rules))
                        .dropped())
                .containsEntry("Bundle.implicitRules", 1);
    }

    @Test
    void theNameInAReferenceToThePatientIsThePatientsOwn() throws Exception {
        for (String subject : List.of(
                "{'display':'Donald Duck'}",
                "{'reference':'Patient/p9','display':'Donald Duck'}",
                "{'reference':'urn:uuid:9','display':'Mr. Donald Duck'}",
                "{'reference':'Group/g1','display':'Donald Duck'}",
                "{'type':'Patient','identifier':{'value':'1'},'display':'Donald Duck'}")) {
            MedicalRecord record =
                    one(resource("Condition", "'code':{'text':'Gout'}").replace("{'reference':'Patient/p1'}", subject));
            assertThat(record.text("other_names")).isEqualTo("[\"Donald Duck\"]");
        }
    }

    @Test
    void aRefutedConditionIsNoDiagnosisInAnySpelling() throws Exception {
        for (String status : List.of(
                "'refuted'",
                "{'text':'Refuted'}",
                "{'coding':[{'system':'http://a.example','code':'R'},{'code':'refuted'}]}",
                "{'coding':[{'code':'X','display':'Refuted'}]}")) {
            MedicalRecord record = one(
                    bundle(PATIENT, resource("Condition", "'code':{'text':'Gout'},'verificationStatus':" + status)));
            assertThat(record.text("diagnosis")).isNull();
            assertThat(record.text("findings")).isEqualTo("Condition: Gout (refuted)");
        }
        MedicalRecord unknown = one(bundle(
                PATIENT, resource("Condition", "'code':{'text':'Gout'},'verificationStatus':{'text':'not sure'}")));
        assertThat(unknown.text("diagnosis")).isEqualTo("Gout (unknown-status)");
    }

    @Test
    void aReasonHasTheVerificationStatusOfItsCondition() throws Exception {
        String request = resource(
                        "ServiceRequest",
                        "'status':'active','reasonReference':[{'reference':'Condition/x1','display':'Gout'}]")
                .replace("'x1',", "'s1',");
        String condition = "'code':{'text':'Gout'},'verificationStatus':{'coding':[{'code':'%s'}]}";
        assertThat(record("ServiceRequest", PATIENT, request, resource("Condition", condition.formatted("provisional")))
                        .text("indication"))
                .isEqualTo("Gout (provisional)");
        for (String no : List.of("refuted", "entered-in-error")) {
            assertThat(record("ServiceRequest", PATIENT, request, resource("Condition", condition.formatted(no)))
                            .text("indication"))
                    .isNull();
        }
    }

    @Test
    void statusesOfWhatDidNotHappenAreShown() throws Exception {
        assertThat(one(bundle(
                                PATIENT,
                                resource(
                                        "Immunization",
                                        "'status':'completed','isSubpotent':true,'vaccineCode':{'text':'Flu'}")))
                        .text("findings"))
                .isEqualTo("Immunization: Flu (completed, subpotent)");
        assertThat(one(bundle(PATIENT, resource("Procedure", "'status':'not-done','code':{'text':'Biopsy'}")))
                        .text("coded_observations"))
                .contains("\"status\":\"not-done\"");
        assertThat(one(bundle(
                                PATIENT,
                                resource(
                                        "MedicationStatement",
                                        "'status':'not-taken','medicationCodeableConcept':{'text':'Aspirin'}")))
                        .text("findings"))
                .isEqualTo("MedicationStatement: Aspirin (not-taken)");
        assertThat(one(bundle(PATIENT, resource("DocumentReference", "'status':'superseded','docStatus':'final'")))
                        .text("report_status"))
                .isEqualTo("superseded");
        assertThat(record(
                                "Observation",
                                PATIENT,
                                resource(
                                        "Observation",
                                        "'status':'final','code':{'text':'Hb'},'encounter':{'reference':'Encounter/e1'}"),
                                resource("Encounter", "'status':'cancelled','period':{'start':'2024-01-02'}")
                                        .replace("'x1'", "'e1'"))
                        .text("admission_date"))
                .isNull();
    }

    @Test
    void modifiersOfThePatientAreCounted() throws Exception {
        MedicalRecord record = one(PATIENT.replace(
                "'id':'p1'",
                "'id':'p1','active':false,'deceasedBoolean':true,"
                        + "'link':[{'type':'replaced-by','other':{'reference':'Patient/p2'}}]"));
        assertThat(record.text("source_dropped"))
                .contains("\"Patient.active\":1", "\"Patient.deceased\":1", "\"Patient.link.type\":1");
        assertThat(record.text("prior_patient_id")).isNull();
    }
}
