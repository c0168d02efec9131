package dev.sigilo.detection.overlaps;

import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Extends a number of which the model found only a part to all characters that are joined to it: "PJN[4471209]",
 * "[8847]-22913".
 */
public final class WholeCodes {

    private WholeCodes() {}

    /** Returns the spans with complete numbers and codes, without overlap. */
    public static List<Span> of(List<Span> spans, TextWords words) {
        List<Span> whole = new ArrayList<>(spans.size());
        int word = 0;
        for (int k = 0; k < spans.size(); k++) {
            Span span = spans.get(k);
            word = words.endingAfter(word, span.start());
            if (isCode(span.type())) {
                int least = whole.isEmpty() ? 0 : whole.get(whole.size() - 1).end();
                int most = k + 1 < spans.size() ? spans.get(k + 1).start() : words.text.length();
                whole.add(widened(span, word, words, least, most));
            } else {
                whole.add(span);
            }
        }
        return whole;
    }

    /** Returns whether values of the type are numbers or codes that are written without spaces. */
    static boolean isCode(IdentifierType type) {
        return switch (type) {
            case ID_PATIENT,
                    ID_CONTACT,
                    ID_INSURANCE,
                    ID_STAFF,
                    LICENSE,
                    NATIONAL_ID,
                    PASSPORT,
                    ACCOUNT,
                    DEVICE,
                    VEHICLE,
                    ZIP -> true;
            default -> false;
        };
    }

    private static Span widened(Span span, int first, TextWords words, int least, int most) {
        int from = first;
        while (from > 0 && isJoined(words, from - 1, from) && words.start[from - 1] >= least) {
            from--;
        }
        int last = first;
        while (last + 1 < words.count && words.start[last + 1] < span.end()) {
            last++;
        }
        while (last + 1 < words.count && isJoined(words, last, last + 1) && words.end[last + 1] <= most) {
            last++;
        }
        while (from < first && words.kind[from] == TextWords.OTHER) {
            from++;
        }
        while (last > first && words.kind[last] == TextWords.OTHER && words.start[last] >= span.end()) {
            last--;
        }
        return new Span(Math.min(span.start(), words.start[from]), Math.max(span.end(), words.end[last]), span.type());
    }

    /** Returns whether two words are written together and at most one of them is a hyphen or slash. */
    private static boolean isJoined(TextWords words, int left, int right) {
        return words.isGlued(right)
                && (isPart(words, left) || isJoint(words, left))
                && (isPart(words, right) || isJoint(words, right))
                && !(isJoint(words, left) && isJoint(words, right));
    }

    private static boolean isPart(TextWords words, int i) {
        return words.kind[i] == TextWords.DIGITS || words.kind[i] == TextWords.LETTERS && words.shape[i] != 0;
    }

    private static boolean isJoint(TextWords words, int i) {
        return words.kind[i] == TextWords.OTHER && "-/".indexOf(words.character(i)) >= 0;
    }
}
