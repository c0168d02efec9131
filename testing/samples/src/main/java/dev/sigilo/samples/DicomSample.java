package dev.sigilo.samples;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigilo.records.Fields;

/** Writes the header of one image of an examination as DICOM JSON (PS3.18 annex F), in the order of the tags. */
final class DicomSample {
    private final StudyFacts facts;
    private final ObjectNode header = JsonNodeFactory.instance.objectNode();

    DicomSample(StudyFacts facts) {
        this.facts = facts;
    }

    String header() {
        SyntheticPatient patient = facts.patient();
        SyntheticExam exam = facts.exam();
        put("00080005", "CS", "ISO_IR 192");
        put("00080016", "UI", "1.2.840.10008.5.1.4.1.1.2");
        put("00080018", "UI", facts.instanceUid());
        put("00080020", "DA", facts.day(exam.examDate));
        put("00080050", "SH", exam.accession);
        put("00080060", "CS", facts.modality());
        put("00080080", "LO", exam.facility);
        name("00080090", facts.physicianFamily() + "^" + exam.physicianGiven);
        put("00081030", "LO", facts.text(Fields.IMAGE));
        // A private element, as scanners write: nobody knows what it contains.
        put("00090010", "LO", "SAMPLE SCANNER");
        put("00091001", "LO", patient.fullName());
        name("00100010", facts.family() + "^" + patient.given + "^" + facts.middle() + "^^" + facts.suffix());
        put("00100020", "LO", patient.patientId);
        put("00100030", "DA", facts.day(patient.birthDate));
        put("00100040", "CS", patient.female ? "F" : "M");
        put("00101010", "AS", String.format("%03dY", patient.ageOn(exam.examDate)));
        put("00101040", "LO", patient.address);
        put("00102154", "SH", patient.phone);
        put("001021B0", "LT", facts.text(Fields.CLINICAL_HISTORY));
        put("00180015", "CS", facts.text(Fields.BODY_PART));
        put("00181000", "LO", exam.deviceId);
        put("0020000D", "UI", exam.studyUid);
        put("0020000E", "UI", facts.seriesUid());
        number("00200013", 1);
        number("00201206", 1);
        number("00201208", 24);
        put("00280301", "CS", "NO");
        return "[" + header + "]";
    }

    private void put(String tag, String vr, String value) {
        if (!value.isEmpty()) {
            header.putObject(tag).put("vr", vr).putArray("Value").add(value);
        }
    }

    private void number(String tag, int value) {
        header.putObject(tag).put("vr", "IS").putArray("Value").add(value);
    }

    private void name(String tag, String value) {
        header.putObject(tag).put("vr", "PN").putArray("Value").addObject().put("Alphabetic", value);
    }
}
