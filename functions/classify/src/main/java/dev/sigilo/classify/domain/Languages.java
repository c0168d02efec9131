package dev.sigilo.classify.domain;

import java.util.Arrays;
import java.util.List;

/** The words by which English and Spanish are told apart: small ones, which every text has. */
final class Languages {
    private static final int ENGLISH = 1;
    private static final int SPANISH = 2;
    private static final List<String> ENGLISH_WORDS = List.of("the", "of", "is", "are", "and", "with", "there", "for",
            "to", "in", "was", "no", "within", "normal", "or", "at", "on", "acute", "right", "left", "chest", "clear",
            "views", "seen", "has", "old", "year", "pain", "without", "by", "from", "this", "patient", "mild");
    private static final List<String> SPANISH_WORDS = List.of("de", "la", "el", "los", "las", "y", "en", "se", "con",
            "sin", "del", "que", "una", "un", "por", "no", "normal", "al", "su", "es", "para", "o", "ni", "torax",
            "paciente", "derecho", "derecha", "izquierdo", "izquierda", "anos", "dolor", "leve", "signos");

    private byte[] languageOf = new byte[1024];

    Languages(Vocabulary vocabulary) {
        ENGLISH_WORDS.forEach(word -> mark(vocabulary.add(word), ENGLISH));
        SPANISH_WORDS.forEach(word -> mark(vocabulary.add(word), SPANISH));
    }

    private void mark(int word, int language) {
        if (word >= languageOf.length) {
            languageOf = Arrays.copyOf(languageOf, Math.max(word + 1, languageOf.length * 2));
        }
        languageOf[word] |= (byte) language;
    }

    /** 1 for a word that tells English, 2 for Spanish, 3 for both, 0 for neither. */
    int of(int word) {
        return word < languageOf.length ? languageOf[word] : 0;
    }
}
