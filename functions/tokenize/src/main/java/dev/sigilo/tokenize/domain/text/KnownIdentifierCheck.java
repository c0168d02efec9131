package dev.sigilo.tokenize.domain.text;

import dev.sigilo.text.Folding;
import java.util.Set;

/**
 * Checks that a scrubbed text contains no unmistakable identifier: a name that is not a common word, a number of eight
 * digits or more, an e-mail address. It uses a different search from {@link KnownIdentifiers#find}, so that a bug there
 * does not go unnoticed.
 */
final class KnownIdentifierCheck {
    private final Set<String> names;
    private final Set<String> numbers;

    /** Takes names as folded words, and numbers and addresses without separators. */
    KnownIdentifierCheck(Set<String> names, Set<String> numbers) {
        this.names = names;
        this.numbers = numbers;
    }

    /** Returns whether the scrubbed text still contains one of them outside placeholders. */
    boolean isLeftIn(String scrubbed) {
        if (names.isEmpty() && numbers.isEmpty()) {
            return false;
        }
        String words = Folding.words(withoutPlaceholders(scrubbed));
        for (String name : names) {
            if (isWordIn(words, name)) {
                return true;
            }
        }
        for (String number : numbers) {
            if (isNumberIn(words, number)) {
                return true;
            }
        }
        return false;
    }

    private static String withoutPlaceholders(String scrubbed) {
        StringBuilder rest = new StringBuilder(scrubbed.length());
        int from = 0;
        for (int[] placeholder : Placeholders.find(scrubbed)) {
            rest.append(scrubbed, from, placeholder[0]).append('|');
            from = placeholder[1];
        }
        return rest.append(scrubbed, from, scrubbed.length()).toString();
    }

    private static boolean isWordIn(String words, String word) {
        int at = words.indexOf(word);
        while (at >= 0) {
            if (words.charAt(at - 1) == ' ' && words.charAt(at + word.length()) == ' ') {
                return true;
            }
            at = words.indexOf(word, at + 1);
        }
        return false;
    }

    /** Returns whether the words contain the number, with at most one space between its digits. */
    private static boolean isNumberIn(String words, String number) {
        char first = number.charAt(0);
        for (int at = words.indexOf(first); at >= 0; at = words.indexOf(first, at + 1)) {
            int i = at;
            int matched = 0;
            while (i < words.length() && matched < number.length()) {
                char c = words.charAt(i);
                if (c == number.charAt(matched)) {
                    matched++;
                } else if (c != ' ') {
                    break;
                }
                i++;
            }
            if (matched == number.length()) {
                return true;
            }
        }
        return false;
    }
}
