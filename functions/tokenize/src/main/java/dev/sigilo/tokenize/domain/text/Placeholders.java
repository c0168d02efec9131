package dev.sigilo.tokenize.domain.text;

import dev.sigilo.records.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The placeholders that scrubbing writes into a text, {@code [NAME]} and {@code [NAME pat_name_1_…]}. They are not
 * scrubbed again.
 */
final class Placeholders {
    private static final Set<String> LABELS =
            Stream.of(Category.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());
    private static final int LONGEST_LABEL =
            LABELS.stream().mapToInt(String::length).max().orElseThrow();
    private static final int LONGEST_KIND = 40;
    private static final int TOKEN_CHARACTERS = 26;

    private Placeholders() {}

    /** Returns the start and end of each placeholder, in the order of the text. */
    static List<int[]> find(String text) {
        List<int[]> found = new ArrayList<>();
        for (int at = text.indexOf('['); at >= 0; at = text.indexOf('[', at + 1)) {
            int end = end(text, at);
            if (end > 0) {
                found.add(new int[] {at, end});
                at = end - 1;
            }
        }
        return found;
    }

    private static int end(String text, int open) {
        int i = open + 1;
        while (i < text.length() && i - open <= LONGEST_LABEL && isLabel(text.charAt(i))) {
            i++;
        }
        if (i >= text.length() || !LABELS.contains(text.substring(open + 1, i))) {
            return -1;
        }
        if (text.charAt(i) == ']') {
            return i + 1;
        }
        int close = text.charAt(i) == ' ' ? tokenEnd(text, i + 1) : -1;
        return close > 0 && close < text.length() && text.charAt(close) == ']' ? close + 1 : -1;
    }

    /** Returns the end of {@code kind_epoch_26characters}, or -1. */
    private static int tokenEnd(String text, int start) {
        int close = start;
        while (close < text.length()
                && close - start < LONGEST_KIND + TOKEN_CHARACTERS
                && isToken(text.charAt(close))) {
            close++;
        }
        int code = close - TOKEN_CHARACTERS;
        if (code - 3 < start || text.charAt(code - 1) != '_') {
            return -1;
        }
        for (int i = code; i < close; i++) {
            char c = text.charAt(i);
            if (c < '2' || c > '7' && c < 'a') {
                return -1;
            }
        }
        int epoch = code - 2;
        while (epoch > start && text.charAt(epoch) >= '0' && text.charAt(epoch) <= '9') {
            epoch--;
        }
        return epoch > start && epoch < code - 2 && text.charAt(epoch) == '_' ? close : -1;
    }

    private static boolean isLabel(char c) {
        return c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isToken(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
    }
}
