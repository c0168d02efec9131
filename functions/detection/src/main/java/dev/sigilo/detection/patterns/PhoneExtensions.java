package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Recognizes extensions of telephone numbers: after a number, "617-555-0199 ext. 22", or by themselves, "Contact: ext
 * 22", "x6612".
 */
public final class PhoneExtensions {

    /** The words between a telephone number and its extension. */
    private static final IntTable EXTENSIONS = IntTable.words("ext extn extension x anexo int interno exten");
    /** Prefixes of an extension or pager number, without a space: "x6612", "p31184". */
    private static final IntTable GLUED_EXTENSIONS = IntTable.words("x ext p pgr");
    /** Words before an extension without a telephone number: "Contact: ext 22". */
    private static final IntTable CONTACTS =
            IntTable.words("contact contacto call llamar phone tel telefono at " + "en desk dial marcar reach");

    private static final int MOST_DIGITS = 6;
    /** The most digits that surely fit into an int. */
    private static final int MOST_VALUE_DIGITS = 9;

    private static final int THOUSAND = 1000;
    private static final int MOST_MARKS = 3;

    private PhoneExtensions() {}

    /** Returns the spans, with the extension added to each telephone number that has one: "617-555-0199 ext. 22". */
    public static List<Span> with(List<Span> spans, TextWords words) {
        List<Span> whole = new ArrayList<>(spans.size());
        int word = 0;
        for (int n = 0; n < spans.size(); n++) {
            Span span = spans.get(n);
            boolean phone = span.type() == IdentifierType.PHONE || span.type() == IdentifierType.FAX;
            while (word < words.count && words.start[word] < span.end()) {
                word++;
            }
            int end = phone ? end(words, word) : word;
            // Detection may have found a part of the extension by itself.
            boolean extended = end > word;
            int last = extended ? words.end[end - 1] : span.end();
            while (extended && n + 1 < spans.size() && spans.get(n + 1).start() < last) {
                last = Math.max(last, spans.get(n + 1).end());
                n++;
            }
            whole.add(extended ? new Span(span.start(), last, span.type()) : span);
        }
        return whole;
    }

    /** Returns the word after the extension that begins here, or {@code from}. */
    private static int end(TextWords words, int from) {
        int k = from;
        while (k < words.count && k - from < 2 && !words.startsLine(k) && ",;(-".indexOf(words.character(k)) >= 0) {
            k++;
        }
        if (k >= words.count || words.startsLine(k) || !words.isIn(k, EXTENSIONS) && words.character(k) != '#') {
            return from;
        }
        int number = k + 1;
        while (number < words.count && number - k < MOST_MARKS && ".:#".indexOf(words.character(number)) >= 0) {
            number++;
        }
        return number < words.count
                        && !words.startsLine(number)
                        && words.kind[number] == TextWords.DIGITS
                        && words.length(number) <= MOST_DIGITS
                ? number + 1
                : from;
    }

    /**
     * Returns the word after the extension with a label that begins here after a word like "contact", or {@code i}. The
     * number is the last word.
     */
    static int labelledEnd(TextWords words, int i) {
        if (!words.isIn(i, EXTENSIONS) || CONTACTS.get(before(words, i)) == IntTable.ABSENT) {
            return i;
        }
        int end = end(words, i);
        return end > i && words.length(end - 1) > 1 ? end : i;
    }

    /** Returns the hash of the last word before this one, skipping marks, or 0. */
    private static int before(TextWords words, int i) {
        int k = i - 1;
        while (k >= 0 && i - k < MOST_MARKS && words.kind[k] == TextWords.OTHER) {
            k--;
        }
        return k >= 0 && words.kind[k] == TextWords.LETTERS ? words.hash[k] : 0;
    }

    /**
     * Returns the word after "x6612", "x4-7721" or "p31184" that begins here, or {@code i}: four or five digits of an
     * extension or pager, with no unit after them. The number begins at {@code i + 1}.
     */
    static int gluedEnd(TextWords words, int i) {
        int first = i + 1;
        if (!words.isIn(i, GLUED_EXTENSIONS)
                || first >= words.count
                || words.kind[first] != TextWords.DIGITS
                || !words.isGlued(first)
                || i > 0 && words.isGlued(i) && words.kind[i - 1] != TextWords.OTHER) {
            return i;
        }
        boolean parted = words.length(first) == 1
                && first + 2 < words.count
                && words.character(first + 1) == '-'
                && words.isGlued(first + 1)
                && words.isGlued(first + 2)
                && CodeBounds.isDigits(words, first + 2, 4);
        boolean whole = (words.length(first) == 4 || words.length(first) == 5)
                && words.value(first, MOST_VALUE_DIGITS) % THOUSAND != 0;
        int next = parted ? first + 3 : first + 1;
        boolean goesOn = next < words.count
                && (words.isGlued(next) && ".,;)".indexOf(words.character(next)) < 0
                        || words.kind[next] == TextWords.LETTERS
                                && !words.startsLine(next)
                                && ClinicalValues.isUnit(words.hash[next]));
        return (parted || whole) && !goesOn ? next : i;
    }
}
