package dev.sigilo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
    void dependsOnTheContentAndNotOnItsFormatting() {
        assertThat(hash(POLICY)).matches("[0-9a-f]{32}");
        assertThat(hash("# Ours.\n"
                        + POLICY.replace("  NAME: redact\n  DATE: year", "  DATE: 'year'   # alone\n  NAME: redact")
                                .replace("{category: OTHER_ID, action: token}", "{action: token, category: OTHER_ID}")))
                .isEqualTo(hash(POLICY));
    }

    @Test
    void changesWithEveryChangeOfTheContent() {
        assertThat(hash(POLICY.replace("DATE: year", "DATE: redact"))).isNotEqualTo(hash(POLICY));
        assertThat(hash(POLICY.replace("[record_id, accession_number]", "[accession_number, record_id]")))
                .isNotEqualTo(hash(POLICY));
        assertThat(hash(POLICY.replace("version: 3", "version: 4"))).isNotEqualTo(hash(POLICY));
        assertThat(hash(POLICY + "unknown_fields: reject\n")).isNotEqualTo(hash(POLICY));
    }
}
