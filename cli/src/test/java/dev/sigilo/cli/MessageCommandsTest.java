package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the commands for messages say to wrong usage, and which files they read. */
class MessageCommandsTest {
    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static String fault(int status, String... arguments) {
        CommandRun run = CommandRun.sigilo(arguments);
        assertThat(run.status()).as(String.join(" ", arguments)).isEqualTo(status);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines()).as(run.err()).hasSize(1);
        return run.err();
    }

    @Test
    void mllpSaysInOneLineWhatIsWrongWithItsOptions() throws IOException {
        Path empty = file("empty.pem", "");

        assertThat(fault(2, "mllp")).contains("--port");
        assertThat(fault(2, "mllp", "--port", "70000")).contains("is not a port; give a number from 1 to 65535");
        assertThat(fault(1, "mllp", "--port", "2575", "--connections", "0")).contains("must be 1 or more");
        assertThat(fault(1, "mllp", "--port", "2575", "--bind", "0.0.0.0"))
                .contains("needs TLS; add --tls-cert, --tls-key and --client-ca, or --without-tls");
        assertThat(fault(1, "mllp", "--port", "2575", "--tls-cert", "a.pem"))
                .contains("TLS needs --tls-cert, --tls-key and --client-ca; --tls-key is missing");
        assertThat(fault(
                        1,
                        "mllp",
                        "--port",
                        "2575",
                        "--tls-cert",
                        "a.pem",
                        "--tls-key",
                        "b.pem",
                        "--client-ca",
                        "c.pem"))
                .contains("a.pem cannot be read (NoSuchFileException)");
        String pem = empty.toString();
        assertThat(fault(1, "mllp", "--port", "2575", "--tls-cert", pem, "--tls-key", pem, "--client-ca", pem))
                .contains("empty.pem has no certificate in PEM");
        assertThat(fault(1, "mllp", "--port", "2575", "--bind", "no such host!"))
                .contains("is not an address of this machine");
    }

    @Test
    void mllpNeedsABrokerThatAnswers() throws IOException {
        assertThat(fault(1, "mllp", "--port", "2575", "--url", "nonsense")).contains("pulsar://host:port");
    }

    @Test
    void aFileOfMessagesThatWouldBeReadAsRecordsIsNotPublished() throws IOException {
        String fhir = file("p.json", "{\n \"id\": \"1\", \"resourceType\": \"Patient\"}")
                .toString();
        String lines = file("p.ndjson", "{\"resourceType\":\"Patient\"}\n").toString();
        String dicom = file("d.json", "[{\"00080005\":{\"vr\":\"CS\"}}]").toString();
        String hl7 = file("m.txt", "MSH|^~\\&|A").toString();
        String csv = file("m.csv", "MSH|^~\\&|A").toString();
        for (String command : new String[] {"publish", "try"}) {
            assertThat(fault(1, command, fhir)).contains("p.json looks like fhir; add --format fhir, or --format json");
            assertThat(fault(1, command, lines)).contains("add --format fhir");
            assertThat(fault(1, command, dicom)).contains("add --format dicom");
            assertThat(fault(1, command, hl7)).contains("add --format hl7v2");
            assertThat(fault(1, command, csv)).contains("add --format hl7v2, or --format csv if");
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @DisabledOnOs(OS.WINDOWS)
    void everyRecordOfAPipeIsRead() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Thread writer = new Thread(() -> {
            try {
                Files.writeString(pipe, "{\"record_id\":\"R-1\"}\n{\"record_id\":\"R-2\"}\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.setDaemon(true);
        writer.start();

        CommandRun run = CommandRun.sigilo("try", pipe.toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.outLines()).hasSize(2);
        assertThat(run.out()).contains("R-1").contains("R-2");
    }

    @Test
    void aFolderNeedsFilesOfOneFormat() throws IOException {
        file("none/a.txt", "x");
        file("both/a.hl7", "MSH|^~\\&|A");
        file("both/b.dcm", "x");
        assertThat(fault(1, "publish", folder.resolve("none").toString()))
                .contains("is a folder without .hl7 or .dcm files; add --format");
        assertThat(fault(1, "publish", folder.resolve("both").toString()))
                .contains("contains both .hl7 and .dcm files; add --format");
        assertThat(fault(1, "try", "--format", "fhir", folder.resolve("both").toString()))
                .contains("contains no file that ends in .json or .ndjson");
        assertThat(fault(1, "try", "--format", "csv", folder.resolve("both").toString()))
                .contains("is a folder");
        assertThat(fault(1, "try", folder.resolve("none.hl7").toString())).contains("none.hl7 does not exist");
    }

    @Test
    void aFolderGivesTheMessagesOfItsFilesInTheOrderOfTheirPaths() throws IOException {
        file("f/b.hl7", "MSH|^~\\&|2\rMSH|^~\\&|3\r");
        file("f/a/z.HL7", "MSH|^~\\&|1\r");
        file("f/empty.hl7", "");
        file("f/readme.txt", "MSH|^~\\&|9\r");
        List<String> read = new ArrayList<>();
        try (MessageFiles messages = MessageFiles.of(folder.resolve("f"), InputFormat.HL7V2)) {
            for (RecordReader.Entry entry = messages.next(); entry != null; entry = messages.next()) {
                read.add(entry.line() + " "
                        + new String(entry.message(), java.nio.charset.StandardCharsets.UTF_8).strip());
            }
        }
        assertThat(read).containsExactly("1 MSH|^~\\&|1", "2 MSH|^~\\&|2", "3 MSH|^~\\&|3");
    }

    @Test
    void messagesOfOnePatientHaveOneKeyThatDoesNotShowTheNumber() {
        String one = key("MSH|^~\\&|A\rPID|1||4711^^^N^MR~9\rOBX|1");
        assertThat(one)
                .isEqualTo(key("MSH|^~\\&|B\r\nPID|7|old|4711\r"))
                .doesNotContain("4711")
                .hasSize(16);
        assertThat(key("MSH|^~\\&|A\rPID|1|4711\r")).isEqualTo(one);
        assertThat(key("MSH|^~\\&|A\rPID|1||4712\r")).isNotEqualTo(one);
        for (String without :
                new String[] {"", "MSH|^~\\&|A\r", "MSH|^~\\&|A\rPID|1|||x", "MSH|^~\\&|A\rPID|", "MSH|PID|4"}) {
            assertThat(key(without)).as(without).isNull();
        }
    }

    private static String key(String message) {
        return Hl7Key.of(message.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void aPortInUseIsFoundBeforeAnythingIsPublished() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(fault(1, "mllp", "--port", "" + taken.getLocalPort(), "--url", "pulsar://127.0.0.1:1"))
                    .contains("port " + taken.getLocalPort() + " on 127.0.0.1 cannot be used");
        }
    }
}
