package dev.sigilo.tokenize.domain;

import java.util.List;

/**
 * A text after scrubbing.
 *
 * @param text         the new text
 * @param replacements the replacements, in the order of the old text, without overlap
 */
public record ScrubbedText(String text, List<Replacement> replacements) {

    /**
     * A span of the old text that was replaced.
     *
     * @param start       offset of its first UTF-16 unit in the old text
     * @param end         offset after its last
     * @param category    the category of the identifier, the name of a {@link dev.sigilo.records.Category}
     * @param replacement the new text of the span
     * @param detail      an assumption that was made, such as {@code day_month_assumed}, or null
     */
    public record Replacement(int start, int end, String category, String replacement, String detail) {
        /** Creates a replacement that assumes nothing. */
        public Replacement(int start, int end, String category, String replacement) {
            this(start, end, category, replacement, null);
        }
    }

    /** Returns {@code original} with these replacements applied. */
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
     * Returns the offset in the new text that corresponds to an offset in the old one, both in UTF-16 units. An offset
     * within a replaced span becomes the start of the replacement, or its end if {@code isEnd}.
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

    /** Returns only how much was replaced, because the text may still contain identifiers that a scrubber missed. */
    @Override
    public String toString() {
        return "ScrubbedText[" + replacements.size() + " replaced]";
    }
}
