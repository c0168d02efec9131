package dev.sigilo.classify.domain;

import dev.sigilo.text.Language;
import java.util.Arrays;

/** The words of a vocabulary that distinguish English from Spanish: short words that every report contains. */
final class Languages {
    private byte[] languageOf = new byte[1024];

    Languages(Vocabulary vocabulary) {
        for (Language language : Language.values()) {
            language.reportWords().forEach(word -> mark(vocabulary.add(word), 1 << language.ordinal()));
        }
    }

    private void mark(int word, int language) {
        if (word >= languageOf.length) {
            languageOf = Arrays.copyOf(languageOf, Math.max(word + 1, languageOf.length * 2));
        }
        languageOf[word] |= (byte) language;
    }

    /**
     * Returns 1 for an English word, 2 for a Spanish one, 3 for a word of both languages, and 0 for a word of neither.
     */
    int of(int word) {
        return word < languageOf.length ? languageOf[word] : 0;
    }
}
