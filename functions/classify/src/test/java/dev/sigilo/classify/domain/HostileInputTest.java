package dev.sigilo.classify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.Classification;
import dev.sigilo.records.Fields;
import dev.sigilo.records.Label;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that nobody in good faith would send. Random input comes from seeds that are named in the test. */
class HostileInputTest {
    private static final Classifier CLASSIFIER = new Classifier(TestRecords.catalogue(), FieldCategories.NONE);
    private static final int MEGA = 1_000_000;
    private static final String[] PIECES = {
        "no ",
        "sin ",
        "pleural effusion ",
        "derrame ",
        ", ",
        ". ",
        "; ",
        ": ",
        "FINDINGS: ",
        "IMPRESSION:\n",
        "\n",
        "1. ",
        "Dr. ",
        "No. 4 ",
        "normal ",
        "heart ",
        "XXXX ",
        "possible ",
        "not seen ",
        "\u0301",
        "\u202E",
        "\uD83D\uDE00",
        "ñ",
        "é",
        "\u0000",
        "(",
        ")",
        "/",
        "-",
        "?",
        "\t",
        "\u2028",
        "but ",
        "history of ",
        "9",
        "z",
        "\u05D0",
        "\u4E2D",
        "Q.",
        "a.b",
        "x-",
        "ve for "
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void answersForRandomPiecesOfReports(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(120); i >= 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            Answers.check(
                    TestRecords.record(
                            Fields.STUDY.get(random.nextInt(Fields.STUDY.size())),
                            text.toString(),
                            Fields.FINDINGS,
                            text.reverse().toString()),
                    CLASSIFIER);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void takesOrRejectsRandomBytes(long seed) {
        Random random = new Random(seed);
        Intake intake = new Intake(IntakeLimits.DEFAULT);
        byte[] valid = "{\"record_id\":\"1\",\"findings\":\"Sin derrame.\",\"age\":\"070Y\",\"x\":{\"y\":[1]}}"
                .getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 3000; round++) {
            byte[] message = valid.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                message[random.nextInt(message.length)] = (byte) random.nextInt(256);
            }
            if (round % 3 == 0) {
                random.nextBytes(message);
            }
            try {
                Answers.check(intake.read(message), CLASSIFIER);
            } catch (RecordFormatException e) {
                assertThat(e.reason()).isNotEqualTo(RejectReason.UNREADABLE_INPUT);
            }
        }
    }

    static List<String> units() {
        return List.of(
                "a",
                "no ",
                "effusion ",
                "no effusion, ",
                "1. ",
                "1. A",
                "FINDINGS: ",
                "x FINDINGS: ",
                "\n",
                "A\n",
                "normal. ",
                "possible ",
                "not seen ",
                "but ",
                ",",
                ".",
                ". ",
                " ",
                "(",
                "heart ",
                "\u0301",
                "\uD83D\uDE00",
                "\u202E",
                "Chest PA and lateral ",
                "no signs of ",
                "pleural ",
                "ABC DEF\nGHI ",
                "hepatitis ",
                "X",
                "9");
    }

    /**
     * Twenty times the text takes about twenty times the processor's time; were it to grow with the square, it would
     * take four hundred times. The bound leaves room for caches and for a machine that does other things as well.
     */
    @ParameterizedTest
    @MethodSource("units")
    void takesTimeInProportionToTheTextsLength(String unit) {
        String small = unit.repeat(50_000 / unit.length());
        String large = small.repeat(20);
        timed(small);
        timed(large);
        long one = Math.max(timed(small), 500_000);
        assertThat((double) timed(large) / one)
                .as("times as long for 20 times the text")
                .isLessThan(160);
    }

    /** Nanoseconds of this thread on a processor, the best of several. */
    private static long timed(String text) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        MedicalRecord record = TestRecords.record(Fields.FINDINGS, text, Fields.IMAGE, text);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            long begin = threads.getCurrentThreadCpuTime();
            CLASSIFIER.classify(record);
            CLASSIFIER.categories(record);
            best = Math.min(best, threads.getCurrentThreadCpuTime() - begin);
        }
        return best;
    }

    @Test
    void answersForTenMillionCharacters() {
        Answers.check(TestRecords.record(Fields.FINDINGS, "There is no effusion, ".repeat(10 * MEGA / 22)), CLASSIFIER);
        Answers.check(
                TestRecords.record(Fields.REPORT, "z".repeat(10 * MEGA), "ward", "é\u0301".repeat(5 * MEGA)),
                CLASSIFIER);
    }

    @Test
    void answersTheSameToManyThreadsAtOnce() {
        List<String[]> sentences = TestRecords.table("english-sentences.tsv");
        List<MedicalRecord> records = sentences.stream()
                .map(one -> TestRecords.record(Fields.REPORT, one[1], Fields.IMAGE, "Chest PA and lateral"))
                .toList();
        List<Classification> alone = records.stream().map(CLASSIFIER::classify).toList();
        Classifier another = new Classifier(TestRecords.catalogue(), FieldCategories.NONE);
        for (int round = 0; round < 20; round++) {
            assertThat(records.parallelStream().map(CLASSIFIER::classify).toList())
                    .isEqualTo(alone);
        }
        assertThat(records.stream().map(another::classify).toList()).isEqualTo(alone);
    }

    @Test
    void countsEvidenceInCodePoints() {
        String text = "\uD83D\uDE00\uD83D\uDE00 ok. Derrame pleural.";
        var evidence = CLASSIFIER
                .classify(TestRecords.record(Fields.FINDINGS, text))
                .evidence()
                .get(0);
        int[] points = text.codePoints().toArray();
        assertThat(new String(points, evidence.start(), evidence.end() - evidence.start()))
                .isEqualTo("Derrame pleural");
    }

    @Test
    void readsAccentsWrittenApart() {
        assertThat(CLASSIFIER
                        .classify(TestRecords.record(Fields.REPORT, "Consolidacio\u0301n basal"))
                        .label())
                .isEqualTo(Label.ABNORMAL);
    }
}
