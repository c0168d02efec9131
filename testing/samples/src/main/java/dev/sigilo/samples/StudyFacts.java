package dev.sigilo.samples;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** What the messages about one examination say alike. */
record StudyFacts(SyntheticPatient patient, SyntheticExam exam, SyntheticRecord record) {

    /** Returns a field of the record; an empty text if it has none. */
    String text(String field) {
        String text = record.record().text(field);
        return text == null ? "" : text;
    }

    /** Returns the patient's family name or names. */
    String family() {
        return patient.surnames();
    }

    /** Returns the patient's middle initial, or an empty text. */
    String middle() {
        return patient.middleInitial == null ? "" : patient.middleInitial.substring(0, 1);
    }

    /** Returns the patient's suffix, or an empty text. */
    String suffix() {
        return patient.suffix == null ? "" : patient.suffix;
    }

    /** Returns the physician's family name or names. */
    String physicianFamily() {
        return patient.spanish ? exam.physicianName.substring(exam.physicianGiven.length() + 1) : exam.physicianSurname;
    }

    /** Returns the given name of the next of kin, which is the first word that is not part of the family name. */
    String kinGiven() {
        return exam.kin.substring(0, exam.kin.indexOf(' '));
    }

    String kinFamily() {
        return exam.kin.substring(exam.kin.indexOf(' ') + 1);
    }

    /** Returns the DICOM modality; OT (other) if the record does not say it. */
    String modality() {
        return text("modality").isEmpty() ? "OT" : text("modality");
    }

    /** Returns a day as HL7 v2 and DICOM write it. */
    String day(LocalDate day) {
        return day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    String seriesUid() {
        return exam.studyUid + ".1";
    }

    String instanceUid() {
        return exam.studyUid + ".1.1";
    }
}
