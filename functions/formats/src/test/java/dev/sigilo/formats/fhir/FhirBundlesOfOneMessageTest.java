package dev.sigilo.formats.fhir;

import static dev.sigilo.formats.fhir.Fhir.bundle;
import static dev.sigilo.formats.fhir.Fhir.json;
import static dev.sigilo.formats.fhir.Fhir.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.formats.Conversion;
import dev.sigilo.formats.SourceRecord;
import dev.sigilo.records.MedicalRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Several bundles in one message may use the same ids for different patients and reports. */
class FhirBundlesOfOneMessageTest {
    private static final String VERSION = ",'meta':{'versionId':'%s'}";
    private static final String UPDATED = ",'meta':{'lastUpdated':'%s'}";

    private static String patient(String number, String family) {
        return patient(number, family, "");
    }

    private static String patient(String number, String family, String more) {
        return "{'resourceType':'Patient','id':'p1','identifier':[{'system':'http://a.example','value':'" + number
                + "'}],'name':[{'family':'" + family + "'}]" + more + "}";
    }

    private static String report(String conclusion, String more) {
        return "{'resourceType':'DiagnosticReport','id':'r1','status':'final','subject':{'reference':'Patient/p1'},"
                + "'conclusion':'" + conclusion + "'" + more + "}";
    }

    private static String withUrls(String bundle) {
        return bundle.replace(
                        "{'resource':{'resourceType':'Patient'",
                        "{'fullUrl':'http://x.example/Patient/p1','resource':{'resourceType':'Patient'")
                .replace(
                        "{'resource':{'resourceType':'DiagnosticReport'",
                        "{'fullUrl':'http://x.example/DiagnosticReport/r1','resource':{'resourceType':'DiagnosticReport'");
    }

    private static Map<String, String> conclusions(Conversion read) {
        Map<String, String> found = new TreeMap<>();
        for (SourceRecord one : read.records()) {
            MedicalRecord record = one.record();
            found.merge(
                    record.text("patient_id") + ' ' + record.text("patient_name"),
                    String.valueOf(record.text("impression")),
                    (first, second) -> first + '|' + second);
        }
        return found;
    }

    private static void assertPartsGiveTheirRecordsAgain(Conversion read) throws Exception {
        assertThat(read.records().stream()
                        .map(one -> one.record().text("record_id"))
                        .collect(Collectors.toSet()))
                .hasSameSizeAs(read.records());
        for (SourceRecord one : read.records()) {
            Conversion again = Fhir.READER.read(one.message());
            assertThat(again.rejects()).isEmpty();
            assertThat(again.records()).singleElement().satisfies(same -> {
                assertThat(same.record().json()).isEqualTo(one.record().json());
                assertThat(same.message()).isEqualTo(one.message());
            });
        }
    }

    @Test
    void eachReportBelongsToThePatientOfItsOwnBundle() throws Exception {
        for (String[] metas : new String[][] {
            {"", ""},
            {VERSION.formatted("1"), VERSION.formatted("2")},
            {UPDATED.formatted("2024-01-01T00:00:00Z"), UPDATED.formatted("2024-01-02T00:00:00Z")}
        }) {
            String alice = patient("4711", "ALICE", metas[0]);
            String bob = patient("4712", "BOB", metas[1]);
            String aliceReport = report("No mass.", metas[0]);
            String bobReport = report("Fracture.", metas[1]);
            for (String message : List.of(
                    bundle(alice, aliceReport) + '\n' + bundle(bob, bobReport),
                    bundle(bobReport, bob) + '\n' + bundle(aliceReport, alice),
                    bundle(bundle(alice, aliceReport), bundle(bob, bobReport)),
                    bundle(alice, bundle(bob, bobReport), aliceReport),
                    bundle(bundle(alice, aliceReport), bob, bobReport))) {
                for (String one : List.of(message, withUrls(message))) {
                    Conversion read = read(one);
                    assertThat(read.rejects()).isEmpty();
                    assertThat(conclusions(read)).isEqualTo(Map.of("4711 ALICE", "No mass.", "4712 BOB", "Fracture."));
                    assertThat(read.dropped()).isEmpty();
                    assertPartsGiveTheirRecordsAgain(read);
                }
            }
        }
    }

    @Test
    void theSameReportTextOfTwoPatientsIsTwoRecords() throws Exception {
        Conversion read = read(bundle(patient("4711", "ALICE"), report("Normal.", ""))
                + '\n'
                + bundle(patient("4712", "BOB"), report("Normal.", "")));
        assertThat(conclusions(read)).isEqualTo(Map.of("4711 ALICE", "Normal.", "4712 BOB", "Normal."));
        assertPartsGiveTheirRecordsAgain(read);
    }

    @Test
    void aReportThatMayBelongToEitherOfTwoPatientsIsRejectedWithItsPlace() throws Exception {
        String lines = bundle(patient("4711", "ALICE"), report("No mass.", ""))
                + '\n'
                + bundle(patient("4712", "BOB"), report("Fracture.", ""))
                + '\n'
                + report("Whose?", "").replace("'r1'", "'r9'");
        for (String message : List.of(lines, lines + '\n' + patient("4713", "CAROL"))) {
            Conversion read = read(message);
            assertThat(conclusions(read))
                    .containsEntry("4711 ALICE", "No mass.")
                    .containsEntry("4712 BOB", "Fracture.");
            assertThat(read.records()).noneMatch(one -> one.record().json().contains("Whose?"));
            assertThat(read.rejects()).singleElement().satisfies(reject -> {
                assertThat(reject.place()).isEqualTo("line[3].subject");
                assertThat(reject.reason().code()).isEqualTo("NOT_FHIR");
                assertThat(new String(reject.message(), StandardCharsets.UTF_8))
                        .isEqualTo(json(report("Whose?", "").replace("'r1'", "'r9'")));
            });
            assertThat(read.dropped()).doesNotContainKey("DiagnosticReport");
        }
    }

    @Test
    void twoPatientsUnderOneIdInOneBundleHaveNoReports() throws Exception {
        for (String meta : List.of("", VERSION.formatted("2"))) {
            Conversion read =
                    read(bundle(patient("4711", "ALICE", ""), patient("4712", "BOB", meta), report("Whose?", "")));
            assertThat(conclusions(read).keySet()).containsExactly("4711 ALICE", "4712 BOB");
            assertThat(read.rejects()).extracting(reject -> reject.place()).containsExactly("entry[2].subject");
        }
    }

    @Test
    void resultsOfARejectedReportAreRejectedThemselves() throws Exception {
        String result = "{'resourceType':'Observation','id':'o1','status':'final','subject':{'reference':'Patient/p1'},"
                + "'code':{'text':'Hb'},'valueInteger':1}";
        Conversion read = read(bundle(
                patient("4711", "ALICE"),
                patient("4712", "BOB"),
                report("Whose?", ",'result':[{'reference':'Observation/o1'}]"),
                result));
        assertThat(read.rejects())
                .extracting(reject -> reject.place())
                .containsExactly("entry[2].subject", "entry[3].subject");
    }

    @Test
    void anUncertainPriorPatientIsNeverMerged() throws Exception {
        String merge = patient("4720", "DORA", ",'link':[{'type':'replaces','other':{'reference':'Patient/p1'}}]")
                .replace("'p1','identifier'", "'p2','identifier'");
        Conversion read = read(bundle(patient("4711", "ALICE"), patient("4712", "BOB"), merge));
        assertThat(read.rejects()).extracting(reject -> reject.place()).containsExactly("entry[2].other");
        assertThat(read.records()).noneMatch(one -> one.record().text("prior_patient_id") != null);
    }

    @Test
    void onlyAnExplicitLaterVersionAboutTheSamePatientReplacesAnother() throws Exception {
        String alice = patient("4711", "ALICE");
        String first = VERSION.formatted("9");
        assertThat(impressions(
                        bundle(alice, report("old", first)), bundle(alice, report("new", VERSION.formatted("10")))))
                .containsExactly("new");
        assertThat(impressions(
                        bundle(alice, report("new", VERSION.formatted("10"))), bundle(alice, report("old", first))))
                .containsExactly("new");
        assertThat(impressions(
                        bundle(alice, report("old", UPDATED.formatted("2024-01-01T23:30:00-08:00"))),
                        bundle(alice, report("new", UPDATED.formatted("2024-01-02T08:00:00Z")))))
                .as("instants, not texts")
                .containsExactly("new");
        assertThat(impressions(bundle(alice, report("a", "")), bundle(alice, report("b", ""))))
                .containsExactly("a", "b");
        assertThat(impressions(bundle(alice, report("a", first)), bundle(alice, report("b", first))))
                .containsExactly("a", "b");
        assertThat(impressions(bundle(alice, report("a", first)), bundle(alice, report("b", ""))))
                .containsExactly("a", "b");
        assertThat(impressions(
                        bundle(alice, report("a", ",'meta':{'versionId':'1','lastUpdated':'2024-01-02T00:00:00Z'}")),
                        bundle(alice, report("b", ",'meta':{'versionId':'2','lastUpdated':'2024-01-01T00:00:00Z'}"))))
                .as("version and time contradict each other")
                .containsExactly("a", "b");
        assertThat(impressions(
                        bundle(alice, report("a", VERSION.formatted("1"))),
                        bundle(patient("4712", "BOB"), report("b", VERSION.formatted("2")))))
                .containsExactly("a", "b");
    }

    private static List<String> impressions(String... lines) throws Exception {
        Conversion read = read(String.join("\n", lines));
        assertThat(read.rejects()).isEmpty();
        assertPartsGiveTheirRecordsAgain(read);
        return read.records().stream()
                .map(one -> one.record().text("impression"))
                .collect(Collectors.toList());
    }

    @Test
    void whatIsRepeatedWordForWordIsOneRecordAndCounted() throws Exception {
        String line = bundle(patient("4711", "ALICE"), report("No mass.", ""));
        Conversion read = read(line + '\n' + line);
        assertThat(conclusions(read)).isEqualTo(Map.of("4711 ALICE", "No mass."));
        assertThat(read.dropped()).isEqualTo(Map.of("DiagnosticReport[repeated]", 1, "Patient[repeated]", 1));
    }

    @Test
    void aPatientIsFoundInTheMessageIfTheOwnBundleHasNone() throws Exception {
        Conversion read = read(patient("4711", "ALICE")
                + '\n'
                + bundle(report("No mass.", ""))
                + '\n'
                + bundle(patient("4711", "ALICE"), report("Cleared.", "").replace("r1", "r2")));
        assertThat(read.rejects()).isEmpty();
        assertThat(conclusions(read)).isEqualTo(Map.of("4711 ALICE", "No mass.|Cleared."));
        assertPartsGiveTheirRecordsAgain(read);
    }

    @Test
    void bundlesInOneMessageGiveTheRecordsThatTheyGiveByThemselves() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            List<String> lines = List.of(marked(seed, "A"), marked(seed + 1, "B"), marked(seed + 2, "C"));
            List<String> alone = new ArrayList<>();
            for (String line : lines) {
                alone.addAll(ofKnownPatients(Fhir.READER.read(Fhir.bytes(line))));
            }
            Conversion together = Fhir.READER.read(Fhir.bytes(String.join("\n", lines)));
            assertThat(ofKnownPatients(together)).as("seed %s", seed).containsAll(alone);
            Conversion nested = read(bundle(lines.toArray(new String[0])));
            assertThat(ofKnownPatients(nested)).as("nested, seed %s", seed).containsAll(alone);
        }
    }

    /** A bundle whose people have a letter of their own, and the same ids as those of other bundles. */
    private static String marked(int seed, String letter) {
        return FhirBundles.of(seed)
                .replaceAll("(FAM|MRN|REL|Dr\\. Who)(\\d)", "$1" + letter + "$2")
                .replaceAll("\"conclusion\":\"", "$0" + letter);
    }

    /**
     * The records, without ids, which depend on what else the message contains; and without patients, who are records
     * only if no other record contains them.
     */
    private static List<String> ofKnownPatients(Conversion read) {
        return read.records().stream()
                .filter(one -> one.record().text("patient_name") != null
                        && !one.record().text("source_type").equals("Patient"))
                .map(one -> one.record()
                        .json()
                        .replace(one.record().text("record_id"), one.record().text("source_type")))
                .collect(Collectors.toList());
    }
}
