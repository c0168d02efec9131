package dev.sigilo.formats.hl7v2;

import dev.sigilo.formats.FurtherValues;
import dev.sigilo.records.Fields;
import java.util.Set;

/** How a value is read for a field of a record. */
enum Target {
    /** A person's name. */
    NAME,
    /** A date without time. */
    DATE,
    /** A telephone number. */
    PHONE,
    /** A street address. */
    STREET,
    /** A DICOM or other unique identifier. */
    UID,
    /** A short code, such as a status. */
    STATUS,
    /** A DICOM modality. */
    MODALITY,
    /** A code with its text. */
    CODED,
    /** Free text: the values of all paths are joined. */
    TEXT,
    /** Any other value, as it was written. */
    VALUE;

    private static final Set<String> LISTS = Set.of(
            "staff_names",
            "related_names",
            "other_names",
            "order_ids",
            "other_ids",
            "other_phones",
            "other_emails",
            "other_addresses",
            "organizations",
            "device_ids");

    private static final Set<String> MADE_BY_READER =
            Set.of("record_id", "source_format", "source_type", "coded_observations", "dicom", "source_dropped");

    /** Returns how values of the field are read. */
    static Target of(String field) {
        return switch (field) {
            case Fields.PATIENT_NAME, Fields.PHYSICIAN_NAME, "staff_names", "related_names", "other_names" -> NAME;
            case Fields.PHONE, "other_phones" -> PHONE;
            case Fields.ADDRESS, "other_addresses" -> STREET;
            case Fields.STUDY_UID, "series_uid", "instance_uid" -> UID;
            case "order_status", "report_status", "patient_class" -> STATUS;
            case Fields.MODALITY -> MODALITY;
            case Fields.CODE -> CODED;
            case Fields.REPORT,
                    Fields.DIAGNOSIS,
                    Fields.FINDINGS,
                    Fields.IMPRESSION,
                    Fields.INDICATION,
                    Fields.CLINICAL_HISTORY,
                    Fields.COMPARISON,
                    Fields.TECHNIQUE,
                    Fields.RECOMMENDATION,
                    Fields.SYMPTOMS,
                    Fields.IMAGE,
                    Fields.ETHNICITY,
                    Fields.BODY_PART -> TEXT;
            default -> field.endsWith("_date") ? DATE : VALUE;
        };
    }

    /** Returns what the values of a text field are joined with. */
    static String separator(String field) {
        return field.equals(Fields.ETHNICITY) || field.equals(Fields.BODY_PART) || field.equals(Fields.CODE)
                ? "; "
                : "\n";
    }

    /** Returns why a map cannot name this field, or null. */
    static String fault(String field, boolean list) {
        if (MADE_BY_READER.contains(field)) {
            return field + " is made by the reader; choose another field";
        }
        if (LISTS.contains(field) && !list) {
            return field + " is a list; write " + field + "+";
        }
        boolean known = Fields.isStudy(field) || Fields.isIdentity(field) || FurtherValues.listOf(field) != null;
        return list && known ? field + " has one value; write it without +" : null;
    }
}
