package dev.sigilo.tokenize.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.text.Language;
import org.junit.jupiter.api.Test;

class TextsWithoutFindingsTest {
    private final TextsWithoutFindings texts = new TextsWithoutFindings();

    @Test
    void aTextIsKnownOnlyInTheLanguageInWhichItWasRead() {
        texts.add("Thorax sagittal", Language.ENGLISH);

        assertThat(texts.contains("Thorax sagittal", Language.ENGLISH)).isTrue();
        assertThat(texts.contains("Thorax sagittal", Language.SPANISH)).isFalse();
        assertThat(texts.contains("Thorax sagittal", null)).isFalse();
    }

    @Test
    void longTextsAreNotKept() {
        String text = "a ".repeat(40);
        texts.add(text, Language.ENGLISH);

        assertThat(texts.contains(text, Language.ENGLISH)).isFalse();
    }

    @Test
    void theirNumberIsBounded() {
        for (int i = 0; i < 100_000; i++) {
            texts.add("series " + i, Language.ENGLISH);
        }

        assertThat(texts).hasToString("TextsWithoutFindings[" + 100_000 % 4096 + "]");
    }
}
