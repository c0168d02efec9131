package dev.sigilo.samples;

import dev.sigilo.records.Label;
import dev.sigilo.records.MedicalRecord;
import java.time.LocalDate;
import java.util.List;

/**
 * One fictitious record.
 *
 * @param patientNumber the number of its patient in the population; a patient may have two records
 * @param language      {@code en} or {@code es}
 * @param record        the fields
 * @param json          the same as one line of JSON, as a producer would send it
 * @param identifiers   the identifiers that must be gone after de-identification
 * @param birthDate     the patient's birth date
 * @param examDate      the day of the examination, also in {@code diagnosis_date}
 * @param priorDate     the day of an earlier examination, mentioned only in the text
 * @param label         the label that the report corresponds to
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
     * A piece of text that must not occur in any output of tokenize. Compare it as whole words, and ignore case,
     * accents and spacing.
     *
     * @param field      the field that it comes from; {@code kin} and {@code kin_phone} if it occurs only in free text
     * @param value      the text, as the field contains it or as a note writes it
     * @param structured whether an identity field of the same record reveals it; the others must be detected
     * @param unique     whether nothing else in the population can contain it by chance, so search for it everywhere.
     *                   Search for the others (postal codes, birth dates, initials) only in the output of their own
     *                   record
     */
    public record Identifier(String field, String value, boolean structured, boolean unique) {}
}
