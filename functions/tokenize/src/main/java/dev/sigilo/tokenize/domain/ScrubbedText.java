package dev.sigilo.tokenize.domain;

import java.util.List;

/**
 * A text after scrubbing.
 *
 * @param text         the new text
 * @param replacements what was replaced, in the order of the old text, none overlapping another
 */
public record ScrubbedText(String text, List<Replacement> replacements) {

    /**
     * A stretch of the old text that was replaced.
     *
     * @param start       offset of its first UTF-16 unit in the old text
     * @param end         offset after its last
     * @param category    what was found, the name of a {@link dev.sigilo.records.Category}
     * @param replacement what stands there now
     * @param detail      what had to be assumed, as {@code day_month_assumed}, or null
     */
    public record Replacement(int start, int end, String category, String replacement, String detail) {
        /** A replacement without anything assumed. */
        public Replacement(int start, int end, String category, String replacement) {
            this(start, end, category, replacement, null);
        }
    }

    /** The text that these replacements make of {@code original}. */
    public static ScrubbedText of(String original, List<Replacement> replacements) {
        if (replacements.isEmpty()) {
            return new ScrubbedText(original, List.of());
        }
        StringBuilder text = new StringBuilder(original.length() + 32);
        int from = 0;
        for (Replacement replacement : replacements) {
            text.append(original, from, replacement.start()).append(replacement.replacement());
            from = replacement.end();
        }
        return new ScrubbedText(text.append(original, from, original.length()).toString(), List.copyOf(replacements));
    }

    /**
     * Where an offset of the old text stands in the new one, both in UTF-16 units. An offset within a replaced stretch
     * becomes the replacement's start, or its end where {@code isEnd}.
     */
    public int moved(int offset, boolean isEnd) {
        int shift = 0;
        for (Replacement replacement : replacements) {
            if (offset <= replacement.start()) {
                break;
            }
            if (offset < replacement.end()) {
                int start = replacement.start() + shift;
                return isEnd ? start + replacement.replacement().length() : start;
            }
            shift += replacement.replacement().length() - (replacement.end() - replacement.start());
        }
        return offset + shift;
    }

    /** Says how much was replaced; the text may still hold what a scrubber missed. */
    @Override
    public String toString() {
        return "ScrubbedText[" + replacements.size() + " replaced]";
    }
}
