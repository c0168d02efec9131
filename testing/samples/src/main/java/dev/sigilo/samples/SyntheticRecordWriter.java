package dev.sigilo.samples;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.Label;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.samples.SyntheticRecord.Identifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Writes one record of a patient, and lists the identifiers that it writes. */
final class SyntheticRecordWriter {
    private static final Set<String> PARTICLES =
            Set.of("de", "del", "la", "las", "los", "y", "van", "st", "jr", "sr", "iii", "dr", "dra", "md");

    private final SyntheticPatient patient;
    private final int patientNumber;
    private final SplittableRandom random;
    final SyntheticExam exam;
    private final WrittenForms forms;
    private final Map<String, FieldValue> fields = new LinkedHashMap<>();
    private final List<Identifier> identifiers = new ArrayList<>();
    private final Set<String> listed = new HashSet<>();

    SyntheticRecordWriter(SyntheticPatient patient, int index, int patientNumber, SplittableRandom random) {
        this.patient = patient;
        this.patientNumber = patientNumber;
        this.random = random;
        exam = new SyntheticExam(patient, index, random);
        forms = new WrittenForms(patient, exam, random);
    }

    SyntheticRecord write() {
        JsonNode study = study();
        listIdentityFields();
        putIdentity();
        putStudy(study);
        MedicalRecord record = MedicalRecord.of(fields);
        return new SyntheticRecord(
                patientNumber,
                patient.language,
                record,
                record.json(),
                identifiers,
                patient.birthDate,
                exam.examDate,
                exam.priorDate,
                Label.of(study.get("label").asText()));
    }

    private JsonNode study() {
        List<JsonNode> fitting = new ArrayList<>();
        for (JsonNode study : SampleTexts.STUDIES) {
            if (study.get("language").asText().equals(patient.language)
                    && (patient.female || !study.get("modality").asText().equals("MG"))) {
                fitting.add(study);
            }
        }
        return fitting.get(random.nextInt(fitting.size()));
    }

    private void putIdentity() {
        put(Fields.RECORD_ID, exam.recordId);
        put(Fields.ACCESSION_NUMBER, exam.accession);
        put(Fields.STUDY_UID, exam.studyUid);
        put(Fields.PATIENT_ID, patient.patientId);
        put(Fields.PATIENT_NAME, forms.patientNameField());
        put(Fields.BIRTH_DATE, patient.birthDate.toString());
        put(Fields.PHONE, patient.phone);
        put(Fields.EMAIL, patient.email);
        put(Fields.ADDRESS, patient.address);
        put(Fields.CITY, patient.city);
        put(Fields.POSTAL_CODE, patient.postalCode);
        put(Fields.COUNTRY, patient.spanish ? "España" : "United States");
        put(Fields.INSURANCE_ID, patient.insuranceId);
        put(Fields.NATIONAL_ID, patient.nationalId);
        put(Fields.PHYSICIAN_NAME, exam.physicianName);
        put(Fields.PHYSICIAN_ID, exam.physicianId);
        put(Fields.FACILITY, exam.facility);
        put(Fields.DEVICE_ID, exam.deviceId);
        if (exam.kinField) {
            // A field that no policy mentions.
            put("next_of_kin", exam.kin + " " + exam.kinPhone);
        }
    }

    private void putStudy(JsonNode study) {
        String report = weave("report") + "\n" + study.get("findings").asText() + "\n"
                + study.get("impression").asText() + "\n" + weave("report_end");
        put(Fields.IMAGE, study.get("image").asText());
        put(Fields.DIAGNOSIS, study.get("diagnosis").asText());
        put(Fields.REPORT, report);
        put(
                Fields.BODY_PART,
                random.nextInt(6) == 0 ? null : study.get("body_part").asText());
        put(
                Fields.MODALITY,
                random.nextInt(6) == 0 ? null : study.get("modality").asText());
        put(Fields.AGE, "" + patient.ageOn(exam.examDate));
        put(Fields.SEX, patient.female ? "F" : "M");
        put(Fields.ETHNICITY, random.nextInt(3) > 0 ? null : patient.spanish ? "caucásica" : "not stated");
        put(Fields.SYMPTOMS, study.get("symptoms").asText());
        put(Fields.CLINICAL_HISTORY, study.get("history").asText() + " " + weave("clinical_history"));
        put(Fields.FINDINGS, study.get("findings").asText() + some(" ", "findings"));
        put(Fields.IMPRESSION, study.get("impression").asText() + some(" ", "impression"));
        put(Fields.RECOMMENDATION, study.get("recommendation").asText() + some(" ", "recommendation"));
        put(Fields.INDICATION, study.get("indication").asText());
        put(Fields.COMPARISON, weave("comparison"));
        put(Fields.TECHNIQUE, study.get("technique").asText());
        if (random.nextInt(2) == 0) {
            for (String flag : Fields.FLAGS) {
                fields.put(
                        flag,
                        new FieldValue(
                                FieldValue.Type.BOOLEAN,
                                "" + flag.equals(study.get("label").asText())));
            }
        }
        put(Fields.CODE, study.get("code").asText());
        put(Fields.DIAGNOSIS_DATE, exam.examDate.toString());
    }

    private void put(String name, String value) {
        if (value != null) {
            fields.put(name, new FieldValue(FieldValue.Type.STRING, value));
        }
    }

    private void listIdentityFields() {
        list(Fields.RECORD_ID, exam.recordId, true, true);
        list(Fields.ACCESSION_NUMBER, exam.accession, true, true);
        list(Fields.STUDY_UID, exam.studyUid, true, true);
        list(Fields.PATIENT_ID, patient.patientId, true, true);
        list(Fields.PATIENT_NAME, patient.given + " " + patient.surname, true, true);
        listWords(Fields.PATIENT_NAME, patient.fullName(), true);
        list(Fields.BIRTH_DATE, patient.birthDate.toString(), true, false);
        list(Fields.PHONE, patient.phone, true, true);
        list(Fields.EMAIL, patient.email, true, true);
        list(Fields.ADDRESS, patient.address, true, true);
        list(Fields.POSTAL_CODE, patient.postalCode, true, false);
        list(Fields.INSURANCE_ID, patient.insuranceId, true, true);
        list(Fields.NATIONAL_ID, patient.nationalId, true, true);
        list(Fields.PHYSICIAN_NAME, exam.physicianName, true, true);
        listWords(Fields.PHYSICIAN_NAME, exam.physicianName, true);
        list(Fields.PHYSICIAN_ID, exam.physicianId, true, true);
        list(Fields.FACILITY, exam.facility, true, true);
        list(Fields.DEVICE_ID, exam.deviceId, true, true);
        if (exam.kinField) {
            list("next_of_kin", exam.kin, true, true);
            listWords("next_of_kin", exam.kin, true);
            list("next_of_kin", exam.kinPhone, true, true);
        }
    }

    private void list(String field, String value, boolean structured, boolean unique) {
        if (listed.add(field + "|" + value)) {
            identifiers.add(new Identifier(field, value, structured, unique));
        }
    }

    /** Lists each word of a name, unless it is also a common word: a report may contain "may". */
    private void listWords(String field, String name, boolean structured) {
        for (String word : name.split("[ ,.]+")) {
            if (word.length() > 2 && !PARTICLES.contains(word.toLowerCase(Locale.ROOT)) && !isCommonWord(word)) {
                list(field, word, structured, true);
            }
        }
    }

    private boolean isCommonWord(String word) {
        for (String kind : new String[] {"tricky_given", "tricky_surname"}) {
            for (JsonNode name : SampleTexts.PEOPLE.get(patient.language).get(kind)) {
                if (name.asText().equalsIgnoreCase(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    private String some(String separator, String where) {
        return random.nextInt(2) == 0 ? "" : separator + weave(where);
    }

    private String weave(String where) {
        return fill(SampleTexts.pick(SampleTexts.SENTENCES.get(patient.language).get(where), random));
    }

    private String fill(String template) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        while (true) {
            int open = template.indexOf('{', from);
            if (open < 0) {
                return text.append(template.substring(from)).toString();
            }
            int close = template.indexOf('}', open);
            text.append(template, from, open).append(placeholder(template.substring(open + 1, close)));
            from = close + 1;
        }
    }

    private String placeholder(String name) {
        return switch (name) {
            case "patient" -> patientName();
            case "given" -> written(Fields.PATIENT_NAME, forms.varyCase(patient.given), !patient.commonWord, true);
            case "surname" -> written(Fields.PATIENT_NAME, forms.title() + patient.surname, true, true);
            case "physician" -> written(Fields.PHYSICIAN_NAME, forms.physicianName(), true, true);
            case "kin" -> listKin();
            case "kin_phone" -> written("kin_phone", exam.kinPhone, true, exam.kinField);
            case "age" -> "" + patient.ageOn(exam.examDate);
            case "noun" -> forms.noun();
            case "noun_cap" ->
                forms.noun().substring(0, 1).toUpperCase(Locale.ROOT)
                        + forms.noun().substring(1);
            case "exam_date" -> forms.date(exam.examDate);
            case "prior_date" -> forms.date(exam.priorDate);
            case "next_date" -> forms.date(exam.examDate.plusDays(30 + random.nextInt(300)));
            case "birth_date" -> written(Fields.BIRTH_DATE, forms.date(patient.birthDate), false, true);
            case "facility" -> written(Fields.FACILITY, forms.varyCase(exam.facility), true, true);
            case "patient_id" -> written(Fields.PATIENT_ID, forms.number(patient.patientId), true, true);
            case "accession_number" -> written(Fields.ACCESSION_NUMBER, forms.number(exam.accession), true, true);
            case "study_uid" -> exam.studyUid;
            case "device_id" -> written(Fields.DEVICE_ID, forms.number(exam.deviceId), true, true);
            case "physician_id" -> written(Fields.PHYSICIAN_ID, forms.number(exam.physicianId), true, true);
            case "insurance_id" -> written(Fields.INSURANCE_ID, forms.number(patient.insuranceId), true, true);
            case "national_id" -> written(Fields.NATIONAL_ID, forms.number(patient.nationalId), true, true);
            case "phone" -> written(Fields.PHONE, forms.phone(patient.phone), true, true);
            case "email" -> written(Fields.EMAIL, forms.varyCase(patient.email), true, true);
            case "address" -> written(Fields.ADDRESS, forms.address(), true, true);
            case "city" -> forms.varyCase(patient.city);
            case "postal_code" -> patient.postalCode;
            default -> throw new IllegalStateException("no placeholder " + name);
        };
    }

    private String written(String field, String value, boolean unique, boolean structured) {
        list(field, value, structured, unique);
        return value;
    }

    private String patientName() {
        String form = forms.patientName();
        // Other patients may have the same initials.
        return written(Fields.PATIENT_NAME, form, !form.equals(forms.initials()), true);
    }

    private String listKin() {
        list(exam.kinField ? "next_of_kin" : "kin", exam.kin, exam.kinField, true);
        return exam.kin;
    }
}
