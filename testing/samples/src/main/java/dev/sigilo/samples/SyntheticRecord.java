package dev.sigilo.samples;

import dev.sigilo.records.Label;
import dev.sigilo.records.MedicalRecord;
import java.time.LocalDate;
import java.util.List;

/**
 * One made-up record.
 *
 * @param patientNumber which patient of the population it is about; a patient may have two records
 * @param language      {@code en} or {@code es}
 * @param record        the fields
 * @param json          the same as one line of JSON, as a producer would send it
 * @param identifiers   what must not be left of it after de-identification
 * @param birthDate     the patient's birth date
 * @param examDate      the day of the examination, also in {@code diagnosis_date}
 * @param priorDate     the day of an earlier examination, named in the text only
 * @param label         what the report says
 */
public record SyntheticRecord(
        int patientNumber,
        String language,
        MedicalRecord record,
        String json,
        List<Identifier> identifiers,
        LocalDate birthDate,
        LocalDate examDate,
        LocalDate priorDate,
        Label label) {

    public SyntheticRecord {
        identifiers = List.copyOf(identifiers);
    }

    /**
     * A piece of text that must not be found in anything that leaves tokenize. Compare as whole words, without regard
     * to case, accents and spacing.
     *
     * @param field      the field it comes from; {@code kin} and {@code kin_phone} where it stands in free text alone
     * @param value      the text, as the field has it or as a note writes it
     * @param structured whether an identity field of the same record gives it away; the others must be detected
     * @param unique     whether nothing else in the population can have it by chance: look for it everywhere. The
     *                   others (postal codes, birth dates, initials) are to be looked for in their own record's output
     */
    public record Identifier(String field, String value, boolean structured, boolean unique) {}
}
