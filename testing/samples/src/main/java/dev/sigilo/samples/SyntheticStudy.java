package dev.sigilo.samples;

import dev.sigilo.samples.SyntheticRecord.Identifier;
import java.util.List;

/**
 * One examination of a synthetic person, as four systems would send it. All four have the same patient id, study UID and
 * study date.
 *
 * @param record      the JSON record, with its text and identifiers
 * @param hl7         an HL7 v2.5.1 message ORU^R01, with segments that end in a carriage return
 * @param fhir        a FHIR R4 Bundle
 * @param dicom       the header of one image as DICOM JSON (PS3.18 annex F)
 * @param identifiers the identifiers in any of the four, in any form that they have there; {@link SyntheticRecord}
 *                    explains their use
 */
public record SyntheticStudy(
        SyntheticRecord record, String hl7, String fhir, String dicom, List<Identifier> identifiers) {

    public SyntheticStudy {
        identifiers = List.copyOf(identifiers);
    }

    /** Returns the JSON record as one line. */
    public String json() {
        return record.json();
    }

    /** Returns the JSON record with the identifiers of all four messages. */
    public SyntheticRecord recordWithAllIdentifiers() {
        return new SyntheticRecord(
                record.patientNumber(),
                record.language(),
                record.record(),
                record.json(),
                identifiers,
                record.birthDate(),
                record.examDate(),
                record.priorDate(),
                record.label());
    }

    /** Returns only the number of the person. */
    @Override
    public String toString() {
        return "SyntheticStudy[" + record.patientNumber() + "]";
    }
}
