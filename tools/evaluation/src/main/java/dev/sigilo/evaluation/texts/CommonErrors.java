package dev.sigilo.evaluation.texts;

import dev.sigilo.evaluation.texts.GoldText.GoldSpan;
import dev.sigilo.tokenize.domain.ScrubbedText.Replacement;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The most common errors; errors of the same kind, type and wording are counted together. */
public final class CommonErrors {
    private static final int CONTEXT_CHARACTERS = 40;

    private CommonErrors() {}

    /** What went wrong. */
    public enum Kind {
        /** A mark was not found. */
        MISSED,
        /** Something was changed that touches no mark. */
        FALSE,
        /** Something with a digit was changed that touches no mark. */
        ALTERED
    }

    /**
     * One error and how often it occurs.
     * @param type  the mark's type, or the category of a wrong change
     * @param text  where it occurs first
     * @param start its first UTF-16 unit there
     * @param end   after its last
     */
    public record CommonError(Kind kind, String type, int count, GoldText text, int start, int end) {

        /** Offset of the first code point. */
        public int startCodePoint() {
            return text.text().codePointCount(0, start);
        }

        /** Offset after the last code point. */
        public int endCodePoint() {
            return text.text().codePointCount(0, end);
        }

        /** The wording, in one line. PHI. */
        public String wording() {
            return oneLine(text.text().substring(start, end));
        }

        /** The text before its first occurrence, in one line. PHI. */
        public String before() {
            int from = Math.max(0, start - CONTEXT_CHARACTERS);
            from += from > 0 && Character.isLowSurrogate(text.text().charAt(from)) ? 1 : 0;
            return oneLine(text.text().substring(from, start));
        }

        /** The text after its first occurrence, in one line. PHI. */
        public String after() {
            int to = Math.min(text.text().length(), end + CONTEXT_CHARACTERS);
            to -= to < text.text().length()
                            && Character.isLowSurrogate(text.text().charAt(to))
                    ? 1
                    : 0;
            return oneLine(text.text().substring(end, to));
        }

        /** Replaces control characters, which could move a terminal's cursor. */
        private static String oneLine(String text) {
            StringBuilder line = new StringBuilder(text.length());
            text.chars().forEach(c -> line.append(Character.isISOControl(c) ? ' ' : (char) c));
            return line.toString();
        }

        /** Leaves the wording out: it may be a patient's. */
        @Override
        public String toString() {
            return "CommonError[" + kind + " " + type + ", " + count + "]";
        }
    }

    private record Key(boolean missed, String type, String wording) {}

    private static final class Occurrence {
        private CommonError first;
        private int count;
    }

    /** The most common errors of a kind, up to the given number; ties are in order of first occurrence. */
    public static List<CommonError> of(List<TextResult> results, boolean missed, int limit) {
        Map<Key, Occurrence> errors = new LinkedHashMap<>();
        for (TextResult result : results) {
            if (missed) {
                for (GoldSpan span : result.missed()) {
                    count(
                            errors,
                            new CommonError(Kind.MISSED, span.type(), 1, result.gold(), span.start(), span.end()));
                }
            } else {
                for (Replacement span : result.falseSpans()) {
                    count(
                            errors,
                            new CommonError(
                                    result.altered().contains(span) ? Kind.ALTERED : Kind.FALSE,
                                    span.category(),
                                    1,
                                    result.gold(),
                                    span.start(),
                                    span.end()));
                }
            }
        }
        return errors.values().stream()
                .sorted(Comparator.comparingInt((Occurrence error) -> -error.count))
                .limit(limit)
                .map(error -> new CommonError(
                        error.first.kind(),
                        error.first.type(),
                        error.count,
                        error.first.text(),
                        error.first.start(),
                        error.first.end()))
                .toList();
    }

    private static void count(Map<Key, Occurrence> errors, CommonError error) {
        Occurrence occurrence = errors.computeIfAbsent(
                new Key(error.kind() == Kind.MISSED, error.type(), error.wording()), key -> new Occurrence());
        occurrence.first = occurrence.first == null ? error : occurrence.first;
        occurrence.count++;
    }
}
