package dev.sigilo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.policy.Policy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFingerprintTest {
    private static final String POLICY = """
            name: mine
            version: 3
            identity: [record_id, accession_number]
            patient: [patient_id]
            fields:
              record_id: {category: OTHER_ID, action: token}
              accession_number: {category: OTHER_ID, action: token}
              patient_id: {category: OTHER_ID, action: token}
            text:
              NAME: redact
              DATE: year
            """;

    @Test
    void printsTheHashOrTheFault(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("mine.yaml"), POLICY);
        Path bad = Files.writeString(folder.resolve("bad.yaml"), POLICY.replace("action: token", "action: keep"));
        assertThat(run(good.toString()))
                .isEqualTo("0 mine 3 " + Policy.load(POLICY, "mine.yaml").contentHash());
        assertThat(run(bad.toString()))
                .startsWith("1 bad.yaml")
                .hasLineCount(1)
                .contains("keep would let an identifier through");
        assertThat(run(folder.resolve("none.yaml").toString())).startsWith("1 ").endsWith("none.yaml cannot be read");
    }

    private static String run(String... files) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int status = PolicyFingerprint.run(files, out, out);
        return status + " " + said.toString(StandardCharsets.UTF_8).strip();
    }
}
