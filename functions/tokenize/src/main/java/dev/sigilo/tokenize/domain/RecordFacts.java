package dev.sigilo.tokenize.domain;

import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.FieldRule;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.Absent;
import dev.sigilo.records.Category;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.text.AgeReader;
import dev.sigilo.text.Ages;
import dev.sigilo.text.dates.FieldDates;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data that both tokenize and seal need from one record, parsed once: its fields under their own names, its
 * identity and its patient. Contains PHI. Not thread-safe.
 */
public final class RecordFacts {
    private final ClassifiedRecord classified;
    private final Map<String, FieldValue> fields;
    private final String patientField;
    private final String patientKey;
    private int shiftEpoch;
    /** The number of days by which dates are shifted under {@link #shiftEpoch}; 0 until it is computed. */
    private int shiftDays;

    private FieldDates.Reading dateReading;
    /**
     * The tokens that {@link Sealing#tokens} made, kept so that checking and sealing a record make them only once; null
     * until then.
     */
    Map<String, String> tokens;

    private RecordFacts(
            ClassifiedRecord classified, Map<String, FieldValue> fields, String patientField, String patientKey) {
        this.classified = classified;
        this.fields = fields;
        this.patientField = patientField;
        this.patientKey = patientKey;
    }

    /**
     * Reads the record of a classified record.
     *
     * @throws RecordFormatException if the record cannot be parsed
     */
    public static RecordFacts of(ClassifiedRecord classified, Policy policy) throws RecordFormatException {
        MedicalRecord record = classified.original().record();
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        record.fields().forEach((name, value) -> {
            String known = policy.fieldName(name);
            // A field's own name takes precedence over its alias. If both are present, the alias stays under its own
            // name.
            if (known.equals(name) || isAbsent(record.get(known)) && isAbsent(fields.get(known))) {
                fields.put(known, value);
            } else {
                fields.put(name, value);
            }
        });
        for (List<String> key : policy.patient()) {
            StringBuilder whole = new StringBuilder();
            for (String field : key) {
                FieldValue value = fields.get(field);
                if (isAbsent(value)) {
                    whole = null;
                    break;
                }
                FieldRule rule = policy.rule(field);
                Category category = rule == null ? Category.UNKNOWN : rule.category();
                whole.append(whole.isEmpty() ? "" : "\n").append(Normalizer.normalize(category, value.text()));
            }
            if (whole != null) {
                return new RecordFacts(classified, fields, String.join("+", key), whole.toString());
            }
        }
        return new RecordFacts(classified, fields, null, null);
    }

    ClassifiedRecord classified() {
        return classified;
    }

    /** Returns the values by field name, with aliases resolved. */
    Map<String, FieldValue> fields() {
        return fields;
    }

    String text(String field) {
        FieldValue value = fields.get(field);
        return isAbsent(value) ? null : value.text();
    }

    /**
     * Returns whether there is no value, or only a placeholder such as {@code N/A}. Such a value gets no token;
     * otherwise all patients without a name would look like one person.
     */
    static boolean isAbsent(FieldValue value) {
        return value == null || Absent.isAbsent(value.text());
    }

    /** Returns the field or fields that identify the patient, or null. */
    String patientField() {
        return patientField;
    }

    /** Returns the patient's token under this epoch, or null if the record names no patient. */
    String patientToken(TokenKeys keys, int epoch, String domain) {
        return patientKey == null ? null : keys.token(epoch, "pat", patientKey, domain);
    }

    /**
     * Returns the patient token that the retired patient number of a merge has in older records, or null if the record
     * is not a merge of two patient numbers.
     */
    String priorPatientToken(TokenKeys keys, int epoch, Policy policy) {
        FieldValue prior = fields.get(Fields.PRIOR_PATIENT_ID);
        if (prior == null
                || patientKey == null
                || ListElements.isList(prior)
                || isAbsent(prior)
                || !policy.patient().contains(List.of(Fields.PATIENT_ID))) {
            return null;
        }
        FieldRule rule = policy.rule(Fields.PATIENT_ID);
        Category category = rule == null ? Category.UNKNOWN : rule.category();
        String key = Normalizer.normalize(category, prior.text());
        return key.equals(patientKey) ? null : keys.token(epoch, "pat", key, policy.tokenDomain());
    }

    /**
     * Returns the number of days by which the record's dates are shifted under this epoch. Computed once, because it
     * takes an HMAC.
     */
    int shiftDays(TokenKeys keys, int epoch, Policy policy) {
        if (shiftDays == 0 || shiftEpoch != epoch) {
            shiftDays = DateOffset.days(keys, epoch, policy.tokenDomain(), dateKey(), policy.maxShiftDays());
            shiftEpoch = epoch;
        }
        return shiftDays;
    }

    /** Returns the key of the date shift: the patient, or the record if no patient is named. */
    private String dateKey() {
        return patientKey == null ? "record\n" + RecordIdentity.naturalId(classified) : "patient\n" + patientKey;
    }

    String language() {
        return classified.classification().language();
    }

    String country() {
        return text(Fields.COUNTRY);
    }

    int publishedYear() {
        return Instant.ofEpochMilli(classified.provenance().publishedAt())
                .atZone(ZoneOffset.UTC)
                .getYear();
    }

    /** Returns whether the record itself gives an age of 90 or over. */
    boolean isOldest() {
        return age() >= Ages.OLDEST_YEARS;
    }

    /** Returns the patient's age in years from the record, or {@link AgeReader#NONE}. */
    double age() {
        String age = text(Fields.AGE);
        return age == null ? AgeReader.NONE : AgeReader.years(age);
    }

    /** Returns how to read the record's dates. */
    FieldDates.Reading dateReading() {
        if (dateReading == null) {
            dateReading = new FieldDates.Reading(isMonthFirst(), publishedYear() + 1);
        }
        return dateReading;
    }

    /**
     * Returns the one order of day and month for all dates of a record: that of an unambiguous date, else that of the
     * country, else that of the language.
     */
    private boolean isMonthFirst() {
        for (String field : List.of(Fields.DIAGNOSIS_DATE, Fields.BIRTH_DATE)) {
            String date = text(field);
            Optional<Boolean> shown = date == null ? Optional.empty() : FieldDates.monthFirst(date);
            if (shown.isPresent()) {
                return shown.get();
            }
        }
        String country = country();
        return country == null || Absent.isAbsent(country)
                ? "en".equals(language())
                : PostalCodes.isUnitedStates(country);
    }
}
