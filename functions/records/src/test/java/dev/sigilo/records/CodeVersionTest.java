package dev.sigilo.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeVersionTest {

    @Test
    void theVersionNamesReleaseAndCommit() {
        assertThat(CodeVersion.of("0.1.0", "5f2c9e1a7b03", "false")).isEqualTo("0.1.0+5f2c9e1a7b03");
        assertThat(CodeVersion.of("0.1.0", "5f2c9e1a7b03", "true")).isEqualTo("0.1.0+5f2c9e1a7b03-dirty");
    }

    @Test
    void sourcesWithoutAGitCheckoutHaveTheReleaseAlone() {
        assertThat(CodeVersion.of("0.1.0", "${git.commit.id.abbrev}", "${git.dirty}"))
                .isEqualTo("0.1.0");
        assertThat(CodeVersion.of("0.1.0", null, null)).isEqualTo("0.1.0");
    }

    @Test
    void thisBuildHasAVersionThatFitsItsColumn() {
        assertThat(CodeVersion.current())
                .matches("\\d+\\.\\d+\\.\\d+\\S*")
                .hasSizeLessThanOrEqualTo(64)
                .doesNotContain("$");
    }
}
