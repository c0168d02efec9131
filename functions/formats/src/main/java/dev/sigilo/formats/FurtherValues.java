package dev.sigilo.formats;

import dev.sigilo.records.Fields;
import java.util.Map;

/**
 * The lists for further values of fields that have only one. They identify as much as the first value, so they must be
 * known when the record's text is scrubbed.
 */
public final class FurtherValues {
    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry(Fields.PATIENT_NAME, "other_names"),
            Map.entry(Fields.PHYSICIAN_NAME, "staff_names"),
            Map.entry(Fields.PHYSICIAN_ID, "other_ids"),
            Map.entry(Fields.PATIENT_ID, "other_ids"),
            Map.entry(Fields.NATIONAL_ID, "other_ids"),
            Map.entry(Fields.INSURANCE_ID, "other_ids"),
            Map.entry(Fields.ACCESSION_NUMBER, "order_ids"),
            Map.entry(Fields.STUDY_UID, "other_ids"),
            Map.entry("series_uid", "other_ids"),
            Map.entry("instance_uid", "other_ids"),
            Map.entry("visit_id", "other_ids"),
            Map.entry("account_id", "other_ids"),
            Map.entry("prior_patient_id", "other_ids"),
            Map.entry(Fields.PHONE, "other_phones"),
            Map.entry(Fields.EMAIL, "other_emails"),
            Map.entry(Fields.ADDRESS, "other_addresses"),
            Map.entry(Fields.CITY, "other_addresses"),
            Map.entry(Fields.POSTAL_CODE, "other_addresses"),
            Map.entry(Fields.FACILITY, "organizations"),
            Map.entry(Fields.DEVICE_ID, "device_ids"));

    private FurtherValues() {}

    /** Returns the name of the list field for further values of a field, or null if the field has none. */
    public static String listOf(String field) {
        return LISTS.get(field);
    }
}
