package dev.sigilo.detection.names;

import dev.sigilo.detection.words.Degrees;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Initials of the people who dictated and typed a document: {@code AVS/dlm}, {@code VSD:tr}, {@code ei/nh} on a line of
 * their own or after a wide gap, {@code M.D./qn} after a degree, {@code . /RG} after a sentence, {@code . - RY} at the
 * end of a note. Linear in the number of words.
 */
public final class SignatureInitials {
    private static final int SHORTEST = 2;
    private static final int LONGEST = 4;
    private static final int LINES_AT_END = 3;
    /** Units and abbreviations that are written with a slash. */
    private static final IntTable NO_INITIALS = IntTable.words("""
            mg ml dl kg hr min mcg mm hg cm iv po im sq pt ot st bid tid qid prn nka neg pos na and or am pm ac pc hs
            wk mo yr meq iu pr od os ou dc wbat rom adl ed icu er or rn lpn cna np pa md do yes no not""");

    private static final IntTable LABELS = IntTable.words("dictated transcribed typed initials scribe");
    private static final int DEGREE_REACH = 6;

    private SignatureInitials() {}

    /** Returns the initials, in the order of the text and without overlap. */
    public static List<Span> find(TextWords words) {
        List<Span> spans = new ArrayList<>();
        int lastLines = lastLines(words);
        for (int i = 0; i + 1 < words.count; i++) {
            if (words.kind[i] != TextWords.OTHER || !isInitials(words, i + 1)) {
                continue;
            }
            char c = words.text.charAt(words.start[i]);
            if (isTypist(words, i, c)) {
                if (isDictator(words, i - 1, lastLines)) {
                    add(words, i - 1, spans);
                    add(words, i + 1, spans);
                } else if (c == '/' && i >= lastLines && (isDegreeBefore(words, i) || words.startsLine(i))) {
                    add(words, i + 1, spans);
                }
            } else if (isAuthor(words, i, c) || isAfterLabel(words, i, c)) {
                add(words, i + 1, spans);
            }
        }
        return spans;
    }

    private static void add(TextWords words, int i, List<Span> spans) {
        spans.add(new Span(words.start[i], words.end[i], IdentifierType.STAFF_NAME));
    }

    /** Returns whether it is the "/dlm" or ":dlm" that ends a line. */
    private static boolean isTypist(TextWords words, int mark, char c) {
        return (c == '/' || c == ':')
                && words.isGlued(mark)
                && words.isGlued(mark + 1)
                && words.shape[mark + 1] == 0
                && (endsLine(words, mark + 2) || isWide(words, mark + 2) && isDictationDate(words, mark + 2));
    }

    /** Returns whether it is the "D:" or "T:" before the day on which a text was dictated or typed. */
    private static boolean isDictationDate(TextWords words, int i) {
        return i + 1 < words.count
                && words.length(i) == 1
                && "DT".indexOf(words.text.charAt(words.start[i])) >= 0
                && words.text.charAt(words.start[i + 1]) == ':';
    }

    /** Recognizes "DICTATED: EPL". */
    private static boolean isAfterLabel(TextWords words, int mark, char c) {
        boolean label = c == ':'
                && mark > 0
                && words.isGlued(mark)
                && words.isIn(mark - 1, LABELS)
                && words.shape[mark + 1] == 2;
        return label
                && (endsLine(words, mark + 2)
                        || isWide(words, mark + 2)
                        || ".,;".indexOf(words.text.charAt(words.start[mark + 2])) >= 0);
    }

    /**
     * Returns whether it is the "AVS" before the typist's initials, at the start of a line, after a wide gap or after a
     * degree.
     */
    private static boolean isDictator(TextWords words, int i, int lastLines) {
        return i >= 0
                && isInitials(words, i)
                && (words.shape[i] == 2 || i >= lastLines)
                && (i == 0
                        || words.startsLine(i)
                        || isWide(words, i)
                        || words.shape[i] == 2 && isDegreeBefore(words, i));
    }

    /** Returns whether it is the "/RG" after a sentence at the end of a line, or the "- RY" that ends the note. */
    private static boolean isAuthor(TextWords words, int mark, char c) {
        if (mark == 0 || words.shape[mark + 1] != 2) {
            return false;
        }
        char before = words.text.charAt(words.end[mark - 1] - 1);
        if (c == '/') {
            return words.isGlued(mark + 1)
                    && words.length(mark + 1) < LONGEST
                    && endsLine(words, mark + 2)
                    && !words.isGlued(mark)
                    && ".;)".indexOf(before) >= 0;
        }
        return "-–—~".indexOf(c) >= 0 && mark + 2 == words.count && (words.startsLine(mark) || before == '.');
    }

    private static boolean isInitials(TextWords words, int i) {
        int length = words.length(i);
        return words.kind[i] == TextWords.LETTERS
                && length >= SHORTEST
                && length <= LONGEST
                && (words.shape[i] == 0 || words.shape[i] == 2)
                && !words.isIn(i, NO_INITIALS);
    }

    /** Returns whether a word is a unit or abbreviation and therefore not initials. */
    static boolean isAbbreviation(TextWords words, int i) {
        return words.isIn(i, NO_INITIALS);
    }

    private static boolean endsLine(TextWords words, int next) {
        return next >= words.count || words.startsLine(next);
    }

    private static boolean isWide(TextWords words, int i) {
        int spaces = 0;
        for (int k = words.start[i] - 1; k >= 0 && Character.isWhitespace(words.text.charAt(k)); k--) {
            spaces++;
        }
        return spaces > 1;
    }

    /** Returns whether a degree ends directly before this word: "Iyer, M.D., F.A.C.C. [VSI/dlp]". */
    private static boolean isDegreeBefore(TextWords words, int i) {
        for (int k = Math.max(0, i - DEGREE_REACH); k < i; k++) {
            boolean points = words.kind[k] == TextWords.LETTERS
                    && words.shape[k] == 3
                    && k + 2 < i
                    && words.isGlued(k + 1)
                    && words.isGlued(k + 2)
                    && words.text.charAt(words.start[k + 1]) == '.'
                    && words.shape[k + 2] == 3;
            if (points || Degrees.isDegree(words, k)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the first word of the last lines. */
    private static int lastLines(TextWords words) {
        int lines = 0;
        for (int i = words.count - 1; i > 0; i--) {
            lines += words.startsLine(i) ? 1 : 0;
            if (lines == LINES_AT_END) {
                return i;
            }
        }
        return 0;
    }
}
