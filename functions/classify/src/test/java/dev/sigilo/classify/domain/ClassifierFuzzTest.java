package dev.sigilo.classify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormatException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whatever bytes come, they are a record with an answer or a rejection with a reason. {@code mvn test} runs the kept
 * inputs; {@code JAZZER_FUZZ=1 mvn test -Dtest=ClassifierFuzzTest#...} looks for new ones.
 */
class ClassifierFuzzTest {
    private static final Classifier CLASSIFIER = new Classifier(TestRecords.catalogue(), FieldCategories.NONE);
    private static final AssertionAnalyzer ANALYZER = new AssertionAnalyzer();
    private static final Intake INTAKE = new Intake(IntakeLimits.DEFAULT);

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreARecordOrARejection(byte[] message) {
        MedicalRecord record;
        try {
            record = INTAKE.read(message);
        } catch (RecordFormatException e) {
            assertThat(e.reason()).isNotNull();
            return;
        }
        Answers.check(record, CLASSIFIER);
    }

    @FuzzTest(maxDuration = "60s")
    void anyTextGetsAnAnswer(FuzzedDataProvider data) {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        while (data.remainingBytes() > 0 && fields.size() < 30) {
            String name = data.consumeBoolean() ? data.pickValue(Fields.STUDY) : data.consumeString(12);
            fields.put(name, new FieldValue(data.pickValue(FieldValue.Type.values()), data.consumeString(400)));
        }
        Answers.check(MedicalRecord.of(fields), CLASSIFIER);
    }

    @FuzzTest(maxDuration = "60s")
    void anyConceptIsAsserted(FuzzedDataProvider data) {
        int start = data.consumeInt(0, 50);
        int length = data.consumeInt(1, 50);
        String text = data.consumeRemainingAsString();
        if (start + length <= text.length()) {
            assertThat(ANALYZER.analyze(text, start, start + length)).isNotNull();
        }
    }
}
