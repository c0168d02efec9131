package dev.sigilo.detection.overlaps;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a whole number after the label of an identifier that identifier if the model found only a part of it or
 * detected it as a date, telephone number or address: "Account number: 100-4471-22".
 */
public final class LabelledCodes {

    private LabelledCodes() {}

    /**
     * Returns the spans including the labelled numbers.
     *
     * @param spans in the order of the text, without overlap
     * @param codes in the order of the text, without overlap
     */
    public static List<Span> over(List<Span> spans, List<Span> codes, CharSequence text) {
        return over(spans, codes, text, true);
    }

    /**
     * Returns the spans including the labelled numbers. If {@code widened}, these are extended by the numbers that the
     * model found there.
     */
    public static List<Span> over(List<Span> spans, List<Span> codes, CharSequence text, boolean widened) {
        if (codes.isEmpty()) {
            return spans;
        }
        List<Span> result = new ArrayList<>(spans.size() + codes.size());
        int next = 0;
        int done = 0;
        for (Span code : codes) {
            while (next < spans.size() && spans.get(next).end() <= code.start()) {
                addRest(spans.get(next++), done, text.length(), text, result);
            }
            Span whole = code;
            int last = next;
            while (last < spans.size() && spans.get(last).start() < code.end()) {
                Span span = spans.get(last++);
                if (widened && WholeCodes.isCode(span.type()) && span.type() != IdentifierType.ZIP) {
                    whole = new Span(
                            Math.min(span.start(), whole.start()), Math.max(span.end(), whole.end()), span.type());
                }
            }
            if (next < last) {
                addRest(spans.get(next), done, whole.start(), text, result);
            }
            whole = new Span(Math.max(done, whole.start()), whole.end(), whole.type());
            result.add(whole);
            done = whole.end();
            // The last of them may extend beyond it.
            next = last > next && spans.get(last - 1).end() > done ? last - 1 : last;
        }
        for (; next < spans.size(); next++) {
            addRest(spans.get(next), done, text.length(), text, result);
        }
        return result;
    }

    /** Adds the part of a span that lies between, if it contains a letter or digit. */
    private static void addRest(Span span, int least, int most, CharSequence text, List<Span> result) {
        int from = Math.max(span.start(), least);
        int to = Math.min(span.end(), most);
        while (from < to && !Character.isLetterOrDigit(text.charAt(from)) && from > span.start()) {
            from++;
        }
        while (to > from && !Character.isLetterOrDigit(text.charAt(to - 1)) && to < span.end()) {
            to--;
        }
        if (from < to) {
            result.add(from == span.start() && to == span.end() ? span : new Span(from, to, span.type()));
        }
    }

    /** Returns the spans without those inside a longer code: the letters of "RX55120" are not a place. */
    public static List<Span> notWithin(List<Span> spans, List<Span> numbers) {
        List<Span> kept = new ArrayList<>(spans.size());
        int next = 0;
        for (Span span : spans) {
            while (next < numbers.size() && numbers.get(next).end() <= span.start()) {
                next++;
            }
            boolean part = next < numbers.size()
                    && numbers.get(next).start() <= span.start()
                    && numbers.get(next).end() >= span.end()
                    && numbers.get(next).end() - numbers.get(next).start() > span.end() - span.start();
            if (!part) {
                kept.add(span);
            }
        }
        return kept;
    }
}
