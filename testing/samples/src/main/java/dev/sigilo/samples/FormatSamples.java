package dev.sigilo.samples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigilo.records.Fields;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The sample files of hospital formats. Most messages are examinations of {@link SyntheticPeople}; the others show what
 * else the readers take: laboratory results, an order, an admission, a merge of two patient numbers, a bundle about two
 * patients, structured reports and an image with burned-in text. No two messages are about the same record.
 */
public final class FormatSamples {
    private static final int PEOPLE = 4;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<SyntheticStudy> first = new ArrayList<>();
    private final List<SyntheticStudy> second = new ArrayList<>();

    /** Creates the samples of this seed. */
    public FormatSamples(long seed) {
        for (SyntheticPerson person : new SyntheticPeople(seed).people(PEOPLE)) {
            first.add(person.studies().get(0));
            second.add(person.studies().get(1));
        }
    }

    /** Returns HL7 v2 messages. Each segment ends in a line feed, so that the file is readable. */
    public List<String> messages() {
        List<String> messages = new ArrayList<>();
        first.forEach(study -> messages.add(study.hl7()));
        messages.add(Hl7Texts.laboratory(new Hl7Patient(first.get(0))));
        messages.add(Hl7Texts.note(new Hl7Patient(first.get(1))));
        messages.add(Hl7Texts.order(new Hl7Patient(first.get(2))));
        messages.add(Hl7Texts.admission(new Hl7Patient(first.get(3))));
        messages.add(Hl7Texts.merge(new Hl7Patient(first.get(3))));
        return messages.stream().map(message -> message.replace('\r', '\n')).toList();
    }

    /** Returns FHIR R4 bundles, one line of JSON each. */
    public List<String> bundles() {
        List<String> bundles = new ArrayList<>();
        for (int i = 0; i < PEOPLE - 1; i++) {
            bundles.add(FhirTexts.numbered(second.get(i).fhir(), bundles.size() + 1));
        }
        bundles.add(FhirTexts.twoPatients(
                FhirTexts.numbered(first.get(0).fhir(), PEOPLE),
                FhirTexts.numbered(second.get(PEOPLE - 1).fhir(), PEOPLE + 1)));
        bundles.add(FhirTexts.numbered(FhirTexts.laboratory(first.get(1)), PEOPLE + 2));
        return bundles;
    }

    /** Returns DICOM headers as DICOM JSON, one line each. */
    public List<String> headers() {
        List<String> headers = new ArrayList<>();
        second.forEach(study -> headers.add(study.dicom()));
        headers.add(structuredReport(first.get(0)));
        headers.add(structuredReport(first.get(1)));
        headers.add(secondaryCapture(first.get(2)));
        return headers;
    }

    /** A Basic Text SR (PS3.3 A.35.1): its content tree holds the report. */
    private static String structuredReport(SyntheticStudy study) {
        ObjectNode header = study(study, "1.2.840.10008.5.1.4.1.1.88.11", "SR", "2");
        put(header, "0040A040", "CS", "CONTAINER");
        code(header, "0040A043", "18748-4", "LN", "Diagnostic imaging report");
        put(header, "0040A491", "CS", "COMPLETE");
        put(header, "0040A493", "CS", "VERIFIED");
        ArrayNode content = header.putObject("0040A730").put("vr", "SQ").putArray("Value");
        String physician = study.record().record().text(Fields.PHYSICIAN_NAME).replace(", MD", "");
        item(content, "PNAME", "121008", "DCM", "Person Observer Name")
                .putObject("0040A123")
                .put("vr", "PN")
                .putArray("Value")
                .addObject()
                .put(
                        "Alphabetic",
                        physician.substring(physician.indexOf(' ') + 1) + "^"
                                + physician.split(" ")[0]);
        text(content, "121060", "History", study.record().record().text(Fields.CLINICAL_HISTORY));
        text(content, "121071", "Finding", study.record().record().text(Fields.FINDINGS));
        text(content, "121073", "Impression", study.record().record().text(Fields.IMPRESSION));
        return "[" + header + "]";
    }

    /** A Secondary Capture Image (PS3.3 A.8.1), such as a scanned form, whose pixels contain text. */
    private static String secondaryCapture(SyntheticStudy study) {
        ObjectNode header = study(study, "1.2.840.10008.5.1.4.1.1.7", "OT", "3");
        put(header, "00080064", "CS", "WSD");
        put(
                header,
                "00081030",
                "LO",
                "Scanned request of " + study.record().record().text(Fields.PATIENT_NAME));
        put(header, "00280301", "CS", "YES");
        return "[" + header + "]";
    }

    private static ObjectNode study(SyntheticStudy study, String sopClass, String modality, String series) {
        SyntheticRecord record = study.record();
        String uid = record.record().text(Fields.STUDY_UID);
        String patient = new Hl7Patient(study).name();
        ObjectNode header = NODES.objectNode();
        put(header, "00080005", "CS", "ISO_IR 192");
        put(header, "00080016", "UI", sopClass);
        put(header, "00080018", "UI", uid + "." + series + ".1");
        put(header, "00080020", "DA", Hl7Patient.day(record.examDate()));
        put(header, "00080050", "SH", record.record().text(Fields.ACCESSION_NUMBER));
        put(header, "00080060", "CS", modality);
        put(header, "00080080", "LO", record.record().text(Fields.FACILITY));
        header.putObject("00100010")
                .put("vr", "PN")
                .putArray("Value")
                .addObject()
                .put("Alphabetic", patient);
        put(header, "00100020", "LO", record.record().text(Fields.PATIENT_ID));
        put(header, "00100030", "DA", Hl7Patient.day(record.birthDate()));
        put(header, "00100040", "CS", record.record().text(Fields.SEX));
        put(header, "0020000D", "UI", uid);
        put(header, "0020000E", "UI", uid + "." + series);
        return header;
    }

    private static void put(ObjectNode item, String tag, String vr, String value) {
        item.putObject(tag).put("vr", vr).putArray("Value").add(value);
    }

    private static void code(ObjectNode item, String tag, String value, String scheme, String meaning) {
        ObjectNode code = NODES.objectNode();
        put(code, "00080100", "SH", value);
        put(code, "00080102", "SH", scheme);
        put(code, "00080104", "LO", meaning);
        item.putObject(tag).put("vr", "SQ").putArray("Value").add(code);
    }

    private static ObjectNode item(ArrayNode content, String type, String code, String scheme, String meaning) {
        ObjectNode item = content.addObject();
        put(item, "0040A010", "CS", "CONTAINS");
        put(item, "0040A040", "CS", type);
        code(item, "0040A043", code, scheme, meaning);
        return item;
    }

    private static void text(ArrayNode content, String code, String meaning, String text) {
        put(item(content, "TEXT", code, "DCM", meaning), "0040A160", "UT", text);
    }

    /**
     * A patient as the HL7 v2 message of an examination names the person.
     *
     * @param pid      the segment PID
     * @param language {@code en} or {@code es}
     * @param examDate the day of the examination
     */
    record Hl7Patient(String pid, String language, LocalDate examDate) {
        private static final int NAME = 5;

        Hl7Patient(SyntheticStudy study) {
            this(
                    study.hl7()
                            .lines()
                            .filter(segment -> segment.startsWith("PID|"))
                            .findFirst()
                            .orElseThrow(),
                    study.record().language(),
                    study.record().examDate());
        }

        String name() {
            return pid.split("\\|", -1)[NAME];
        }

        /** Returns a day after the examination, as HL7 v2 writes it. */
        String daysLater(int days) {
            return day(examDate.plusDays(days));
        }

        static String day(LocalDate day) {
            return day.toString().replace("-", "");
        }

        /** Returns only the language, because the segment identifies a person. */
        @Override
        public String toString() {
            return "Hl7Patient[" + language + "]";
        }
    }
}
