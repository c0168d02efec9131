package dev.sigilo.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The bytes on the topics are a contract: the log is kept for ever, and the versions of the stages may differ for a
 * while.
 */
class CodecBytesTest {

    @Test
    void aClassifiedRecordKeepsItsBytes() {
        assertThat(text(ClassifiedRecordCodec.encode(TestRecords.CLASSIFIED)))
                .isEqualTo(
                        "{\"provenance\":{\"topic\":\"persistent://medical/intake/raw\",\"message_id\":\"12:34:-1:5\",\"published_at\":1700000000123,"
                                + "\"version\":3565158400258088980},\"policy\":\"pseudonymized\",\"policy_version\":3,\"policy_hash\":\"0123456789abcdef0123456789abcdef\","
                                + "\"detector_version\":\"a1b2c3d4e5f6\",\"code_version\":\"0.1.0+5f2c9e1a7b03\",\"natural_id_field\":\"record_id\","
                                + "\"natural_id\":\"R-1\",\"categories\":{\"patient_name\":\"NAME\"},\"language\":\"en\",\"modality_code\":\"CR\","
                                + "\"modality_from\":\"modality:declared\",\"body_part_code\":\"CHEST\",\"body_part_from\":\"image:inferred\","
                                + "\"model_id\":\"chest-xray-triage\",\"model_ids\":[\"chest-xray-triage\",\"report-nlp\"],\"rule\":\"modality+body_part\","
                                + "\"missing\":[],\"conflicts\":[\"modality: declared CR, written CT in report\"],\"label\":\"abnormal\","
                                + "\"evidence\":[{\"field\":\"findings\",\"start\":3,\"end\":40,\"label\":\"abnormal\",\"rule\":\"affirmed\"}],"
                                + "\"declared_label\":\"normal\",\"label_agrees\":false,\"observations\":{\"cardiomegaly\":\"positive\"},"
                                + "\"original\":\"{\\\"record_id\\\":\\\"R-1\\\",\\\"report\\\":\\\"a \\\\\\\"b\\\\\\\" ñ \\uD83D\\uDE00\\\"}\"}");
    }

    @Test
    void aTokenizedRecordKeepsItsBytes() {
        assertThat(text(TokenizedRecordCodec.encode(TestRecords.TOKENIZED)))
                .isEqualTo(
                        "{\"event\":\"TOKENIZED\",\"record_token\":\"rec_1_A\",\"patient_token\":\"pat_1_B\",\"key_epoch\":1,"
                                + "\"policy\":\"pseudonymized\",\"policy_version\":3,\"policy_hash\":\"0123456789abcdef0123456789abcdef\","
                                + "\"detector_version\":\"a1b2c3d4e5f6\",\"code_version\":\"0.1.0+5f2c9e1a7b03\",\"provenance\":{\"topic\":\"persistent://medical/intake/raw\","
                                + "\"message_id\":\"12:34:-1:5\",\"published_at\":1700000000123,\"version\":3565158400258088980},\"fields\":{\"report\":\"[NAME pat_1_B] \\uD83D\\uDE00\"},"
                                + "\"tokens\":{\"patient_id\":\"pat_1_B\"},\"extra\":{\"ward\":\"4\"},\"scrubbed\":{\"NAME\":1},\"language\":\"en\","
                                + "\"modality_code\":\"CR\",\"modality_from\":\"modality:declared\",\"body_part_code\":\"CHEST\",\"body_part_from\":\"image:inferred\","
                                + "\"model_id\":\"chest-xray-triage\",\"model_ids\":[\"chest-xray-triage\",\"report-nlp\"],\"rule\":\"modality+body_part\","
                                + "\"missing\":[],\"conflicts\":[\"modality: declared CR, written CT in report\"],\"label\":\"abnormal\","
                                + "\"evidence\":[{\"field\":\"findings\",\"start\":3,\"end\":40,\"label\":\"abnormal\",\"rule\":\"affirmed\"}],"
                                + "\"declared_label\":\"normal\",\"label_agrees\":false,\"observations\":{\"cardiomegaly\":\"positive\"}}");
    }

    @Test
    void aSealedRecordKeepsItsBytes() {
        assertThat(text(SealedRecordCodec.encode(TestRecords.SEALED)))
                .isEqualTo(
                        "{\"record_token\":\"rec_1_A\",\"patient_token\":\"pat_1_B\",\"key_epoch\":1,\"tokens\":{\"pat_1_B\":\"patient_id\"},"
                                + "\"policy\":\"pseudonymized\",\"policy_version\":3,\"policy_hash\":\"0123456789abcdef0123456789abcdef\","
                                + "\"code_version\":\"0.1.0+5f2c9e1a7b03\",\"topic\":\"persistent://medical/intake/raw\",\"message_id\":\"12:34:-1:5\","
                                + "\"published_at\":1700000000123,\"version\":3565158400258088980,\"sealed\":\"c2VhbGVk\",\"wrapped_key\":\"AP9/\","
                                + "\"sealing_key_id\":77,\"seal_order\":\"3179fcad0f62201400ff7f\"}");
    }

    @Test
    void aRejectedRecordKeepsItsBytes() {
        assertThat(text(RejectedRecordCodec.encode(TestRecords.REJECTED)))
                .isEqualTo(
                        "{\"record_token\":\"msg_1\",\"patient_token\":\"pat_1_b\",\"stage\":\"classify\",\"reason\":\"WRONG_TYPE\","
                                + "\"field\":\"age\",\"position\":12,\"line\":7,\"policy\":\"pseudonymized\",\"policy_version\":3,"
                                + "\"policy_hash\":\"0123456789abcdef0123456789abcdef\",\"detector_version\":\"a1b2c3d4e5f6\",\"code_version\":\"0.1.0+5f2c9e1a7b03\","
                                + "\"topic\":\"persistent://medical/intake/raw\",\"message_id\":\"12:34:-1:5\",\"published_at\":1700000000123,"
                                + "\"version\":3565158400258088980,\"size_bytes\":99,\"sealed\":\"AQ==\",\"wrapped_key\":\"Ag==\","
                                + "\"sealing_key_id\":77}");
    }

    @Test
    void aSuppressionKeepsItsBytes() {
        assertThat(text(SuppressionCodec.encode(new Suppression(true, Map.of("pat_1_a", "patient")))))
                .isEqualTo("{\"lifted\":true,\"tokens\":{\"pat_1_a\":\"patient\"}}");
    }

    @Test
    void aRowOfTheLogKeepsItsBytes() throws RecordFormatException {
        LoggedRecord logged = LoggedRecordCodec.decode(TokenizedRecordCodec.encode(TestRecords.TOKENIZED));
        Map<String, Object> columns = new LinkedHashMap<>(new TreeMap<>(logged.columns()));
        columns.put("nothing", null);
        columns.put("published_at", 1_700_000_000_123L);
        assertThat(text(ViewRowCodec.encode(new ViewRow("rec_1_A", columns))))
                .isEqualTo(
                        "{\"body_part_code\":\"CHEST\",\"body_part_from\":\"image:inferred\",\"code_version\":\"0.1.0+5f2c9e1a7b03\","
                                + "\"conflicts\":[\"modality: declared CR, written CT in report\"],\"declared_label\":\"normal\",\"detector_version\":\"a1b2c3d4e5f6\","
                                + "\"evidence\":[{\"field\":\"findings\",\"start\":3,\"end\":40,\"label\":\"abnormal\",\"rule\":\"affirmed\"}],"
                                + "\"extra\":{\"ward\":\"4\"},\"key_epoch\":1,\"label\":\"abnormal\",\"label_agrees\":false,\"language\":\"en\","
                                + "\"missing\":[],\"modality_code\":\"CR\",\"modality_from\":\"modality:declared\",\"model_id\":\"chest-xray-triage\","
                                + "\"model_ids\":[\"chest-xray-triage\",\"report-nlp\"],\"observations\":{\"cardiomegaly\":\"positive\"},"
                                + "\"patient_token\":\"pat_1_B\",\"policy\":\"pseudonymized\",\"policy_hash\":\"0123456789abcdef0123456789abcdef\","
                                + "\"policy_version\":3,\"rule\":\"modality+body_part\",\"scrubbed\":{\"NAME\":1},\"tokens\":{\"patient_id\":\"pat_1_B\"},"
                                + "\"published_at\":1700000000123}");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
