package dev.sigilo.records;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A synthetic record that deploy.sh sends through the whole chain to prove that it works. Its message is a fixed text,
 * which cannot contain a real record; classify replaces it with {@link #record()}. Every later message has {@link
 * #PROPERTY}, the event in the log is a {@link EventKind#CANARY}, and the sinks roll back the transaction that writes
 * its rows, so it is in no view.
 */
public final class Canary {
    /** Property of every message that a stage creates from a canary. */
    public static final String PROPERTY = "sigilo.canary";

    private static final byte[] MESSAGE = "{\"sigilo_canary\":1}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] RECORD = """
            {"record_id":"sigilo-canary","patient_id":"SIGILO-CANARY-0","patient_name":"Canary Sigilo","birth_date":"1970-01-02",\
            "phone":"+1 202 555 0100","postal_code":"02139","physician_name":"Dr. Test Sigilo","facility":"Sigilo Test Hospital",\
            "modality":"CT","body_part":"chest","age":"50","sex":"F","diagnosis_date":"2020-01-02","code":"R91.1","abnormal":true,\
            "clinical_history":"Cough. Seen by Dr. Test Sigilo on 2020-01-02.",\
            "findings":"Canary Sigilo: a 5 mm nodule in the right upper lobe. No pleural effusion.",\
            "impression":"Pulmonary nodule."}""".getBytes(StandardCharsets.UTF_8);

    private Canary() {}

    /** Returns the canary's message on the intake topic. */
    public static byte[] message() {
        return MESSAGE.clone();
    }

    /** Returns whether these bytes are exactly {@link #message()}; false for null. */
    public static boolean isMessage(byte[] value) {
        return Arrays.equals(MESSAGE, value);
    }

    /** Returns the canary's record, as a producer would send it. */
    public static byte[] record() {
        return RECORD.clone();
    }
}
