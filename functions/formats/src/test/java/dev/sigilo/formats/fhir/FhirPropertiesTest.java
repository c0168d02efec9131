package dev.sigilo.formats.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.formats.Conversion;
import dev.sigilo.formats.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FhirPropertiesTest {
    private static final int BUNDLES = 400;
    /** Fields with identifiers, which the policies treat as such. */
    private static final Set<String> IDENTIFYING = Set.of(
            "record_id",
            "accession_number",
            "study_uid",
            "series_uid",
            "instance_uid",
            "patient_id",
            "patient_name",
            "birth_date",
            "death_date",
            "phone",
            "email",
            "address",
            "city",
            "postal_code",
            "country",
            "insurance_id",
            "national_id",
            "physician_name",
            "physician_id",
            "facility",
            "device_id",
            "visit_id",
            "account_id",
            "prior_patient_id",
            "staff_names",
            "related_names",
            "other_names",
            "order_ids",
            "other_ids",
            "other_phones",
            "other_emails",
            "other_addresses",
            "organizations",
            "device_ids");

    @Test
    void readingARecordsPartGivesThisRecordAgain() throws Exception {
        for (int seed = 0; seed < BUNDLES; seed++) {
            for (SourceRecord one :
                    Fhir.READER.read(Fhir.bytes(FhirBundles.of(seed))).records()) {
                Conversion again = Fhir.READER.read(one.message());
                assertThat(again.records()).as("seed %s %s", seed, one.place()).hasSize(1);
                assertThat(again.records().get(0).record().json())
                        .as("seed %s %s", seed, one.place())
                        .isEqualTo(one.record().json());
                assertThat(again.records().get(0).message()).isEqualTo(one.message());
            }
        }
    }

    @Test
    void everyClinicalResourceIsInSomeRecordAndEachRecordHasItsOwnId() throws Exception {
        Pattern ids = Pattern.compile("\"id\":\"((?:obs|rep|con|enc|ord)[0-9-]+)\"");
        for (int seed = 0; seed < BUNDLES; seed++) {
            String bundle = FhirBundles.of(seed);
            Conversion read = Fhir.READER.read(Fhir.bytes(bundle));
            assertThat(read.rejects()).isEmpty();
            Set<String> recordIds = new HashSet<>();
            StringBuilder parts = new StringBuilder();
            for (SourceRecord one : read.records()) {
                assertThat(recordIds.add(one.record().text("record_id")))
                        .as("seed %s", seed)
                        .isTrue();
                parts.append(new String(one.message(), StandardCharsets.UTF_8));
            }
            Matcher id = ids.matcher(bundle);
            while (id.find()) {
                assertThat(parts).as("seed %s", seed).contains("\"id\":\"" + id.group(1) + "\"");
            }
        }
    }

    @Test
    void noRecordContainsAnythingOfAnotherPatient() throws Exception {
        for (int seed = 0; seed < BUNDLES; seed++) {
            for (SourceRecord one :
                    Fhir.READER.read(Fhir.bytes(FhirBundles.of(seed))).records()) {
                String part = new String(one.message(), StandardCharsets.UTF_8);
                Set<String> patients = new TreeSet<>();
                Matcher marks =
                        Pattern.compile("(?:Patient/pat|MRN|FAM|REL)(\\d)").matcher(part);
                while (marks.find()) {
                    patients.add(marks.group(1));
                }
                assertThat(patients).as("seed %s %s", seed, one.place()).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    /** Every string is a marker of its own; the place of each marker is where the reader put the string. */
    @Test
    void stringsOfPeopleAndPlacesAreOnlyInIdentifyingFields() throws Exception {
        Map<String, String> markers = new TreeMap<>();
        String bundle = planted(markers);
        Conversion read = Fhir.READER.read(Fhir.bytes(bundle));
        Map<String, Set<String>> places = new TreeMap<>();
        List<String> found = new ArrayList<>();
        for (SourceRecord one : read.records()) {
            one.record().fields().forEach((field, value) -> {
                Matcher marker = Pattern.compile("QZ\\d+Q").matcher(value.text());
                while (marker.find()) {
                    found.add(marker.group());
                    places.computeIfAbsent(markers.get(marker.group()), any -> new TreeSet<>())
                            .add(field);
                }
            });
        }
        assertThat(found).hasSizeGreaterThan(60);
        assertThat(read.dropped().keySet()).noneMatch(path -> path.contains("QZ"));
        places.forEach((path, fields) -> {
            boolean identifies =
                    path.matches("(Patient|Practitioner|Organization|Location|RelatedPerson|Coverage|Device"
                            + "|Account)\\..*|.*\\.(identifier|display)\\..*|.*authorString.*");
            if (identifies && !path.startsWith("Patient.extension")) {
                assertThat(IDENTIFYING).as(path).containsAll(fields);
            }
        });
        assertThat(places.get("DiagnosticReport.conclusion")).containsExactly("impression");
        assertThat(places.get("Patient.name.family")).contains("patient_name");
        assertThat(places.get("Patient.photo.title")).isNull();
        assertThat(places.get("Patient.text.div")).isNull();
        assertThat(places.get("Patient.maritalStatus.text")).isNull();
    }

    private static String planted(Map<String, String> markers) {
        String bundle = Fhir.json(String.join(
                "",
                "{'resourceType':'Bundle','type':'collection','entry':[",
                "{'resource':{'resourceType':'Patient','id':'p1','text':{'div':'*'},'identifier':[{'value':'*',",
                "'type':{'coding':[{'code':'MR'}]},'assigner':{'display':'*'}},{'value':'*'},{'system':",
                "'http://hl7.org/fhir/sid/us-ssn','value':'*'}],'name':[{'family':'*','given':['*','*'],'prefix':['*'],",
                "'suffix':['*'],'text':'*'},{'use':'old','text':'*'}],'telecom':[{'system':'phone','value':'*'},",
                "{'system':'fax','value':'*'},{'system':'email','value':'*'},{'system':'email','value':'*'}],",
                "'birthDate':'*','deceasedDateTime':'*','address':[{'text':'*','line':['*','*'],'city':'*',",
                "'district':'*','state':'*','postalCode':'*','country':'*'},{'line':['*'],'city':'*'}],",
                "'maritalStatus':{'text':'*'},'photo':[{'title':'*','data':'*'}],'contact':[{'name':{'text':'*'},",
                "'relationship':[{'text':'*'}],'telecom':[{'system':'email','value':'*'},{'value':'*'}],",
                "'address':{'line':['*']},'organization':{'display':'*'}}],'communication':[{'language':{'text':'*'}}],",
                "'generalPractitioner':[{'display':'*'}],'managingOrganization':{'display':'*'},'extension':[{'url':",
                "'http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName','valueString':'*'},{'url':",
                "'http://a.example/x','valueString':'*'}]}},",
                "{'resource':{'resourceType':'RelatedPerson','patient':{'reference':'Patient/p1'},'name':[{'family':'*'}],",
                "'identifier':[{'value':'*'}],'telecom':[{'system':'phone','value':'*'}],'address':[{'line':['*']}]}},",
                "{'resource':{'resourceType':'Coverage','beneficiary':{'reference':'Patient/p1'},'subscriberId':'*',",
                "'dependent':'*','payor':[{'display':'*'}],'policyHolder':{'display':'*'}}},",
                "{'resource':{'resourceType':'Practitioner','id':'d1','name':[{'family':'*'}],'identifier':[{'value':'*'}],",
                "'telecom':[{'system':'email','value':'*'}],'address':[{'line':['*']}]}},",
                "{'resource':{'resourceType':'Organization','id':'g1','name':'*','alias':['*'],'identifier':[{'value':'*'}],",
                "'contact':[{'name':{'text':'*'}}]}},",
                "{'resource':{'resourceType':'Location','id':'l1','name':'*','address':{'line':['*']}}},",
                "{'resource':{'resourceType':'Device','id':'v1','serialNumber':'*','identifier':[{'value':'*'}],",
                "'udiCarrier':[{'deviceIdentifier':'*','carrierHRF':'*'}]}},",
                "{'resource':{'resourceType':'Encounter','id':'e1','subject':{'reference':'Patient/p1','display':'*'},",
                "'identifier':[{'value':'*'}],'location':[{'location':{'reference':'Location/l1','display':'*'}}],",
                "'serviceProvider':{'reference':'Organization/g1'},'participant':[{'individual':{'display':'*'}}]}},",
                "{'resource':{'resourceType':'DiagnosticReport','id':'r1','status':'final','identifier':[{'value':'*'}],",
                "'subject':{'reference':'Patient/p1','display':'*'},'encounter':{'reference':'Encounter/e1'},",
                "'code':{'text':'*'},'performer':[{'reference':'Practitioner/d1','display':'*'},{'display':'*'}],",
                "'conclusion':'*','result':[{'reference':'Observation/o1'}],'basedOn':[{'identifier':{'value':'*'}}]}},",
                "{'resource':{'resourceType':'Observation','id':'o1','status':'final','subject':{'reference':'Patient/p1'},",
                "'code':{'text':'*'},'valueString':'*','device':{'reference':'Device/v1','display':'*'},",
                "'note':[{'text':'*','authorString':'*'}],'performer':[{'display':'*'}]}}]}"));
        StringBuilder planted = new StringBuilder();
        Matcher star = Pattern.compile("\"\\*\"").matcher(bundle);
        int number = 100;
        while (star.find()) {
            String marker = "QZ" + number++ + "Q";
            markers.put(marker, pathAt(bundle, star.start()));
            star.appendReplacement(planted, '"' + marker + '"');
        }
        return star.appendTail(planted).toString();
    }

    /** The path of the string at an offset: names of the open objects, without array positions. */
    private static String pathAt(String json, int offset) {
        List<String> open = new ArrayList<>();
        String type = "";
        String name = "";
        Matcher token = Pattern.compile("\"([^\"]*)\"(:?)|[{}\\[\\]]").matcher(json);
        while (token.find() && token.start() <= offset) {
            if (token.group(1) != null) {
                if (!token.group(2).isEmpty()) {
                    name = token.group(1);
                } else if (name.equals("resourceType")) {
                    type = token.group(1);
                }
            } else if (token.group().equals("{")) {
                open.add(name);
            } else if (token.group().equals("}")) {
                name = open.remove(open.size() - 1);
            }
        }
        List<String> path = new ArrayList<>(List.of(type));
        path.addAll(open.subList(Math.min(3, open.size()), open.size()));
        path.add(name);
        return String.join(".", path);
    }
}
