package dev.sigilo.text;

import java.util.List;
import java.util.Set;

/** Reads lists of words or phrases that are written in the code as one text, which is short and easy to edit. */
public final class WordList {

    private WordList() {}

    /**
     * Returns the words of a text.
     *
     * @throws IllegalArgumentException if a word occurs twice
     */
    public static Set<String> setOfWords(String text) {
        return Set.of(words(text));
    }

    /** Returns the words of a text in their order. */
    public static List<String> listOfWords(String text) {
        return List.of(words(text));
    }

    /**
     * Returns the phrases of a text, which are separated by commas.
     *
     * @throws IllegalArgumentException if a phrase occurs twice
     */
    public static Set<String> setOfPhrases(String text) {
        return Set.of(phrases(text));
    }

    /** Returns the phrases of a text, which are separated by commas, in their order. */
    public static List<String> listOfPhrases(String text) {
        return List.of(phrases(text));
    }

    private static String[] words(String text) {
        return text.strip().split("\\s+");
    }

    private static String[] phrases(String text) {
        return text.strip().split(",\\s+");
    }
}
