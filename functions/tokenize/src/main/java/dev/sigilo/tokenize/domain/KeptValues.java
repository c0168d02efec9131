package dev.sigilo.tokenize.domain;

import dev.sigilo.records.Fields;
import dev.sigilo.text.Flag;
import dev.sigilo.text.WordList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The values that fields with a closed vocabulary may have under {@code keep}. A producer can put anything into such a
 * field, so a value outside its vocabulary does not pass.
 */
final class KeptValues {
    private static final int LONGEST_COUNT = 7;

    /** Orders: HL7 v2 tables 0119 and 0038, FHIR request-status and medicationrequest-status. Without hyphens, as FHIR's are read. */
    private static final Set<String> ORDER_STATUSES = WordList.setOfWords("""
            af ca ch cn cr dc de df dr fu hd hr li mc na nw oc od oe of oh ok op or pa pr py re rf rl ro rp rq rr ru sc sn
            sr ss ua uc ud uf uh um un ur ux xo xr xx a cm er ip
            draft active onhold revoked completed enteredinerror unknown cancelled stopped""");
    /**
     * Reports and observations: HL7 v2 tables 0123, 0085 and 0271, FHIR diagnostic-report-status and
     * observation-status, DICOM completion and verification flags (PS3.3 C.17.2). Also FHIR's statuses of images, visits,
     * procedures, immunizations, medications and assessments (event-status, imagingstudy-status, encounter-status,
     * medication-statement-status, medicationdispense-status).
     */
    private static final Set<String> REPORT_STATUSES = WordList.setOfWords("""
            a b c d f i m n o p r s u v w x y z au di do in ip la pa
            registered partial preliminary modified final amended corrected appended cancelled enteredinerror unknown
            complete unverified verified current superseded
            preparation inprogress notdone onhold stopped completed available planned arrived triaged onleave finished
            active intended nottaken declined""");
    /** HL7 v2 table 0004, FHIR v3-ActCode encounter classes. */
    private static final Set<String> PATIENT_CLASSES = WordList.setOfWords("""
            e i o p r b c n u amb emer fld hh imp acute nonac obsenc prenc ss vr
            inpatient outpatient emergency preadmit recurring obstetrics""");

    private static final Map<String, Predicate<String>> VOCABULARIES = vocabularies();

    private KeptValues() {}

    private static Map<String, Predicate<String>> vocabularies() {
        Map<String, Predicate<String>> byField = new HashMap<>();
        Set<String> formats = Set.of("json", "hl7v2", "fhir", "dicom");
        byField.put(Fields.SOURCE_FORMAT, formats::contains);
        byField.put(Fields.SOURCE_TYPE, MessageTypes::isType);
        byField.put(Fields.ORDER_STATUS, value -> ORDER_STATUSES.contains(status(value)));
        byField.put(Fields.REPORT_STATUS, KeptValues::isReportStatus);
        byField.put(Fields.PATIENT_CLASS, value -> PATIENT_CLASSES.contains(lower(value)));
        byField.put(Fields.STUDY_SERIES, KeptValues::isCount);
        byField.put(Fields.STUDY_INSTANCES, KeptValues::isCount);
        Set<String> burnedIn = Set.of("YES", "NO", "UNKNOWN");
        byField.put(Fields.BURNED_IN_ANNOTATION, burnedIn::contains);
        return Map.copyOf(byField);
    }

    /**
     * Returns what remains of a value that the policy keeps.
     *
     * @return the value; null if a flag is neither true nor false; {@code redacted} if the value is not of its field's
     *     vocabulary
     */
    static String kept(String field, String value, String redacted) {
        if (Fields.FLAGS.contains(field)) {
            Boolean flag = Flag.read(value);
            return flag == null ? null : flag.toString();
        }
        Predicate<String> vocabulary = VOCABULARIES.get(field);
        return vocabulary == null || vocabulary.test(value) ? value : redacted;
    }

    /** Returns whether a value is the status of a report or observation. */
    static boolean isReportStatus(String value) {
        return REPORT_STATUSES.contains(status(value));
    }

    private static boolean isCount(String value) {
        if (value.isEmpty() || value.length() > LONGEST_COUNT) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** A FHIR code has hyphens in the source ({@code not-done}) and none in a record ({@code notDone}). */
    private static String status(String value) {
        return lower(value).replace("-", "");
    }

    private static String lower(String value) {
        return value.toLowerCase(Locale.ROOT);
    }
}
