package dev.sigilo.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.tests.fault.Chain;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The time for a text is at most proportional to its length, whichever names it contains. The test compares the CPU time
 * for the same pieces in many records and in a single one, so a busy machine affects neither.
 */
class LinearTimeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SMALL = 10_000;
    private static final int TIMES = 20;

    /** Texts that are known to slow down pattern matchers, date parsers and sentence readers. */
    static Stream<String> pieces() {
        return Stream.of(
                "Ana ",
                "Ana Ana-",
                "A. ",
                "a@a.",
                "1",
                "1-",
                "1/1/",
                "12.03.",
                "03 de ",
                "MRN ",
                "no evidence of ",
                "no ",
                "without, ",
                "probable but ",
                "http://",
                "+34 ",
                "((((",
                "\" \\ ",
                "\n\n",
                "\u0301",
                "ß",
                "İ",
                "\ud83d\ude00",
                "aaaaaaaaaaaaaaaaaaaaaaaa!",
                "x-ray of the chest. ",
                "[NAME ",
                "&amp;");
    }

    @ParameterizedTest
    @MethodSource("pieces")
    void timeGrowsAtMostInProportionToTheLengthOfTheText(String piece) throws IOException {
        String text = piece.repeat(SMALL / piece.length());
        try (TopologyDriver driver = Chain.driver("pseudonymized").start()) {
            for (int warmUp = 0; warmUp < 3; warmUp++) {
                driver.pipe(record(warmUp, text));
            }
            double many = cpuMillis(() -> {
                for (int i = 0; i < TIMES; i++) {
                    driver.pipe(record(100 + i, text));
                }
            });
            double one = cpuMillis(() -> driver.pipe(record(1000, text.repeat(TIMES))));

            assertThat(driver.read("rejected")).isEmpty();
            assertThat(one)
                    .as("milliseconds for one record, and " + many + " for the same in " + TIMES)
                    .isLessThan(4 * many + 500);
        }
    }

    /** A record whose patient has a long name, made of a word that hostile texts repeat. */
    private static String record(int number, String text) throws IOException {
        ObjectNode record = JSON.createObjectNode()
                .put("record_id", "r-" + number)
                .put("patient_id", "447100")
                .put("patient_name", "Ana A. " + "Ana ".repeat(50))
                .put("birth_date", "1970-01-01")
                .put("modality", "CT")
                .put("report", text)
                .put("findings", text);
        return JSON.writeValueAsString(record);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static double cpuMillis(Work work) throws IOException {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6;
    }
}
