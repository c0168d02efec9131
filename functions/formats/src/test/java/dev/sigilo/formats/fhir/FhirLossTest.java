package dev.sigilo.formats.fhir;

import static dev.sigilo.formats.fhir.Fhir.bundle;
import static dev.sigilo.formats.fhir.Fhir.one;
import static dev.sigilo.formats.fhir.Fhir.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.formats.Conversion;
import dev.sigilo.formats.SourceRecord;
import dev.sigilo.records.MedicalRecord;
import org.junit.jupiter.api.Test;

/** What a resource says is in its record, or it is counted. */
class FhirLossTest {
    private static String resource(String type, String id, String more) {
        return "{'resourceType':'" + type + "','id':'" + id + "','subject':{'reference':'Patient/p1'}," + more + "}";
    }

    private static String order(String id, String reason) {
        return resource("ServiceRequest", id, "'status':'active','intent':'order'," + reason);
    }

    @Test
    void sectionsWithinSectionsArePartOfTheReport() throws Exception {
        MedicalRecord record = one(resource(
                "Composition",
                "d1",
                "'status':'final','section':[{'text':{'div':'<p>Outer.</p>'},'section':[{'text':{'div':'<p>Inner.</p>'}},"
                        + "{'text':{'div':'<p>Last.</p>'}}]}]"));
        assertThat(record.text("report")).isEqualTo("Outer.\n\nInner.\n\nLast.");
    }

    @Test
    void reasonsAsCodesAndAsReferencesAreTheIndicationWithoutRepeats() throws Exception {
        Conversion read = read(bundle(
                order(
                        "s1",
                        "'reasonCode':[{'text':'cough'}],'reasonReference':["
                                + "{'reference':'Condition/c1'},{'reference':'Condition/c2'}]"),
                resource("Condition", "c1", "'code':{'text':'Asthma'}"),
                resource("Condition", "c2", "'code':{'text':'cough'}")));
        assertThat(read.records().get(0).record().text("indication")).isEqualTo("cough\nAsthma");
    }

    @Test
    void theDescriptionsOfAStudyAndOfItsSeriesAreTheTechnique() throws Exception {
        MedicalRecord record = one(resource(
                "ImagingStudy",
                "s1",
                "'status':'available','description':'CT chest','series':[{'description':'lung'},"
                        + "{'description':'CT chest'},{'description':'bone'}]"));
        assertThat(record.text("technique")).isEqualTo("CT chest\nlung\nbone");
    }

    @Test
    void theReasonsOfAllOrdersOfAReportAreItsIndication() throws Exception {
        String report = resource(
                "DiagnosticReport",
                "r1",
                "'status':'final','code':{'text':'CT'},'basedOn':[{'reference':'ServiceRequest/s1'},"
                        + "{'reference':'ServiceRequest/s2'},{'reference':'ServiceRequest/s3'}]");
        MedicalRecord record = one(bundle(
                report,
                order("s1", "'reasonReference':[{'display':'fever'}],'code':{'text':'CT chest'}"),
                order("s2", "'reasonCode':[{'text':'cough'}],'code':{'text':'CT head'}"),
                order("s3", "'reasonCode':[{'text':'cough'}]")));
        assertThat(record.text("indication").split("\n")).containsExactlyInAnyOrder("cough", "fever");
        assertThat(record.text("code")).as("the report's own").isEqualTo("CT");
    }

    @Test
    void theReasonsOfAStudyAndOfItsOrderAreBothItsIndication() throws Exception {
        Conversion read = read(bundle(
                resource(
                        "ImagingStudy",
                        "i1",
                        "'status':'available','basedOn':[{'reference':'ServiceRequest/s1'}],"
                                + "'reasonCode':[{'text':'hemoptysis'}],'series':[{'bodySite':{'display':'THORAX'}}]"),
                order(
                        "s1",
                        "'reasonCode':[{'text':'cough'}],'note':[{'text':'smoker'}],'bodySite':[{'text':'Chest'}]")));
        MedicalRecord record = read.records().get(0).record();
        assertThat(record.text("indication")).isEqualTo("cough\nhemoptysis");
        assertThat(record.text("clinical_history")).isEqualTo("smoker");
        assertThat(record.text("body_part")).as("only the order's").isEqualTo("Chest");
    }

    @Test
    void anotherValueOfAFieldWithOneValueIsCounted() throws Exception {
        Conversion read = read(resource(
                "Condition",
                "c1",
                "'onsetDateTime':'2020-01-02','recordedDate':'2024-03-04','code':{'text':'Asthma'}"));
        SourceRecord one = read.records().get(0);
        assertThat(one.record().text("diagnosis_date")).isEqualTo("2020-01-02");
        assertThat(read.dropped()).containsEntry("Condition.recordedDate", 1);
        assertThat(one.record().text("source_dropped")).contains("\"Condition.recordedDate\":1");
    }

    @Test
    void anotherValueOfAnIdentifierIsStillKnown() throws Exception {
        MedicalRecord record = one("{'resourceType':'Patient','id':'p1','identifier':["
                + "{'type':{'coding':[{'code':'MR'}]},'value':'4711'},{'value':'X-1'}],"
                + "'name':[{'use':'official','family':'DUCK'},{'use':'usual','family':'DRAKE'}]}");
        assertThat(record.text("patient_id")).isEqualTo("4711");
        assertThat(record.text("other_ids")).contains("X-1");
        assertThat(record.text("other_names")).contains("DRAKE");
    }

    @Test
    void containedResourcesThatNoRecordContainsAreCounted() throws Exception {
        Conversion read = read(resource(
                "DiagnosticReport",
                "r1",
                "'status':'final','result':[{'reference':'#o1'}],'contained':["
                        + "{'resourceType':'Observation','id':'o1','status':'final','code':{'text':'Glucose'},'valueInteger':5},"
                        + "{'resourceType':'Observation','id':'o2','status':'final','code':{'text':'Sodium'},'valueInteger':140},"
                        + "{'resourceType':'Provenance','id':'v1'}]"));
        assertThat(read.records().get(0).record().text("findings")).isEqualTo("Glucose: 5");
        assertThat(read.dropped()).containsEntry("DiagnosticReport.contained", 2);
    }

    @Test
    void aQuantitysCodeIsItsUnitIfItHasNoOther() throws Exception {
        for (String unit : new String[] {
            "'code':'mg/dL'",
            "'code':'mg/dL','system':'http://a.example/units'",
            "'code':'mg/dL','system':'http://unitsofmeasure.org'",
            "'unit':'mg/dL','code':'258797006','system':'http://snomed.info/sct'"
        }) {
            MedicalRecord record = one(resource(
                    "Observation",
                    "o1",
                    "'status':'final','code':{'text':'Glucose'},'valueQuantity':{'value':90," + unit + "}"));
            assertThat(record.text("findings")).as(unit).isEqualTo("Glucose: 90 mg/dL");
            assertThat(record.text("coded_observations")).as(unit).contains("\"unit\":\"mg/dL\"");
        }
    }

    @Test
    void theDisplayOfAResultThatIsNotInTheMessageIsCounted() throws Exception {
        String report = resource(
                "DiagnosticReport", "r1", "'status':'final','result':[{'reference':'Observation/o1','display':'5'}]");
        assertThat(read(report).dropped()).containsEntry("DiagnosticReport.result.display", 1);
        String result = resource("Observation", "o1", "'status':'final','code':{'text':'Glucose'},'valueInteger':5");
        assertThat(read(bundle(report, result)).dropped()).doesNotContainKey("DiagnosticReport.result.display");
    }
}
