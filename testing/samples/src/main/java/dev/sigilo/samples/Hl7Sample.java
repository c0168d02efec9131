package dev.sigilo.samples;

import dev.sigilo.records.Fields;
import java.util.List;

/** Writes an examination as HL7 v2.5.1 message ORU^R01 (chapter 7). */
final class Hl7Sample {
    /** Sections of a report as observations with LOINC codes. */
    private static final List<List<String>> SECTIONS = List.of(
            List.of(Fields.REPORT, "18748-4^Diagnostic imaging study^LN"),
            List.of(Fields.INDICATION, "18785-6^Indications for procedure^LN"),
            List.of(Fields.CLINICAL_HISTORY, "11329-0^History general^LN"),
            List.of(Fields.TECHNIQUE, "55111-9^Current imaging procedure descriptions^LN"),
            List.of(Fields.COMPARISON, "18834-2^Radiology comparison study^LN"),
            List.of(Fields.FINDINGS, "59776-5^Procedure findings^LN"),
            List.of(Fields.IMPRESSION, "19005-8^Radiology imaging study impression^LN"),
            List.of(Fields.RECOMMENDATION, "18783-1^Radiology study recommendation^LN"));

    private final StudyFacts facts;
    private final StringBuilder message = new StringBuilder();
    private int observations;

    Hl7Sample(StudyFacts facts) {
        this.facts = facts;
    }

    String message() {
        SyntheticPatient patient = facts.patient();
        SyntheticExam exam = facts.exam();
        String examined = facts.day(exam.examDate) + "0930";
        String physician = escaped(exam.physicianId) + "^" + escaped(facts.physicianFamily()) + "^"
                + escaped(exam.physicianGiven) + "^^^Dr";
        segment("MSH|^~\\&|RIS|" + escaped(exam.facility) + "|SIGILO||" + examined + "||ORU^R01^ORU_R01|M"
                + exam.accession + "|P|2.5.1||||||UNICODE UTF-8");
        segment("PID|1||" + escaped(patient.patientId) + "^^^RIS^MR~" + escaped(patient.nationalId)
                + (patient.spanish ? "^^^ESP^NNESP" : "^^^USA^SS") + "||" + escaped(facts.family()) + "^"
                + escaped(patient.given) + "^" + facts.middle() + "^" + facts.suffix() + "||"
                + facts.day(patient.birthDate) + "|" + (patient.female ? "F" : "M") + "|||" + escaped(patient.address)
                + "^^" + escaped(patient.city) + "^^" + patient.postalCode + "^" + (patient.spanish ? "ESP" : "USA")
                + "||" + escaped(patient.phone) + "^PRN^PH~^NET^Internet^" + escaped(patient.email));
        if (exam.kinField) {
            segment("NK1|1|" + escaped(facts.kinFamily()) + "^" + escaped(facts.kinGiven()) + "|MTH^Mother||"
                    + escaped(exam.kinPhone));
        }
        segment("PV1|1|O|||||" + physician);
        segment("IN1|1|PLAN^Plan|INS" + "|".repeat(33) + escaped(patient.insuranceId));
        // Radiology systems use the accession number as the filler's number of the order.
        segment("ORC|RE|" + exam.recordId + "|" + exam.accession + "|||||||||" + physician);
        segment("OBR|1|" + exam.recordId + "|" + exam.accession + "|" + escaped(facts.text(Fields.CODE)) + "^"
                + escaped(facts.text(Fields.IMAGE)) + "^L|||" + examined + "|||||||||" + physician + "||"
                + exam.accession + "||||" + examined + "||" + facts.modality() + "|F||||||^"
                + escaped(facts.text(Fields.SYMPTOMS)));
        // OBX-18 is the equipment that made the images.
        observation("HD", "113014^DICOM Study^DCM", exam.studyUid, "O|||||||" + escaped(exam.deviceId));
        for (List<String> section : SECTIONS) {
            String text = facts.text(section.get(0));
            // A text of several lines is one observation for each line, as many systems send reports.
            for (String line : text.split("\n", -1)) {
                if (!text.isEmpty()) {
                    observation("TX", section.get(1), escaped(line), "F");
                }
            }
        }
        segment("NTE|1|L|" + escaped(patient.fullName()) + "\\.br\\" + escaped(exam.facility));
        return message.toString();
    }

    /** @param end the field OBX-11, the status, and the fields after it */
    private void observation(String type, String code, String value, String end) {
        segment("OBX|" + ++observations + "|" + type + "|" + code + "||" + value + "||||||" + end);
    }

    private void segment(String segment) {
        message.append(segment).append('\r');
    }

    /** Escapes the delimiters (HL7 v2.5.1, 2.7.1). */
    private static String escaped(String text) {
        return text.replace("\\", "\\E\\")
                .replace("|", "\\F\\")
                .replace("^", "\\S\\")
                .replace("&", "\\T\\")
                .replace("~", "\\R\\")
                .replace("\n", "\\.br\\");
    }
}
