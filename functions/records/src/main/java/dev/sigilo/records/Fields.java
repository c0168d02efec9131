package dev.sigilo.records;

import java.util.List;
import java.util.Set;

/** The names of Sigilo's known fields, as producers send them and as db_query shows them. */
public final class Fields {
    public static final String IMAGE = "image";
    public static final String DIAGNOSIS = "diagnosis";
    public static final String REPORT = "report";
    public static final String BODY_PART = "body_part";
    public static final String MODALITY = "modality";
    public static final String AGE = "age";
    public static final String SEX = "sex";
    public static final String ETHNICITY = "ethnicity";
    public static final String SYMPTOMS = "symptoms";
    public static final String CLINICAL_HISTORY = "clinical_history";
    public static final String FINDINGS = "findings";
    public static final String IMPRESSION = "impression";
    public static final String RECOMMENDATION = "recommendation";
    public static final String INDICATION = "indication";
    public static final String COMPARISON = "comparison";
    public static final String TECHNIQUE = "technique";
    public static final String NO_FINDING = "no_finding";
    public static final String NORMAL = "normal";
    public static final String ABNORMAL = "abnormal";
    public static final String UNCERTAIN = "uncertain";
    public static final String OTHER = "other";
    public static final String UNKNOWN = "unknown";
    public static final String CODE = "code";
    public static final String DIAGNOSIS_DATE = "diagnosis_date";

    public static final String RECORD_ID = "record_id";
    public static final String ACCESSION_NUMBER = "accession_number";
    public static final String STUDY_UID = "study_uid";
    public static final String PATIENT_ID = "patient_id";
    public static final String PATIENT_NAME = "patient_name";
    public static final String BIRTH_DATE = "birth_date";
    public static final String PHONE = "phone";
    public static final String EMAIL = "email";
    public static final String ADDRESS = "address";
    public static final String CITY = "city";
    public static final String POSTAL_CODE = "postal_code";
    public static final String COUNTRY = "country";
    public static final String INSURANCE_ID = "insurance_id";
    public static final String NATIONAL_ID = "national_id";
    public static final String PHYSICIAN_NAME = "physician_name";
    public static final String PHYSICIAN_ID = "physician_id";
    public static final String FACILITY = "facility";
    public static final String DEVICE_ID = "device_id";

    /** The flags that a producer may declare. Each is a boolean and declares the label of the same name. */
    public static final List<String> FLAGS = List.of(NO_FINDING, NORMAL, ABNORMAL, UNCERTAIN, OTHER, UNKNOWN);

    /** The 24 fields of a radiology study, in the order of db_query's columns. */
    public static final List<String> STUDY = List.of(
            IMAGE,
            DIAGNOSIS,
            REPORT,
            BODY_PART,
            MODALITY,
            AGE,
            SEX,
            ETHNICITY,
            SYMPTOMS,
            CLINICAL_HISTORY,
            FINDINGS,
            IMPRESSION,
            RECOMMENDATION,
            INDICATION,
            COMPARISON,
            TECHNIQUE,
            NO_FINDING,
            NORMAL,
            ABNORMAL,
            UNCERTAIN,
            OTHER,
            UNKNOWN,
            CODE,
            DIAGNOSIS_DATE);

    /** The fields that identify the patient, the staff and the place. */
    public static final List<String> IDENTITY = List.of(
            RECORD_ID,
            ACCESSION_NUMBER,
            STUDY_UID,
            PATIENT_ID,
            PATIENT_NAME,
            BIRTH_DATE,
            PHONE,
            EMAIL,
            ADDRESS,
            CITY,
            POSTAL_CODE,
            COUNTRY,
            INSURANCE_ID,
            NATIONAL_ID,
            PHYSICIAN_NAME,
            PHYSICIAN_ID,
            FACILITY,
            DEVICE_ID);

    private static final Set<String> STUDY_SET = Set.copyOf(STUDY);
    private static final Set<String> IDENTITY_SET = Set.copyOf(IDENTITY);

    /** Returns whether {@code name} is one of the 24 study fields. */
    public static boolean isStudy(String name) {
        return STUDY_SET.contains(name);
    }

    /** Returns whether {@code name} is one of the identity fields. */
    public static boolean isIdentity(String name) {
        return IDENTITY_SET.contains(name);
    }

    private Fields() {}
}
