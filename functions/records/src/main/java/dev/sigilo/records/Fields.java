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

    public static final String SOURCE_FORMAT = "source_format";
    public static final String SOURCE_TYPE = "source_type";
    public static final String SOURCE_DROPPED = "source_dropped";
    public static final String ORDER_STATUS = "order_status";
    public static final String REPORT_STATUS = "report_status";
    public static final String PATIENT_CLASS = "patient_class";
    public static final String STUDY_SERIES = "study_series";
    public static final String STUDY_INSTANCES = "study_instances";
    public static final String BURNED_IN_ANNOTATION = "burned_in_annotation";
    public static final String REPORT_DATE = "report_date";
    public static final String ORDER_DATE = "order_date";
    public static final String ADMISSION_DATE = "admission_date";
    public static final String CODED_OBSERVATIONS = "coded_observations";
    public static final String DICOM = "dicom";
    /** The patient number that a merge retires; the record's patient is the one that stays. */
    public static final String PRIOR_PATIENT_ID = "prior_patient_id";
    /** Only in events and rows: the patient token that the retired number has in older records. */
    public static final String MERGED_PATIENT_TOKEN = "merged_patient_token";

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

    /**
     * The fields that records of HL7 v2, FHIR and DICOM add and that have a column of their own in db_query. An event
     * has them among its further fields.
     */
    public static final List<String> SOURCE = List.of(
            SOURCE_FORMAT,
            SOURCE_TYPE,
            ORDER_STATUS,
            REPORT_STATUS,
            PATIENT_CLASS,
            STUDY_SERIES,
            STUDY_INSTANCES,
            BURNED_IN_ANNOTATION,
            REPORT_DATE,
            ORDER_DATE,
            ADMISSION_DATE,
            CODED_OBSERVATIONS,
            DICOM,
            MERGED_PATIENT_TOKEN);

    private static final Set<String> STUDY_SET = Set.copyOf(STUDY);
    private static final Set<String> IDENTITY_SET = Set.copyOf(IDENTITY);
    private static final Set<String> SOURCE_SET = Set.copyOf(SOURCE);

    /** Returns whether {@code name} is one of the 24 study fields. */
    public static boolean isStudy(String name) {
        return STUDY_SET.contains(name);
    }

    /** Returns whether {@code name} is one of the identity fields. */
    public static boolean isIdentity(String name) {
        return IDENTITY_SET.contains(name);
    }

    /** Returns whether {@code name} is one of {@link #SOURCE}. */
    public static boolean isSource(String name) {
        return SOURCE_SET.contains(name);
    }

    private Fields() {}
}
