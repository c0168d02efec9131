package dev.sigilo.text;

import java.text.Normalizer;

/**
 * A text as a reader sees it: without invisible characters and without the asterisks of bold type in Markdown, with
 * plain letters and digits instead of mathematical and full-width ones, and, in words of Latin letters, with Latin
 * letters instead of look-alikes of other scripts. This finds names that are hidden from a program but not from a
 * person.
 */
public final class VisibleText {

    /** Cyrillic and Greek letters that look like Latin ones, and those Latin letters. */
    private static final String ALIKE =
            "аaеeоoрpсcуyхxіiјjѕsԁdһhАAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅSοoαaνvρpιiκkτtυuΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX";

    private static final int FIRST_UNUSUAL = 0xAD;
    private static final int MOST_ASTERISKS = 3;

    private final String text;
    /** The start and end in the original of each unit of {@link #text}; null if nothing differs. */
    private final int[] starts;

    private final int[] ends;

    private VisibleText(String text, int[] starts, int[] ends) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
    }

    /** Returns the text as it is seen, in time linear in its length. */
    public static VisibleText of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= FIRST_UNUSUAL && isUnusual(c) || c == '*' && boldEnd(text, i) > i) {
                return read(text);
            }
        }
        return new VisibleText(text, null, null);
    }

    private static boolean isUnusual(char c) {
        if (c < 0x370) {
            return c == 0xAD;
        }
        return c <= 0x52F
                || c == 0x61C
                || c == 0x180E
                || c >= 0x200B && c <= 0x200F
                || c >= 0x2010 && c <= 0x2012
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2060 && c <= 0x2069
                || c >= 0x24B6 && c <= 0x24E9
                || c == 0x3000
                || c == '\uD835'
                || c >= 0xFF01 && c <= 0xFF5E
                || c == '\uFEFF';
    }

    /**
     * Returns the offset after the two or three asterisks of bold type that start here, before or after a word
     * ("**Ana**: ..."). Returns {@code i} if there are none, as in masked numbers ("**1234", "****").
     */
    private static int boldEnd(String text, int i) {
        int end = i;
        while (end < text.length() && text.charAt(end) == '*' && end - i < MOST_ASTERISKS + 1) {
            end++;
        }
        if (end - i < 2 || end - i > MOST_ASTERISKS || i > 0 && text.charAt(i - 1) == '*') {
            return i;
        }
        char before = i == 0 ? ' ' : text.charAt(i - 1);
        char after = end == text.length() ? ' ' : text.charAt(end);
        boolean opens = Character.isLetter(after) && !Character.isLetterOrDigit(before);
        boolean closes =
                (Character.isLetter(before) || ":.)!?,".indexOf(before) >= 0) && !Character.isLetterOrDigit(after);
        return opens || closes ? end : i;
    }

    private static VisibleText read(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        int[] starts = new int[text.length() + 1];
        int[] ends = new int[text.length()];
        int i = 0;
        while (i < text.length()) {
            int code = text.codePointAt(i);
            int length = Character.charCount(code);
            int bold = code == '*' ? boldEnd(text, i) : i;
            if (bold > i) {
                i = bold;
                continue;
            }
            if (code >= FIRST_UNUSUAL && Character.getType(code) == Character.FORMAT) {
                i += length;
                continue;
            }
            if (length == 2 && code >= 0x1D400 && code <= 0x1D7FF
                    || code >= 0xFF01 && code <= 0xFF5E
                    || code >= 0x24B6 && code <= 0x24E9) {
                starts[seen.length()] = i;
                ends[seen.length()] = i + length;
                seen.append(Normalizer.normalize(text.substring(i, i + length), Normalizer.Form.NFKC)
                        .charAt(0));
            } else {
                for (int k = 0; k < length; k++) {
                    starts[seen.length()] = i + k;
                    ends[seen.length()] = i + k + 1;
                    char c = text.charAt(i + k);
                    seen.append(c >= 0x2010 && c <= 0x2012 ? '-' : c == 0x3000 ? ' ' : c);
                }
            }
            i += length;
        }
        starts[seen.length()] = text.length();
        replaceAlike(seen);
        return new VisibleText(seen.toString(), starts, ends);
    }

    private static void replaceAlike(StringBuilder seen) {
        int i = 0;
        while (i < seen.length()) {
            int end = i;
            boolean latin = false;
            boolean other = false;
            while (end < seen.length()
                    && (Character.isLetterOrDigit(seen.charAt(end)) || "@.-_".indexOf(seen.charAt(end)) >= 0)) {
                char c = seen.charAt(end);
                latin |= c < 0x250 && Character.isLetter(c);
                other |= c >= 0x370 && c <= 0x52F;
                end++;
            }
            for (int k = i; latin && other && k < end; k++) {
                int at = seen.charAt(k) >= 0x370 ? ALIKE.indexOf(seen.charAt(k)) : -1;
                if (at >= 0) {
                    seen.setCharAt(k, ALIKE.charAt(at + 1));
                }
            }
            i = end + 1;
        }
    }

    /** Returns the visible text. */
    public String text() {
        return text;
    }

    /** Returns whether the original is unchanged. */
    public boolean isPlain() {
        return starts == null;
    }

    /** Returns the offset in the original of the unit at this offset of {@link #text()}. */
    public int start(int offset) {
        return starts == null ? offset : starts[offset];
    }

    /**
     * Returns the end in the original of a span that ends at this offset of {@link #text()}, which must be greater than
     * 0.
     */
    public int end(int offset) {
        return starts == null ? offset : ends[offset - 1];
    }
}
