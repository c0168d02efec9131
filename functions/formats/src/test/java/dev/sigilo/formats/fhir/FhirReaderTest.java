package dev.sigilo.formats.fhir;

import static dev.sigilo.formats.fhir.Fhir.bundle;
import static dev.sigilo.formats.fhir.Fhir.bytes;
import static dev.sigilo.formats.fhir.Fhir.json;
import static dev.sigilo.formats.fhir.Fhir.one;
import static dev.sigilo.formats.fhir.Fhir.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.formats.Conversion;
import dev.sigilo.formats.SourceRecord;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class FhirReaderTest {
    private static final String PATIENT = "{'resourceType':'Patient','id':'p1','identifier':["
            + "{'value':'X-1'},{'type':{'coding':[{'code':'MR'}]},'system':'http://a.example','value':'4711'},"
            + "{'system':'http://hl7.org/fhir/sid/us-ssn','value':'123-45-6789'}],"
            + "'name':[{'use':'maiden','family':'ROE'},{'use':'official','family':'DUCK','given':['DONALD','D'],"
            + "'prefix':['Dr.']}],'gender':'male','birthDate':'1960-03-01',"
            + "'telecom':[{'system':'phone','value':'555-1'},{'system':'email','value':'d@a.example'}],"
            + "'address':[{'line':['1 Pond Rd','Unit 2'],'city':'Ducktown','postalCode':'12345','country':'US'}]}";

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String report(String more) {
        return "{'resourceType':'DiagnosticReport','id':'r1','status':'final','code':{'coding':[{'system':"
                + "'http://loinc.org','code':'36643-5','display':'XR Chest 2 Views'}]},"
                + "'subject':{'reference':'Patient/p1'},'effectiveDateTime':'2024-02-03T23:59:00-08:00',"
                + "'issued':'2024-02-04T08:00:00Z'" + more + "}";
    }

    private static String observation(String id, String subject, String more) {
        return "{'resourceType':'Observation','id':'" + id + "','status':'final','code':{'coding':[{'system':"
                + "'http://loinc.org','code':'718-7','display':'Hemoglobin'}]},'subject':{'reference':'" + subject
                + "'}" + more + "}";
    }

    @Test
    void aReportIsARecordWithItsPatient() throws Exception {
        MedicalRecord record = one(bundle(PATIENT, report(",'conclusion':'No acute disease.'")));
        assertThat(record.text("record_id")).isEqualTo("fhir:DiagnosticReport:p1/r1");
        assertThat(record.text("source_type")).isEqualTo("DiagnosticReport");
        assertThat(record.text("patient_id")).isEqualTo("4711");
        assertThat(record.text("national_id")).isEqualTo("123-45-6789");
        assertThat(record.text("patient_name")).isEqualTo("DONALD D DUCK");
        assertThat(record.text("other_names")).isEqualTo("[\"ROE\"]");
        assertThat(record.text("other_ids")).isEqualTo("[\"X-1\"]");
        assertThat(record.text("birth_date")).isEqualTo("1960-03-01");
        assertThat(record.text("sex")).isEqualTo("male");
        assertThat(record.text("phone")).isEqualTo("555-1");
        assertThat(record.text("email")).isEqualTo("d@a.example");
        assertThat(record.text("address")).isEqualTo("1 Pond Rd, Unit 2");
        assertThat(record.text("city")).isEqualTo("Ducktown");
        assertThat(record.text("postal_code")).isEqualTo("12345");
        assertThat(record.text("impression")).isEqualTo("No acute disease.");
        assertThat(record.text("code")).isEqualTo("36643-5 XR Chest 2 Views");
        assertThat(record.text("report_status")).isEqualTo("final");
    }

    @Test
    void datesAreTheDaysThatWereWritten() throws Exception {
        MedicalRecord record = one(bundle(PATIENT, report("")));
        assertThat(record.text("diagnosis_date")).isEqualTo("2024-02-03");
        assertThat(record.text("report_date")).isEqualTo("2024-02-04");
        assertThat(FhirText.date("2024")).isEqualTo("2024");
        assertThat(FhirText.date("2024-05")).isEqualTo("2024-05");
        assertThat(FhirText.date("spring 2024")).isEqualTo("spring 2024");
    }

    @Test
    void textOfPresentedFormsIsTheReportAndOtherFormsAreCounted() throws Exception {
        Conversion read = read(bundle(
                PATIENT,
                report(",'presentedForm':[{'contentType':'text/plain; charset=utf-8','data':'"
                        + base64("Seen by Dr. Niño.\r\nNo mass.") + "'},{'contentType':'text/html','data':'"
                        + base64("<p>T &lt; 38&nbsp;&deg;C</p><script>x</script><ul><li>one<li>two</ul>")
                        + "'},{'contentType':'application/pdf','data':'" + base64("%PDF") + "'},"
                        + "{'contentType':'text/plain','url':'http://a.example/1'}]")));
        assertThat(read.records().get(0).record().text("report"))
                .isEqualTo("Seen by Dr. Niño.\nNo mass.\n\nT < 38 °C\none\ntwo");
        assertThat(read.dropped())
                .containsEntry("DiagnosticReport.presentedForm[pdf]", 1)
                .containsEntry("DiagnosticReport.presentedForm[url]", 1);
    }

    @Test
    void wronglyEncodedTextIsWithheldInsteadOfChanged() throws Exception {
        String latin = Base64.getEncoder().encodeToString("Niño".getBytes(StandardCharsets.ISO_8859_1));
        Conversion wrong =
                read(bundle(report(",'presentedForm':[{'contentType':'text/plain','data':'" + latin + "'}]")));
        assertThat(wrong.records().get(0).record().text("report")).isNull();
        assertThat(wrong.dropped()).containsEntry("DiagnosticReport.presentedForm[charset]", 1);
        MedicalRecord right = one(bundle(
                report(",'presentedForm':[{'contentType':'text/plain; charset=ISO-8859-1','data':'" + latin + "'}]")));
        assertThat(right.text("report")).isEqualTo("Niño");
    }

    @Test
    void resultsAreCodedObservationsAndLinesOfTheirReport() throws Exception {
        Conversion read = read(bundle(
                PATIENT,
                report(",'result':[{'reference':'Observation/o1'},{'reference':'#c1'}],'contained':["
                        + "{'resourceType':'Observation','id':'c1','status':'final','code':{'text':'Note'},"
                        + "'valueString':'clear'}]"),
                observation(
                        "o1",
                        "Patient/p1",
                        ",'valueQuantity':{'value':13.20,'unit':'g/dL'},'interpretation':[{'coding':[{'code':'L'}]}],"
                                + "'referenceRange':[{'low':{'value':14,'unit':'g/dL'},'high':{'value':18}}]")));
        assertThat(read.records()).hasSize(1);
        MedicalRecord record = read.records().get(0).record();
        assertThat(record.text("findings"))
                .isEqualTo("Hemoglobin: 13.20 g/dL (L) [reference 14 g/dL - 18]\nNote: clear");
        assertThat(record.text("coded_observations"))
                .isEqualTo("[{\"system\":\"LN\",\"code\":\"718-7\",\"display\":\"Hemoglobin\",\"value\":\"13.20\","
                        + "\"unit\":\"g/dL\",\"flag\":\"L\",\"status\":\"final\",\"range\":\"14 g/dL - 18\"},"
                        + "{\"display\":\"Note\",\"value\":\"clear\",\"status\":\"final\"}]");
    }

    @Test
    void everyTypeOfValueIsReadOrCounted() throws Exception {
        assertThat(finding("'valueCodeableConcept':{'coding':[{'system':'http://snomed.info/sct','code':'260385009',"
                        + "'display':'Negative'}]}"))
                .isEqualTo("Hemoglobin: Negative");
        assertThat(finding("'valueString':'trace'")).isEqualTo("Hemoglobin: trace");
        assertThat(finding("'valueBoolean':false")).isEqualTo("Hemoglobin: false");
        assertThat(finding("'valueInteger':3")).isEqualTo("Hemoglobin: 3");
        assertThat(finding("'valueRange':{'low':{'value':1},'high':{'value':2}}"))
                .isEqualTo("Hemoglobin: 1 - 2");
        assertThat(finding("'valueRatio':{'numerator':{'value':1},'denominator':{'value':128}}"))
                .isEqualTo("Hemoglobin: 1 : 128");
        assertThat(finding("'valueTime':'08:30:00'")).isEqualTo("Hemoglobin: 08:30:00");
        assertThat(finding("'valueDateTime':'2024-01-02T08:30:00Z'")).isEqualTo("Hemoglobin: 2024-01-02");
        assertThat(finding("'valuePeriod':{'start':'2024-01-02','end':'2024-01-05'}"))
                .isEqualTo("Hemoglobin: 2024-01-02 to 2024-01-05");
        assertThat(finding("'valueQuantity':{'value':5,'comparator':'<','system':'http://unitsofmeasure.org',"
                        + "'code':'mg'}"))
                .isEqualTo("Hemoglobin: < 5 mg");
        assertThat(finding("'dataAbsentReason':{'coding':[{'code':'not-performed','display':'Not Performed'}]}"))
                .isEqualTo("Hemoglobin: no value (Not Performed)");
        assertThat(read(observation("o1", "Patient/p1", ",'valueSampledData':{'data':'1 2 3'}"))
                        .dropped())
                .containsEntry("Observation.value[SampledData]", 1);
    }

    private static String finding(String value) throws RecordFormatException {
        return one(observation("o1", "Patient/p1", "," + value)).text("findings");
    }

    @Test
    void componentsAndNotesAreLinesBelowTheirObservation() throws Exception {
        assertThat(finding("'component':[{'code':{'text':'Systolic'},'valueInteger':120},{'code':{'text':'Diastolic'},"
                        + "'valueInteger':80}],'note':[{'text':'sitting'}]"))
                .isEqualTo("Hemoglobin\n  Systolic: 120\n  Diastolic: 80\n  sitting");
    }

    @Test
    void aReportEnteredInErrorStatesNothing() throws Exception {
        MedicalRecord record = one(bundle(
                PATIENT,
                report(",'conclusion':'Fracture.'").replace("'status':'final'", "'status':'entered-in-error'")));
        assertThat(record.text("report_status")).isEqualTo("enteredInError");
        assertThat(record.text("impression")).isNull();
        assertThat(record.text("record_id")).isEqualTo("fhir:DiagnosticReport:p1/r1");
        assertThat(record.text("patient_id")).isEqualTo("4711");
    }

    @Test
    void aConditionThatThePatientDoesNotHaveIsNoDiagnosis() throws Exception {
        String condition = "{'resourceType':'Condition','id':'c1','subject':{'reference':'Patient/p1'},"
                + "'verificationStatus':{'coding':[{'code':'%s'}]},'code':{'text':'Asthma'}}";
        assertThat(one(condition.formatted("confirmed")).text("diagnosis")).isEqualTo("Asthma");
        assertThat(one(condition.formatted("provisional")).text("diagnosis")).isEqualTo("Asthma (provisional)");
        MedicalRecord refuted = one(condition.formatted("refuted"));
        assertThat(refuted.text("diagnosis")).isNull();
        assertThat(refuted.text("findings")).isEqualTo("Condition: Asthma (refuted)");
    }

    @Test
    void anUnknownModifierExtensionRejectsItsResource() throws Exception {
        Conversion read = read(
                bundle(PATIENT, report(",'modifierExtension':[{'url':'http://a.example/not','valueBoolean':true}]")));
        assertThat(read.records()).isEmpty();
        assertThat(read.rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.place()).isEqualTo("entry[1].modifierExtension");
            assertThat(reject.reason().code()).isEqualTo("NOT_FHIR");
        });
    }

    @Test
    void aStudyGivesItsUidsCountsAndAccessionNumber() throws Exception {
        String study = "{'resourceType':'ImagingStudy','id':'s1','status':'available','identifier':["
                + "{'system':'urn:dicom:uid','value':'urn:oid:1.2.3.4'},{'type':{'coding':[{'code':'ACSN'}]},"
                + "'value':'A77'}],'subject':{'reference':'Patient/p1'},'started':'2024-02-03',"
                + "'modality':[{'system':'http://dicom.nema.org/resources/ontology/DCM','code':'CT'}],"
                + "'description':'CT Chest','numberOfSeries':1,'series':[{'uid':'1.2.3.4.5','numberOfInstances':60,"
                + "'bodySite':{'display':'Chest'}}]}";
        Conversion read = read(bundle(PATIENT, study, report(",'imagingStudy':[{'reference':'ImagingStudy/s1'}]")));
        assertThat(read.records()).hasSize(2);
        for (SourceRecord one : read.records()) {
            MedicalRecord record = one.record();
            assertThat(record.text("study_uid")).isEqualTo("1.2.3.4");
            assertThat(record.text("accession_number")).isEqualTo("A77");
            assertThat(record.text("modality")).isEqualTo("CT");
            assertThat(record.text("body_part")).isEqualTo("Chest");
            assertThat(record.get("study_series").text()).isEqualTo("1");
            assertThat(record.get("study_instances").text()).isEqualTo("60");
        }
        assertThat(read.records().get(0).record().text("series_uid")).isEqualTo("1.2.3.4.5");
        assertThat(read.records().get(1).record().text("report_status")).isEqualTo("final");
    }

    @Test
    void anOrderIsPartOfItsReportOrARecordOfItsOwn() throws Exception {
        String order = "{'resourceType':'ServiceRequest','id':'q1','status':'on-hold','intent':'order','identifier':["
                + "{'system':'http://a.example','value':'ORD-9'}],'subject':{'reference':'Patient/p1'},"
                + "'authoredOn':'2024-02-01','reasonCode':[{'text':'cough'}],'requester':{'display':'Dr. Ann Poe'}}";
        assertThat(one(order).text("source_type")).isEqualTo("ServiceRequest");
        MedicalRecord record = one(bundle(PATIENT, order, report(",'basedOn':[{'reference':'ServiceRequest/q1'}]")));
        assertThat(record.text("source_type")).isEqualTo("DiagnosticReport");
        assertThat(record.text("order_status")).isEqualTo("onHold");
        assertThat(record.text("order_ids")).isEqualTo("[\"ORD-9\"]");
        assertThat(record.text("order_date")).isEqualTo("2024-02-01");
        assertThat(record.text("indication")).isEqualTo("cough");
        assertThat(record.text("physician_name")).isEqualTo("Ann Poe");
    }

    @Test
    void anotherPatientsResultIsARecordOfItsOwn() throws Exception {
        Conversion read = read(bundle(
                PATIENT,
                PATIENT.replace("p1", "p2").replace("4711", "4712"),
                report(",'result':[{'reference':'Observation/o1'},{'reference':'Observation/o2'}]"),
                observation("o1", "Patient/p1", ""),
                observation("o2", "Patient/p2", "")));
        assertThat(read.records())
                .extracting(one -> one.record().text("patient_id"))
                .containsExactly("4711", "4712");
        assertThat(new String(read.records().get(0).message(), StandardCharsets.UTF_8))
                .doesNotContain("4712");
        assertThat(new String(read.records().get(1).message(), StandardCharsets.UTF_8))
                .doesNotContain("4711");
    }

    @Test
    void referencesAreResolvedInEveryForm() throws Exception {
        String entry = "{'resourceType':'Bundle','type':'transaction','entry':[{'fullUrl':'%s','resource':" + PATIENT
                + "},{'fullUrl':'http://a.example/fhir/DiagnosticReport/r1','resource':"
                + report("").replace("Patient/p1", "%s") + "}]}";
        for (String[] urls : new String[][] {
            {"urn:uuid:6f7c9a10-0000-4000-8000-000000000001", "urn:uuid:6f7c9a10-0000-4000-8000-000000000001"},
            {"http://a.example/fhir/Patient/p1", "http://a.example/fhir/Patient/p1"},
            {"http://a.example/fhir/Patient/p1", "http://a.example/fhir/Patient/p1/_history/3"},
            {"http://a.example/fhir/Patient/p1", "Patient/p1"},
            {"http://a.example/fhir/Patient/p1", "Patient?identifier=http://a.example|4711"}
        }) {
            assertThat(one(entry.formatted(urls[0], urls[1])).text("patient_id"))
                    .isEqualTo("4711");
        }
        assertThat(read(entry.formatted("http://b.example/fhir/Patient/p1", "http://a.example/fhir/Patient/p1"))
                        .records())
                .as("a patient of another server")
                .extracting(record -> record.record().text("patient_id"))
                .containsExactly("4711", "Patient/p1");
        assertThat(one(report(",'contained':[" + PATIENT + "]").replace("Patient/p1", "#p1"))
                        .text("patient_id"))
                .isEqualTo("4711");
    }

    @Test
    void aLogicalReferenceIsResolvedByIdentifier() throws Exception {
        String logical = report("")
                .replace("'reference':'Patient/p1'", "'identifier':{'system':'http://a.example','value':'4711'}");
        assertThat(one(bundle(PATIENT, logical)).text("patient_name")).isEqualTo("DONALD D DUCK");
        assertThat(one(logical).text("patient_id")).isEqualTo("4711");
    }

    @Test
    void anUnresolvedPatientIsKnownByTheReferenceWhichIsNeverTakenForARecordNumber() throws Exception {
        assertThat(one(report("")).text("patient_id")).isEqualTo("Patient/p1");
        String uuid = "6f7c9a10-0000-4000-8000-000000000001";
        assertThat(one(report("").replace("Patient/p1", "urn:uuid:" + uuid)).text("patient_id"))
                .isEqualTo(uuid);
    }

    @Test
    void ndjsonIsReadLineByLineAcrossWhichReferencesAreResolved() throws Exception {
        String lines = json(PATIENT) + "\n" + json(observation("o1", "Patient/p1", "")) + "\r\n\n{'bad\n"
                + json(observation("o2", "Patient/p1", "")) + "\n";
        Conversion read = Fhir.READER.read(bytes(lines));
        assertThat(read.records()).extracting(SourceRecord::place).containsExactly("line[2]", "line[5]");
        assertThat(read.records())
                .allSatisfy(one -> assertThat(one.record().text("patient_id")).isEqualTo("4711"));
        assertThat(read.rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.place()).isEqualTo("line[4]");
            assertThat(reject.message()).isEqualTo(bytes("{'bad"));
        });
    }

    @Test
    void theSectionsOfADocumentAreTheReport() throws Exception {
        MedicalRecord record = one(bundle(
                PATIENT,
                "{'resourceType':'Composition','id':'d1','status':'final','subject':{'reference':'Patient/p1'},"
                        + "'section':[{'title':'Findings','text':{'div':'<div>No <b>mass</b>.</div>'}}]}"));
        assertThat(record.text("report")).isEqualTo("No mass.");
    }

    @Test
    void partsOfOtherMessagesMayBeLinesOfOneMessage() throws Exception {
        Conversion read = read(bundle(PATIENT, report(""), observation("o1", "Patient/p1", "")));
        String lines = new String(read.records().get(0).message(), StandardCharsets.UTF_8)
                + '\n'
                + new String(read.records().get(1).message(), StandardCharsets.UTF_8);
        assertThat(Fhir.READER.read(bytes(lines)).records()).hasSize(2);
    }

    @Test
    void aByteOrderMarkIsNoObstacle() throws Exception {
        assertThat(Fhir.READER.read(bytes("\uFEFF" + json(report("")))).records())
                .hasSize(1);
    }

    @Test
    void onlyTheNewestVersionOfAHistoryIsARecord() throws Exception {
        String history = "{'resourceType':'Bundle','type':'history','entry':[{'resource':"
                + report(",'meta':{'versionId':'2'},'conclusion':'new'") + "},{'resource':"
                + report(",'meta':{'versionId':'1'},'conclusion':'old'") + "},{'request':{'method':'DELETE'}}]}";
        Conversion read = read(history);
        assertThat(read.records())
                .singleElement()
                .satisfies(one -> assertThat(one.record().text("impression")).isEqualTo("new"));
        assertThat(read.dropped()).containsEntry("DiagnosticReport[older]", 1).containsEntry("Bundle.entry", 1);
    }

    @Test
    void aCorrectionHasTheSameRecordId() throws Exception {
        String first = one(bundle(PATIENT, report(",'meta':{'versionId':'1'}"))).text("record_id");
        assertThat(one(report(",'meta':{'versionId':'2'}").replace("'final'", "'amended'"))
                        .text("record_id"))
                .isEqualTo(first);
    }

    @Test
    void twoRecordsOfAMessageNeverHaveTheSameId() throws Exception {
        String shared = ",'identifier':[{'system':'http://a.example','value':'F1'}]";
        Conversion read = read(bundle(PATIENT, report(shared), report(shared).replace("'r1'", "'r2'")));
        assertThat(read.records())
                .extracting(one -> one.record().text("record_id"))
                .containsExactly(
                        "fhir:DiagnosticReport:http://a.example|F1:36643-5",
                        "fhir:DiagnosticReport:http://a.example|F1:36643-5:2");
        for (SourceRecord one : read.records()) {
            assertThat(Fhir.READER.read(one.message()).records())
                    .singleElement()
                    .satisfies(again -> assertThat(again.record()).isEqualTo(one.record()));
        }
    }

    @Test
    void aPatientWithoutAnyOtherRecordIsARecord() throws Exception {
        MedicalRecord record = one(bundle(PATIENT));
        assertThat(record.text("record_id")).isEqualTo("fhir:Patient:4711");
        assertThat(record.text("source_type")).isEqualTo("Patient");
    }

    @Test
    void aPatientWhoReplacesAnotherIsARecordWithThePriorId() throws Exception {
        String old = PATIENT.replace("p1", "p0").replace("4711", "4700").replace("'D'", "'DON'");
        String merged =
                PATIENT.replace("'gender'", "'link':[{'type':'replaces','other':{'reference':'Patient/p0'}}],'gender'");
        Conversion read = read(bundle(old, merged, report("")));
        assertThat(read.records())
                .extracting(one -> one.record().text("source_type"))
                .containsExactly("Patient", "DiagnosticReport");
        assertThat(read.records().get(0).record().text("patient_id")).isEqualTo("4711");
        assertThat(read.records().get(0).record().text("prior_patient_id")).isEqualTo("4700");
        assertThat(read.records().get(1).record().text("prior_patient_id")).isNull();
    }

    @Test
    void aBundleOfOrganizationsAndStaffHasNoRecord() {
        assertReject(
                bundle("{'resourceType':'Organization','name':'A'}", "{'resourceType':'Practitioner'}"),
                "NO_RECORD",
                "entry");
        assertReject("{'resourceType':'Bundle','type':'collection'}", "NO_RECORD", "entry");
    }

    @Test
    void whatIsNotFhirIsRejectedWithoutItsContent() {
        assertReject("", "EMPTY_MESSAGE", null);
        assertReject("MSH|^~", "NOT_FHIR", null);
        assertReject("[1,2]", "NOT_FHIR", null);
        assertReject("{'a':1}", "NOT_FHIR", "resourceType");
        assertReject("{'resourceType':'Donald Duck'}", "NOT_FHIR", "resourceType");
        assertReject("{'resourceType':'Patient','id':'1','id':'2'}", "DUPLICATE_FIELD", null);
        assertReject("{'resourceType':'Patient','name':" + "[".repeat(70) + "]".repeat(70) + "}", "TOO_DEEP", null);
        assertThat(reject(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'})
                        .reason()
                        .code())
                .isEqualTo("UNKNOWN_ENCODING");
        assertThat(reject("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE))
                        .reason()
                        .code())
                .isEqualTo("UNKNOWN_ENCODING");
    }

    private static void assertReject(String quoted, String code, String field) {
        RecordFormatException reject = reject(bytes(json(quoted)));
        assertThat(reject.reason().code()).isEqualTo(code);
        assertThat(reject.field()).isEqualTo(field);
        assertThat(reject.getMessage()).doesNotContain("Duck");
    }

    private static RecordFormatException reject(byte[] message) {
        try {
            Fhir.READER.read(message);
        } catch (RecordFormatException e) {
            return e;
        }
        throw new AssertionError("was read");
    }

    @Test
    void anEntryThatIsNoResourceIsRejectedByItself() throws Exception {
        Conversion read = read(bundle(PATIENT, "{'resourceType':'Duck','name':'Donald'}", report("")));
        assertThat(read.records()).hasSize(1);
        assertThat(read.rejects()).extracting(one -> one.place()).containsExactly("entry[1]");
    }

    @Test
    void whatIsLeftOutIsCountedByPathWithoutText() throws Exception {
        Conversion read = read(bundle(
                PATIENT.replace(
                        "'gender'",
                        "'text':{'div':'<div>Donald</div>'},'photo':[{'url':'x'},{'url':'y'}],"
                                + "'extension':[{'url':'http://duck.example/Donald','valueString':'x'}],"
                                + "'_birthDate':{'extension':[{'url':'t','valueDateTime':'1960-03-01T01:00:00Z'}]},"
                                + "'Donald':1,'contact':[{'gender':'male','name':{'family':'POE'}}],'gender'"),
                "{'resourceType':'Claim','id':'1'}",
                report("")));
        assertThat(read.dropped())
                .containsEntry("Patient.text.div", 1)
                .containsEntry("Patient.photo", 2)
                .containsEntry("Patient.extension", 1)
                .containsEntry("Patient._birthDate", 1)
                .containsEntry("Patient.unknown", 1)
                .containsEntry("Patient.contact.gender", 1)
                .containsEntry("Claim", 1);
        assertThat(read.dropped().keySet()).noneMatch(path -> path.contains("Donald"));
        MedicalRecord record = read.records().get(0).record();
        assertThat(record.text("source_dropped"))
                .contains("\"Patient.photo\":2")
                .doesNotContain("Claim");
        assertThat(record.text("related_names")).isEqualTo("[\"POE\"]");
    }

    @Test
    void relativesAndCoveragesOfThePatientBelongToTheRecord() throws Exception {
        MedicalRecord record = one(bundle(
                PATIENT,
                report(""),
                "{'resourceType':'RelatedPerson','patient':{'reference':'Patient/p1'},'name':[{'text':'Mrs. Della Duck'}]}",
                "{'resourceType':'Coverage','subscriberId':'INS-1','beneficiary':{'reference':'Patient/p1'}}",
                "{'resourceType':'Account','identifier':[{'value':'ACC-1'}],'subject':[{'reference':'Patient/p1'}]}"));
        assertThat(record.text("related_names")).isEqualTo("[\"Della Duck\"]");
        assertThat(record.text("insurance_id")).isEqualTo("INS-1");
        assertThat(record.text("account_id")).isEqualTo("ACC-1");
    }

    @Test
    void groupsOfObservationsTakeTheirMembersEvenInACircle() throws Exception {
        Conversion read = read(bundle(
                observation("o1", "Patient/p1", ",'hasMember':[{'reference':'Observation/o2'}]"),
                observation("o2", "Patient/p1", ",'hasMember':[{'reference':'Observation/o1'}]"),
                observation("o3", "Patient/p1", "")));
        assertThat(read.records()).extracting(SourceRecord::place).containsExactly("entry[0]", "entry[2]");
    }

    @Test
    void theFirstRecordOfASingleResourceKeepsItsBytes() throws Exception {
        byte[] message = bytes("  " + json(report("")));
        assertThat(Fhir.READER.read(message).records())
                .singleElement()
                .satisfies(one -> assertThat(one.message()).isEqualTo(message));
    }

    @Test
    void nothingPrintsAValue() throws Exception {
        Conversion read = read(bundle(PATIENT, report("")));
        assertThat(List.of(read.toString(), read.records().toString())).noneMatch(text -> text.contains("DUCK"));
    }
}
