package dev.sigilo.tokenize.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.tokenize.domain.RecordContext;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scrubbing takes time linear in a text's length, for every kind of text. Each text is made 8 times as long: linear time grows by
 * a factor of 8, quadratic time by 64. CPU time of the thread is measured, which other work on the machine hardly affects.
 */
class LinearTimeTest {

    private static final int SHORT = 16_000;
    private static final int DOUBLED = 8;
    /** A generous bound: linear is 8. */
    private static final int MOST = 24;
    /** Below this, clock resolution and garbage collection dominate. */
    private static final long LEAST_NANOS = 20_000_000L;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    static Stream<String> kinds() {
        return Stream.of(
                "7 ",
                "7",
                "1234567 ",
                "12,",
                "1,2 ",
                "3.5 ",
                "1.",
                "7/",
                "1-",
                "12-34-",
                "1 x 2 x ",
                "5 - 6 - ",
                "#1, ",
                "1 mg ",
                "1 1 1 mg, ",
                ",",
                ".",
                ":",
                ";",
                "|",
                "||a",
                "a|b|",
                "12|",
                "\t",
                "1\t2\t",
                "(",
                ")",
                "[",
                "]",
                "{",
                "<",
                ">",
                "<a>",
                "\"",
                "\"a\":",
                "'",
                "\\",
                "=",
                "a=",
                "a=b ",
                "name=",
                "name=\"",
                "\"name\":[",
                "<name>",
                "<name ",
                "{\"mrn\":\"",
                "(0010,0010) ",
                "PID|",
                "PID|1||~",
                "^",
                "PID|||a^b~",
                "A",
                "a",
                "AB ",
                "A.",
                "A.B.C. ",
                "a b ",
                "Ab",
                "Ab ",
                "Ab, ",
                "Ab-",
                "O'Ab ",
                "DE LA ",
                "de la ",
                "Dr. ",
                "Dr. Ab ",
                "MRS AB ",
                "Sr. D. ",
                "su hija ",
                "\u200B",
                "a\u200B",
                "\uD835\uDC07",
                "\uD83D\uDE00",
                "\uFF21",
                "a\u0301",
                "\u0430a",
                "\u00AD ",
                "@",
                "a@",
                "a@b",
                "a@b.es ",
                "a.b.",
                " at ",
                "a at b dot ",
                "a (at) b ",
                "arroba ",
                "%40",
                "a%40b",
                "dot ",
                "punto ",
                "http://",
                "www.",
                "www.a ",
                "03/04/2019 ",
                "3/4 ",
                "2019-03-04 ",
                "3 de marzo de ",
                "March ",
                "Mon 3/4, ",
                "el lunes ",
                "201903041422 ",
                "12:30 ",
                "2019 ",
                "MRN ",
                "MRN: ",
                "MRN: 1",
                "No. ",
                "no no no ",
                "Tel. ",
                "Tel. 617-",
                "ext ",
                "ext 22 ",
                "+1 ",
                "Nº Hª ",
                "D.N.I. ",
                "Account no. 12-",
                "H.C.",
                "Na 139 ",
                "Na ",
                "K K K ",
                "glucose ",
                "CPT ",
                "CPT 1, ",
                "G3",
                "G3P2 ",
                "24 2/7 ",
                "Glasgow ",
                "Scale of ",
                "his wife, Ab, ",
                "Ab, MD ",
                "Ab, Cd 41F ",
                "Ab, Cd ",
                "Consults: Ab (GI), ",
                "Consults: ",
                "Twin A: Ab, ",
                "Ab/Cd\n",
                "con ana ruiz-",
                "P.O. Box 1 ",
                "P.O. ",
                "Suite 1, ",
                "Ab \"Ab\" ",
                "3/1-3/18 ",
                "Domicilio: ",
                "Domicilio: Calle Mayor 1\n",
                "St. John ",
                "Cullen nor ",
                "BUN  22  8-40\n",
                "| a | 1 | 2-3 |\n",
                "8-40 ",
                "aged ",
                "102 years old ",
                "tiene 102 ",
                "calle ",
                "calle Mayor 12, ",
                "Hospital ",
                "Hospital de ",
                "\n",
                "a\n",
                "1\n",
                "\r\n",
                " ",
                "   a",
                "Surname ",
                "Name | MRN | DOB\n",
                "[NAME a_1_b] ",
                "[NAME ",
                "1:",
                "::",
                "a:b:",
                "12345678-",
                "AB12",
                "ES12 ",
                "1111 ",
                "0-",
                "-",
                "--",
                "_",
                "*",
                "é",
                "ñ ",
                "Š",
                "中",
                "ب ");
    }

    private static final String PROSE =
            "Mr. Galdeano was seen on 03/04/2019; Na 139, tel. 617-555-0142. He has no pain today and the wound is clean. ";
    /** How many times longer than prose of the same size a text may take: 4, plus half for other load. */
    private static final int TIMES_PROSE = 6;

    private static RecordContext record;
    private static long prose;

    @BeforeAll
    static void warmUp() throws Exception {
        record = new RecordContext(
                PopulationTest.policy("pseudonymized"),
                TokenKeys.of(Keyset.generate(Keyset.Purpose.TOKEN)),
                List.of(),
                "en",
                100,
                2026);
        scrub(PROSE, 400_000);
        scrub(PROSE, 400_000);
        prose = Math.min(scrub(PROSE, DOUBLED * SHORT), scrub(PROSE, DOUBLED * SHORT));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isLinearInATextOfOneKind(String piece) {
        scrub(piece, SHORT);
        long once = Math.max(LEAST_NANOS, Math.min(scrub(piece, SHORT), scrub(piece, SHORT)));
        long eightfold = scrub(piece, DOUBLED * SHORT);
        // Garbage collection or compilation may have interfered; fail only if it is slow three times.
        for (int again = 0; again < 2 && (eightfold > MOST * once || eightfold > TIMES_PROSE * prose); again++) {
            eightfold = Math.min(eightfold, scrub(piece, DOUBLED * SHORT));
        }

        assertThat(eightfold / once)
                .as("times as long for a text %d times as long", DOUBLED)
                .isLessThanOrEqualTo(MOST);
        assertThat(eightfold)
                .as("nanoseconds, prose of that length taking %d", prose)
                .isLessThanOrEqualTo(TIMES_PROSE * prose);
    }

    /** Scrubs the piece repeated up to a length; returns the thread's time in nanoseconds. */
    private static long scrub(String piece, int length) {
        String text = piece.repeat(1 + length / piece.length());
        long begun = THREADS.getCurrentThreadCpuTime();
        Scrubber.standard().begin(record).scrub(text);
        return THREADS.getCurrentThreadCpuTime() - begun;
    }
}
