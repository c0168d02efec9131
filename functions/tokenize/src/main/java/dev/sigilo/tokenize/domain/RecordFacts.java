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
 * What tokenize and seal both need from one record, parsed once: its fields under their own names, its identity and its patient. Holds PHI.
 * Not thread-safe.
 */
public final class RecordFacts {
    private final ClassifiedRecord classified;
    private final Map<String, FieldValue> fields;
    private final String patientField;
    private final String patientKey;
    private int shiftEpoch;
    /** By how many days dates move under {@link #shiftEpoch}; 0 until it was asked for. */
    private int shiftDays;

    private FieldDates.Reading dateReading;
    /** The tokens that {@link Sealing#tokens} made, so that checking and sealing a record make them once; null until then. */
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
            // The field's own name goes before an alias of it; an alias whose field is there too stays under its own
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

    /** Field name, aliases resolved, to value. */
    Map<String, FieldValue> fields() {
        return fields;
    }

    String text(String field) {
        FieldValue value = fields.get(field);
        return isAbsent(value) ? null : value.text();
    }

    /**
     * Whether there is no value, or one that says so, as {@code N/A} does. Such a value gets no token: all patients without a
     * name would seem to be one.
     */
    static boolean isAbsent(FieldValue value) {
        return value == null || Absent.isAbsent(value.text());
    }

    /** The field or fields that say whose record it is, or null. */
    String patientField() {
        return patientField;
    }

    /** The patient's token under this epoch, or null where the record names none. */
    String patientToken(TokenKeys keys, int epoch, String domain) {
        return patientKey == null ? null : keys.token(epoch, "pat", patientKey, domain);
    }

    /** By how many days the record's dates move under this epoch; it takes a HMAC, so it is worked out once. */
    int shiftDays(TokenKeys keys, int epoch, Policy policy) {
        if (shiftDays == 0 || shiftEpoch != epoch) {
            shiftDays = DateOffset.days(keys, epoch, policy.tokenDomain(), dateKey(), policy.maxShiftDays());
            shiftEpoch = epoch;
        }
        return shiftDays;
    }

    /** Dates move with the patient; where none is named, with the record. */
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

    /** Whether the record itself says that the patient is 90 or over. */
    boolean isOldest() {
        return age() >= Ages.OLDEST_YEARS;
    }

    /** The patient's age in years from the record, or {@link AgeReader#NONE}. */
    double age() {
        String age = text(Fields.AGE);
        return age == null ? AgeReader.NONE : AgeReader.years(age);
    }

    /** How to read the record's dates. */
    FieldDates.Reading dateReading() {
        if (dateReading == null) {
            dateReading = new FieldDates.Reading(isMonthFirst(), publishedYear() + 1);
        }
        return dateReading;
    }

    /** One order of day and month for all dates of a record: from an unambiguous date, else the country, else the language. */
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
