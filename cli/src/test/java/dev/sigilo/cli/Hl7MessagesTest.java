package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Hl7MessagesTest {

    /** Returns each message as its line number and its text. */
    private static List<String> split(String file) throws IOException {
        Hl7Messages messages = new Hl7Messages(new ByteArrayInputStream(file.getBytes(StandardCharsets.ISO_8859_1)));
        List<String> split = new ArrayList<>();
        for (RecordReader.Entry entry = messages.next(); entry != null; entry = messages.next()) {
            assertThat(entry.format()).isEqualTo("hl7v2");
            split.add(entry.line() + " " + new String(entry.message(), StandardCharsets.ISO_8859_1));
        }
        return split;
    }

    @Test
    void aMessageBeginsWithMshAtTheStartOfALineWhateverEndsTheLines() throws IOException {
        assertThat(split("MSH|^~\\&|1\rPID|MSH|x\rMSH|^~\\&|2\r"))
                .containsExactly("1 MSH|^~\\&|1\rPID|MSH|x\r", "3 MSH|^~\\&|2\r");
        assertThat(split("MSH|1\r\nPID|\r\n\r\nMSH|2\r\n")).containsExactly("1 MSH|1\r\nPID|\r\n\r\n", "4 MSH|2\r\n");
        assertThat(split("\n\nMSH|1\nPID|\nMSH|2")).containsExactly("3 MSH|1\nPID|\n", "5 MSH|2");
        assertThat(split("MSH|1\rOBX|MSHA|\nMSHX is text\rZZZ|"))
                .containsExactly("1 MSH|1\rOBX|MSHA|\nMSHX is text\rZZZ|");
    }

    @Test
    void framesOfMllpAndSegmentsOfBatchesAreLeftOut() throws IOException {
        assertThat(split("\u000bMSH|1\rPID|\r\u001c\r\u000bMSH|2\r\u001c\r\n"))
                .containsExactly("1 MSH|1\rPID|\r", "4 MSH|2\r");
        assertThat(split("FHS|^~\\&|\rBHS|^~\\&|x\rMSH|1\rPID|\rBTS|1\rFTS|1\r"))
                .containsExactly("3 MSH|1\rPID|\r");
        assertThat(split("BHS|a\rMSH|1\rBTS|\rBHS|b\rMSH|2\rBTS|\r")).containsExactly("2 MSH|1\r", "5 MSH|2\r");
    }

    @Test
    void whatIsNoMessageIsGivenUnchangedSoThatThePipelineCountsIt() throws IOException {
        assertThat(split("PID|1\rMSH|1\r")).containsExactly("1 PID|1\r", "2 MSH|1\r");
        assertThat(split("\u0000\u00ff\u0012 binary\nMSHX")).hasSize(1);
        assertThat(split(" \r\n\t")).isEmpty();
        assertThat(split("")).isEmpty();
    }

    @Test
    void noByteOfAMessageIsLost() throws IOException {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            StringBuilder file = new StringBuilder();
            int messages = 1 + random.nextInt(5);
            for (int i = 0; i < messages; i++) {
                file.append("MSH|^~\\&|").append(i).append('\r');
                for (int j = random.nextInt(5); j > 0; j--) {
                    file.append("OBX|")
                            .append("\u00e9\u0080 a\u000b\u001cb".substring(random.nextInt(7)))
                            .append(random.nextBoolean() ? "\r" : "\r\n");
                }
            }

            List<String> split = split(file.toString());

            assertThat(split).as("seed %d", seed).hasSize(messages);
            assertThat(String.join(
                            "",
                            split.stream()
                                    .map(each -> each.replaceFirst("\\d+ ", ""))
                                    .toList()))
                    .as("seed %d", seed)
                    .isEqualTo(file.toString());
        }
    }
}
