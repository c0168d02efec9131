package dev.sigilo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentHashTest {
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

    private static String hash(String yaml) {
        return Policy.load(yaml, "mine.yaml").contentHash();
    }

    @Test
    void isOfTheContentAndNotOfHowItIsWritten() {
        assertThat(hash(POLICY)).matches("[0-9a-f]{32}");
        assertThat(hash("# Ours.\n" + POLICY.replace("  NAME: redact\n  DATE: year", "  DATE: 'year'   # alone\n  NAME: redact")
                .replace("{category: OTHER_ID, action: token}", "{action: token, category: OTHER_ID}"))).isEqualTo(hash(POLICY));
    }

    @Test
    void isAnotherWithEveryChangeOfWhatItSays() {
        assertThat(hash(POLICY.replace("DATE: year", "DATE: redact"))).isNotEqualTo(hash(POLICY));
        assertThat(hash(POLICY.replace("[record_id, accession_number]", "[accession_number, record_id]"))).isNotEqualTo(hash(POLICY));
        assertThat(hash(POLICY.replace("version: 3", "version: 4"))).isNotEqualTo(hash(POLICY));
        assertThat(hash(POLICY + "unknown_fields: reject\n")).isNotEqualTo(hash(POLICY));
    }

    @Test
    void isToldToTheDeploymentOrWhatIsWrong(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("mine.yaml"), POLICY);
        Path bad = Files.writeString(folder.resolve("bad.yaml"), POLICY.replace("action: token", "action: keep"));
        assertThat(run(good.toString())).isEqualTo("0 mine 3 " + hash(POLICY));
        assertThat(run(bad.toString())).startsWith("1 bad.yaml").hasLineCount(1).contains("keep would let an identifier through");
        assertThat(run(folder.resolve("none.yaml").toString())).startsWith("1 ").endsWith("none.yaml cannot be read");
    }

    private static String run(String... files) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int status = PolicyFingerprint.run(files, out, out);
        return status + " " + said.toString(StandardCharsets.UTF_8).strip();
    }
}
