package dev.sigilo.formats.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.formats.Conversion;
import dev.sigilo.records.RecordFormatException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages that are made to take much time or memory get their answer in bounded time. */
@Timeout(30)
class FhirBombsTest {
    private static final String PATIENT = "{'resourceType':'Patient','id':'p1','identifier':[{'value':'1'}]}";

    private static String many(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(","));
    }

    private static String answer(String quoted) {
        try {
            Conversion read = Fhir.read(quoted);
            return read.records().size() + " records";
        } catch (RecordFormatException e) {
            return e.reason().code();
        }
    }

    private static String bundle(String entries) {
        return "{'resourceType':'Bundle','type':'collection','entry':[" + entries + "]}";
    }

    @Test
    void aHundredThousandEntries() {
        assertThat(answer(bundle(many(100_000, i -> "{'resource':{'resourceType':'Observation','id':'" + i + "'}}"))))
                .isEqualTo("TOO_MANY_RECORDS");
        assertThat(answer(bundle(many(100_000, i -> "{'resource':{'resourceType':'Location'}}"))))
                .isEqualTo("NO_RECORD");
        assertThat(answer(bundle(many(100_000, i -> "{}")))).isEqualTo("NO_RECORD");
    }

    @Test
    void aMillionValues() {
        assertThat(answer("{'resourceType':'Patient','name':[" + many(1_000_000, i -> "{}") + "]}"))
                .isEqualTo("TOO_LARGE");
    }

    @Test
    void aHundredThousandNames() {
        assertThat(answer("{'resourceType':'Patient','id':'1','name':[" + many(100_000, i -> "{'family':'N" + i + "'}")
                        + "]}"))
                .isEqualTo("1 records");
    }

    @Test
    void aHundredThousandMembersOfAnObject() {
        assertThat(answer("{'resourceType':'Patient','id':'1'," + many(100_000, i -> "'n" + i + "':1") + "}"))
                .isEqualTo("1 records");
    }

    @Test
    void manyRecordsThatShareALargePatient() {
        String large = PATIENT.replace("'id'", "'address':[{'text':'" + "x".repeat(1_000_000) + "'}],'id'");
        assertThat(answer(bundle("{'resource':" + large + "},"
                        + many(
                                4_000,
                                i -> "{'resource':{'resourceType':'Observation'," + "'id':'" + i
                                        + "','subject':{'reference':'Patient/p1'}}}"))))
                .isEqualTo("TOO_LARGE");
    }

    @Test
    void containedResourcesThatReferToEachOther() {
        int count = 20_000;
        assertThat(answer("{'resourceType':'Observation','id':'1','contained':["
                        + many(
                                count,
                                i -> "{'resourceType':'Organization','id':'" + i + "','partOf':{'reference':'#"
                                        + (i + 1) % count + "'}}")
                        + "],'performer':[" + many(count, i -> "{'reference':'#" + i + "'}") + "]}"))
                .isEqualTo("1 records");
    }

    @Test
    void referencesInACircle() {
        assertThat(answer(bundle(many(
                        4_000,
                        i -> "{'resource':{'resourceType':'Observation','id':'" + i
                                + "','hasMember':[{'reference':'Observation/" + (i + 1) % 4_000 + "'}]}}"))))
                .endsWith(" records");
    }

    @Test
    void extensionsWithAHundredThousandTexts() {
        assertThat(answer("{'resourceType':'Patient','id':'1','extension':[{'url':'us-core-race','extension':["
                        + many(100_000, i -> "{'url':'text','valueString':'" + i + "'}") + "]}]}"))
                .isEqualTo("1 records");
    }

    @Test
    void textsThatTakeLongToSearch() {
        for (String text : new String[] {"Dr. ", "<a", "<!--", "&", "&#", "<script>", "T", "<"}) {
            String repeated = text.repeat(200_000);
            assertThat(answer("{'resourceType':'Observation','id':'1','status':'final','issued':'2024-01-01" + repeated
                            + "','performer':[{'display':'" + repeated + "'}],'valueString':'" + repeated + "'}"))
                    .isEqualTo("1 records");
            assertThat(HtmlText.of(repeated)).isNotNull();
        }
    }

    @Test
    void base64ThatIsLargeOrNotBase64() {
        assertThat(answer(
                        "{'resourceType':'DiagnosticReport','id':'1','presentedForm':[{'contentType':'text/plain','data':'"
                                + "QUFB".repeat(1_000_000) + "'},{'contentType':'text/plain','data':'=A'}]}"))
                .isEqualTo("1 records");
    }

    @Test
    void aNumberWithManyDigits() {
        assertThat(answer("{'resourceType':'Observation','valueInteger':" + "9".repeat(500) + "}"))
                .isEqualTo("NOT_FHIR");
    }

    @Test
    void aHundredThousandLines() throws Exception {
        String lines = "{\"resourceType\":\"Location\"}\n".repeat(100_000) + Fhir.json(PATIENT) + "\n";
        assertThat(Fhir.READER.read(Fhir.bytes(lines)).records()).hasSize(1);
    }
}
