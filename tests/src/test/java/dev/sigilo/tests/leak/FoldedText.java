package dev.sigilo.tests.leak;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text without case, accents, JSON escapes and kinds of spacing, and the original position of each of its characters.
 */
final class FoldedText {
    private final StringBuilder folded;
    private int[] origins;

    private FoldedText(int capacity) {
        folded = new StringBuilder(capacity);
        origins = new int[Math.max(16, capacity)];
    }

    /** Lower case, without accents, each run of spacing one space, JSON escapes read. */
    static FoldedText of(String text) {
        FoldedText result = new FoldedText(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int from = i;
            if (c == '\\') {
                // A row inside a message inside a log line is escaped more than once.
                while (i < text.length() && text.charAt(i) == '\\') {
                    i++;
                }
                char escaped = i < text.length() ? text.charAt(i) : '\\';
                if (escaped == 'n' || escaped == 't' || escaped == 'r' || escaped == 'f' || escaped == 'b') {
                    result.append(' ', from);
                    i++;
                } else if (escaped == 'u' && isHex(text, i + 1)) {
                    result.fold((char) Integer.parseInt(text.substring(i + 1, i + 5), 16), from);
                    i += 5;
                } else {
                    result.append('\\', from);
                }
            } else {
                result.fold(c, from);
                i++;
            }
        }
        return result;
    }

    /**
     * Returns only letters and digits. Up to two other characters between two of them are left out, as in
     * {@code 555-01 23}; a longer gap stays a gap.
     */
    FoldedText compact() {
        FoldedText result = new FoldedText(folded.length());
        int gap = 0;
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                if (gap > 2) {
                    result.append(' ', origins[i]);
                }
                gap = 0;
                result.append(c, origins[i]);
            } else {
                gap++;
            }
        }
        return result;
    }

    CharSequence text() {
        return folded;
    }

    int length() {
        return folded.length();
    }

    /** Returns the original position of the character at {@code index}. */
    int origin(int index) {
        return origins[index];
    }

    private void fold(char c, int from) {
        if (c < 0x80) {
            append(Character.isWhitespace(c) || c < 0x20 ? ' ' : Character.toLowerCase(c), from);
            return;
        }
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            append(' ', from);
            return;
        }
        String parts = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKD);
        for (int i = 0; i < parts.length(); i++) {
            int type = Character.getType(parts.charAt(i));
            if (type != Character.NON_SPACING_MARK
                    && type != Character.COMBINING_SPACING_MARK
                    && type != Character.FORMAT) {
                append(Character.toLowerCase(parts.charAt(i)), from);
            }
        }
    }

    private void append(char c, int from) {
        if (c == ' ' && folded.length() > 0 && folded.charAt(folded.length() - 1) == ' ') {
            return;
        }
        if (folded.length() == origins.length) {
            origins = Arrays.copyOf(origins, origins.length * 2);
        }
        origins[folded.length()] = from;
        folded.append(c);
    }

    private static boolean isHex(String text, int from) {
        if (from + 4 > text.length()) {
            return false;
        }
        for (int i = from; i < from + 4; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Prints only the size, because the text may identify a person. */
    @Override
    public String toString() {
        return "FoldedText[" + folded.length() + "]";
    }
}
