package dev.sigilo.formats.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sigilo.formats.Conversion;
import dev.sigilo.formats.SourceRecord;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7ReaderTest {

    @Test
    void aPatientsIdentifiersGoToTheirFields() throws RecordFormatException {
        MedicalRecord record = Hl7.one(
                Hl7.HEADER,
                "PID|1|OLD9|4711^^^HOSP^MR~123-45-6789^^^USA^SS~DL77^^^IL^DL||DUCK^DONALD^D^JR^DR~DONNY^DON^^^^^N|MOUSE^MINNIE"
                        + "|19241010|M|||111 DUCK ST^APT 3^FOWL^CA^99999^USA||5551234~^NET^Internet^d.duck@example.org"
                        + "|5559999||||ACC1");

        assertThat(record.text("patient_id")).isEqualTo("4711");
        assertThat(record.text("national_id")).isEqualTo("123-45-6789");
        assertThat(record.text("patient_name")).isEqualTo("DONALD D DUCK");
        assertThat(record.text("birth_date")).isEqualTo("1924-10-10");
        assertThat(record.text("address")).isEqualTo("111 DUCK ST");
        assertThat(record.text("city")).isEqualTo("FOWL");
        assertThat(record.text("postal_code")).isEqualTo("99999");
        assertThat(record.text("phone")).isEqualTo("5551234");
        assertThat(record.text("email")).isEqualTo("d.duck@example.org");
        assertThat(record.text("account_id")).isEqualTo("ACC1");
        assertThat(record.text("other_ids")).contains("OLD9", "DL77");
        assertThat(record.text("other_names")).contains("DON DONNY");
        assertThat(record.text("related_names")).contains("MINNIE MOUSE");
        assertThat(record.text("other_phones")).contains("5559999");
    }

    @ParameterizedTest
    @CsvSource({
        "Jansen&&Bakker&&Jansen, Anna Jansen, '[\"Anna Bakker\"]'",
        "Bakker-Jansen&&Bakker&&Jansen, Anna Bakker-Jansen, '[\"Anna Bakker\",\"Anna Jansen\"]'",
        "&&Bakker&&Jansen, Anna Bakker, '[\"Anna Jansen\"]'",
        "Bakker&&Bakker&&Bakker, Anna Bakker,"
    })
    void everyFamilyNameOfAPersonIsKnown(String family, String name, String others) throws RecordFormatException {
        MedicalRecord record = Hl7.one(
                Hl7.HEADER,
                "PID|1||4711||" + family + "^Anna",
                "OBR|1||F1|A||||||||||||7^" + family + "^Anna",
                "OBX|1|XCN|X||8^" + family + "^Anna");

        assertThat(record.text("patient_name")).isEqualTo(name);
        assertThat(record.text("other_names")).isEqualTo(others);
        assertThat(record.text("physician_name")).isEqualTo(name);
        assertThat(record.text("staff_names")).isEqualTo(others);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MSH-6 (the gene) is normal.", "MSH: none.", "MSH). Also", "MSH-(2)", "MSH--", "MSH-é"})
    void aLineOfATextThatBeginsWithMshIsNoMessage(String line) throws RecordFormatException {
        MedicalRecord record = Hl7.report("OBX|1|TX|GENES||We tested", line, "OBX|2|TX|GENES||The end.");

        assertThat(record.text("report")).isEqualTo("We tested\n" + line + "\nThe end.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MSH#^~\\&#A", "MSH#*#A", "MSH-^~\\&", "MSH$%~\\&$A", "MSH|", "MSH|A|B", "MSH|text"})
    void aMessageWithOtherDelimitersBeginsANewMessage(String header) throws RecordFormatException {
        byte[] input = Hl7.bytes(Hl7.HEADER, Hl7.PATIENT, "OBR|1||F1|A", header, "PID|1||4712");

        assertThat(MessageText.slices(input, new HashMap<>())).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'7^^^H^SS~8^^^H^PI~9^^^H^MR', 9",
        "'7^^^H^PT~8^^^H^PI', 8",
        "'7^^^H^SS~8^^^H^XX', 8",
        "'7^^^H^NNESP~8', 8",
        "8, 8"
    })
    void thePatientIdIsTheMedicalRecordNumberOrTheNextBest(String ids, String expected) throws RecordFormatException {
        assertThat(Hl7.one(Hl7.HEADER, "PID|1|1|" + ids + "||A^B").text("patient_id"))
                .isEqualTo(expected);
    }

    @Test
    void eachOrderIsARecordWithItsPatientAndOnlyItsOwnPart() throws RecordFormatException {
        Conversion conversion = Hl7.read(
                Hl7.HEADER,
                Hl7.PATIENT,
                "OBR|1||F1|A^First^L",
                "OBX|1|TX|X||one",
                "PID|2||4712^^^HOSP^MR||MOUSE^MICKEY",
                "ORC|RE||F2",
                "OBR|1||F2|B^Second^L",
                "NTE|1||two");

        assertThat(conversion.records()).extracting(SourceRecord::place).containsExactly("OBR[1]", "ORC[1]");
        assertThat(conversion.records())
                .extracting(r -> r.record().text("patient_id"))
                .containsExactly("4711", "4712");
        assertThat(conversion.records())
                .extracting(r -> r.record().text("report"))
                .containsExactly("one", "two");
        assertThat(Hl7.text(conversion.records().get(0)))
                .contains("DUCK", "one")
                .doesNotContain("MOUSE", "two");
        assertThat(Hl7.text(conversion.records().get(1)))
                .contains("MOUSE", "two")
                .doesNotContain("DUCK", "one");
        assertThat(conversion.records())
                .extracting(r -> r.record().text("record_id"))
                .containsExactly("hl7v2:HOSPITAL:F1:A", "hl7v2:HOSPITAL:F2:B");
    }

    @Test
    void theObservationsOfAPatientBelongToTheFirstOrderOnly() throws RecordFormatException {
        Conversion conversion =
                Hl7.read(Hl7.HEADER, Hl7.PATIENT, "OBX|1|NM|W^Weight||80|kg", "OBR|1||F1|A", "OBR|2||F2|B");

        assertThat(Hl7.json(conversion.records().get(0).record(), "coded_observations")
                        .findValuesAsText("value"))
                .containsExactly("80");
        assertThat(conversion.records().get(1).record().text("coded_observations"))
                .isNull();
    }

    @Test
    void aDocumentIsOneRecordWhateverOrdersItIsAbout() throws RecordFormatException {
        Conversion conversion = Hl7.read(
                Hl7.HEADER.replace("ORU^R01", "MDM^T02"),
                Hl7.PATIENT,
                "PV1|1|I",
                "ORC|RE|P1|F1",
                "OBR|1|P1|F1|A",
                "ORC|RE|P2|F2",
                "OBR|2|P2|F2|B",
                "TXA|1|DI|TX|20240501||||||||DOC9",
                "OBX|1|TX|A||text");

        assertThat(conversion.records()).hasSize(1);
        assertThat(conversion.records().get(0).record().text("record_id")).isEqualTo("hl7v2:HOSPITAL:document:DOC9");
    }

    @Test
    void aMessageWithoutOrdersIsOneRecordForEachVisit() throws RecordFormatException {
        Conversion conversion = Hl7.read(
                Hl7.HEADER.replace("ORU^R01", "BAR^P01"),
                Hl7.PATIENT,
                "PV1|1|I|||||||||||||||||V1",
                "DG1|1||I21^Infarction^I10",
                "PV1|2|O|||||||||||||||||V2",
                "AL1|1||P^Penicillin^L");

        assertThat(conversion.records()).extracting(SourceRecord::place).containsExactly("PID[1]", "PV1[2]");
        assertThat(conversion.records().get(0).record().text("diagnosis")).isEqualTo("Infarction");
        assertThat(conversion.records().get(1).record().text("clinical_history"))
                .isEqualTo("Allergy: Penicillin");
        assertThat(conversion.records().get(1).record().text("diagnosis")).isNull();
    }

    @Test
    void aMergeNamesTheNumberThatIsRetired() throws RecordFormatException {
        MedicalRecord record = Hl7.one(Hl7.HEADER.replace("ORU^R01", "ADT^A40"), Hl7.PATIENT, "MRG|4700^^^HOSP^MR");

        assertThat(record.text("source_type")).isEqualTo("ADT^A40");
        assertThat(record.text("patient_id")).isEqualTo("4711");
        assertThat(record.text("prior_patient_id")).isEqualTo("4700");
    }

    @Test
    void aCorrectionHasTheSameRecordId() throws RecordFormatException {
        String first = Hl7.report("OBX|1|TX|A||one||||||F").text("record_id");
        MedicalRecord second = Hl7.one(
                Hl7.HEADER.replace("|C1|", "|C2|"),
                Hl7.PATIENT,
                "OBR|2|P1|F1|71020^Chest X-ray^C4|||||||||||||||||||||C",
                "OBX|1|TX|A||two||||||C");

        assertThat(second.text("record_id")).isEqualTo(first);
        assertThat(second.text("report_status")).isEqualTo("C");
    }

    @Test
    void twoRecordsOfOneMessageNeverHaveTheSameIdAndKeepTheirsWhenTheirPartIsRead() throws RecordFormatException {
        Conversion conversion =
                Hl7.read(Hl7.HEADER, Hl7.PATIENT, "OBR|1||F1|A", "OBR|2||F1|A", "OBR|2||F1|A", "OBR|||F1|A");

        List<String> ids = new ArrayList<>();
        for (SourceRecord record : conversion.records()) {
            ids.add(record.record().text("record_id"));
            assertThat(Hl7.READER.read(record.message()).records().get(0).record())
                    .isEqualTo(record.record());
        }
        assertThat(ids).doesNotHaveDuplicates().first().isEqualTo("hl7v2:HOSPITAL:F1:A");
    }

    @Test
    void aReportThatFollowsInTheSameBatchHasTheSameIdAndComesLater() throws RecordFormatException {
        String correction = Hl7.HEADER.replace("|C1|", "|C2|");
        Conversion conversion = Hl7.read(
                Hl7.HEADER,
                Hl7.PATIENT,
                "OBR|1||F1|A",
                "OBX|1|TX|A||one||||||F",
                "OBR|2||F1|A",
                correction,
                Hl7.PATIENT,
                "OBR|1||F1|A",
                "OBX|1|TX|A||two||||||C");

        assertThat(conversion.records())
                .extracting(r -> r.record().text("record_id"))
                .containsExactly("hl7v2:HOSPITAL:F1:A", "hl7v2:HOSPITAL:F1:A#2", "hl7v2:HOSPITAL:F1:A");
        assertThat(conversion.records())
                .extracting(r -> r.record().text("report"))
                .containsExactly("one", null, "two");
    }

    @ParameterizedTest
    @CsvSource({"IPC|I1, ACC, I1, 'P1,ACC,F1'", "'', ACC, ACC, 'P1,F1'", "'', '', F1, P1", "'', F1, F1, P1"})
    void theAccessionNumberIsThatOfTheImagingOrderElseIhesElseTheFillers(
            String imaging, String placerField, String accession, String others) throws RecordFormatException {
        List<String> segments =
                new ArrayList<>(List.of(Hl7.HEADER, Hl7.PATIENT, "OBR|1|P1|F1|A||||||||||||||" + placerField));
        if (!imaging.isEmpty()) {
            segments.add(imaging);
        }
        MedicalRecord record = Hl7.one(segments.toArray(String[]::new));

        assertThat(record.text("accession_number")).isEqualTo(accession);
        assertThat(Hl7.json(record, "order_ids"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder(others.split(","));
    }

    @Test
    void theNamesOfStaffAndRelativesBecomeIdentifiersOfTheRecord() throws RecordFormatException {
        MedicalRecord record = Hl7.one(
                Hl7.HEADER,
                Hl7.PATIENT,
                "NK1|1|DUCK^DAISY|SPO|2 POND RD^^FOWL|5557777",
                "PV1|1|I|||||10^ATTEND^ANNA|11^REFER^RON",
                "OBR|1||F1|A||||||||||||12^ORDER^OLGA||||||||||||||||13&READ&RITA",
                "OBX|1|TX|A||text|||||||||||14^PERFORM^PAUL");

        assertThat(record.text("physician_name")).isEqualTo("OLGA ORDER");
        assertThat(record.text("physician_id")).isEqualTo("12");
        assertThat(record.text("staff_names")).contains("ANNA ATTEND", "RON REFER", "RITA READ", "PAUL PERFORM");
        assertThat(record.text("other_ids")).contains("\"10\"", "\"11\"", "\"13\"", "\"14\"");
        assertThat(record.text("related_names")).contains("DAISY DUCK");
        assertThat(record.text("other_addresses")).contains("2 POND RD");
        assertThat(record.text("other_phones")).contains("5557777");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r\n"})
    void anyLineEndAndTheFrameOfMllpAreAccepted(String end) throws RecordFormatException {
        String message = String.join(end, Hl7.HEADER, Hl7.PATIENT, "OBR|1||F1|A", "OBX|1|TX|A||text");
        byte[] framed = ("\u000B" + message + end + "\u001C\r").getBytes(StandardCharsets.UTF_8);

        assertThat(Hl7.READER.read(framed).records())
                .singleElement()
                .satisfies(record -> assertThat(record.record().text("report")).isEqualTo("text"));
    }

    @Test
    void aBatchIsReadMessageByMessage() throws RecordFormatException {
        Conversion conversion = Hl7.read(
                "FHS|^~\\&|A",
                "BHS|^~\\&|A",
                Hl7.HEADER,
                Hl7.PATIENT,
                "MSH|^~\\&|A|B|||2024||ACK|2|P|2.5",
                "MSA|AA|1",
                "MSH$%~\\&$A$B$$$2024$$ADT%A01$3$P$2.5",
                "PID$1$$77%%%H%MR$$DOE%JANE",
                "BTS|3",
                "FTS|1");

        assertThat(conversion.records()).extracting(SourceRecord::place).containsExactly("PID[1]", "MSH[3]/PID[1]");
        assertThat(conversion.records().get(1).record().text("patient_name")).isEqualTo("JANE DOE");
        assertThat(conversion.rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.place()).isEqualTo("MSH[2]/MSH-9");
            assertThat(reject.reason()).isEqualTo(RejectReason.NO_RECORD);
        });
        assertThat(conversion.dropped()).containsKeys("FHS", "BHS", "BTS", "FTS");
    }

    @ParameterizedTest
    @CsvSource({"ACK", "QBP^Q22", "QRY^A19", "MFN^M02"})
    void messagesWithoutRecordsAreRejectedWithTheirPlace(String type) {
        assertThatThrownBy(() -> Hl7.read(Hl7.HEADER.replace("ORU^R01", type), "QPD|x", "MSA|AA|1"))
                .isInstanceOfSatisfying(RecordFormatException.class, e -> {
                    assertThat(e.reason()).isEqualTo(RejectReason.NO_RECORD);
                    assertThat(e.field()).isEqualTo("MSH-9");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "'', EMPTY_MESSAGE, MSH",
        "'hello', NOT_HL7, MSH",
        "'PID|1||7', NOT_HL7, MSH",
        "'MSHA^~\\&', NOT_HL7, MSH",
        "'MSH|abc|', NOT_HL7, MSH-2"
    })
    void whatIsNotAMessageIsRejected(String text, RejectReason reason, String place) {
        assertThatThrownBy(() -> Hl7.READER.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(RecordFormatException.class, e -> {
                    assertThat(e.reason()).isEqualTo(reason);
                    assertThat(e.field()).isEqualTo(place);
                });
    }

    @Test
    void aMessageIsReadInTheCharacterSetThatItDeclares() throws RecordFormatException {
        String[][] sets = {
            {"8859/1", "ISO-8859-1", "MÜLLER"},
            {"8859/15", "ISO-8859-15", "M€LLER"},
            {"8859/5", "ISO-8859-5", "ИВАНОВ"},
            {"UNICODE UTF-8", "UTF-8", "МÜ山"},
            {"GB 18030-2000", "GB18030", "王小明"},
            {"~ISO IR87", "ISO-2022-JP", "山田"},
            {"KS X 1001", "EUC-KR", "김철수"},
            {"BIG-5", "Big5", "王小明"},
            {"UNICODE UTF-16", "UTF-16LE", "山田"},
            {"UNICODE UTF-16", "UTF-16BE", "山田"},
            {"UNICODE UTF-32", "UTF-32BE", "山田"},
            {"ASCII", "ISO-8859-1", "MÜLLER"},
            {"", "ISO-8859-1", "MÜLLER"},
            {"", "UTF-8", "MÜLLER"},
        };
        for (String[] set : sets) {
            String header = Hl7.HEADER + "||||||" + set[0];
            String message = header + "\rPID|1||1||" + set[2] + "^X\r";
            Conversion conversion = Hl7.READER.read(message.getBytes(Charset.forName(set[1])));
            SourceRecord record = conversion.records().get(0);
            assertThat(record.record().text("patient_name")).as(set[0]).isEqualTo("X " + set[2]);
            assertThat(Hl7.READER.read(record.message()).records().get(0).record())
                    .as(set[0])
                    .isEqualTo(record.record());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNICODE UTF-8", "KLINGON", "IBM037", "8859/99", "x-JISAutoDetect"})
    void aMessageThatIsNotInItsCharacterSetIsRejectedInsteadOfDamaged(String set) {
        byte[] message = (Hl7.HEADER + "||||||" + set + "\rPID|1||1||MÜLLER^X\r").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Hl7.READER.read(message)).isInstanceOfSatisfying(RecordFormatException.class, e -> {
            assertThat(e.reason()).isEqualTo(RejectReason.UNKNOWN_ENCODING);
            assertThat(e.field()).isEqualTo("MSH-18");
        });
    }

    @Test
    void aBackslashThatWasEscapedTwiceInTheHeaderIsUnderstood() throws RecordFormatException {
        MedicalRecord record = Hl7.one(Hl7.HEADER.replace("^~\\&", "^~\\\\&"), "PID|1||1||DOE^JANE");

        assertThat(record.text("patient_name")).isEqualTo("JANE DOE");
    }

    @Test
    void zSegmentsAndUnknownSegmentsAreCountedWithoutTheirText() throws RecordFormatException {
        Conversion conversion = Hl7.read(Hl7.HEADER, Hl7.PATIENT, "ZPI|secret", "DUC|secret", "UB2|1|secret");

        assertThat(conversion.dropped())
                .containsEntry("ZPI", 1)
                .containsEntry("(unknown)", 1)
                .containsEntry("UB2-2", 1);
        assertThat(conversion.records().get(0).record().json()).doesNotContain("secret", "DUC\"");
    }

    @Test
    void aTextThatWasBrokenIntoLinesIsPutTogether() throws RecordFormatException {
        MedicalRecord record = Hl7.report("OBX|1|TX|A||first line", "second line", "last line||||||F", "NTE|1||note");

        assertThat(record.text("report")).isEqualTo("A:\nfirst line\nsecond line\nlast line\nnote");
        assertThat(record.text("report_status")).isEqualTo("F");
    }

    @Test
    void nothingPrintsValues() throws RecordFormatException {
        Conversion conversion = Hl7.read(Hl7.HEADER, Hl7.PATIENT);

        assertThat(conversion + " " + conversion.records()).doesNotContain("DUCK", "4711");
        assertThat(new Segment(Hl7.PATIENT, Delimiters.of(Hl7.HEADER), null).toString())
                .isEqualTo("Segment[PID]");
    }
}
