package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.TextWords;
import dev.sigilo.detection.words.WordClasses;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import dev.sigilo.text.Language;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the parts of a text that are proven to be dates by form and context, in English and Spanish.
 *
 * <p>Day, month and year together are proven by their form. Everything else needs context: {@code 3/4} may be a date or
 * a strength grade, {@code 10/07} a month, {@code 2016} a dose, {@code the 11th} a rib. So a pair of numbers is a date
 * only beside a word that introduces one ("on", "dated", "admitted", "CT"), beside a weekday, or in a list with another
 * date, and never if a scale or a measure is named ("strength 4/5", "1/2 tablet"). A date of the model proves nothing
 * here: {@link #check} removes those without proof.
 */
public final class ProvenDates {

    private final TextWords words;
    private final boolean spanish;
    private final DateNumbers numbers;
    private final DateYears years;

    private ProvenDates(DateContext context) {
        this.words = context.words;
        this.spanish = context.spanish;
        this.numbers = context.numbers;
        this.years = new DateYears(context);
    }

    /** Returns the dates in the order of the text; {@code marks} are those of {@link DatePatterns#marks}. */
    public static List<Span> find(TextWords words, byte[] marks, Language language) {
        DateContext context = new DateContext(words, language);
        List<DateCandidate> candidates = new DateForms(context, marks).candidates();
        DateLinks links = new DateLinks(context, candidates);
        links.link();
        links.promoteAgreeing();
        List<Span> spans = new ArrayList<>();
        for (DateCandidate candidate : candidates) {
            if (candidate.proof == DateProof.DATE) {
                spans.add(new Span(words.start[candidate.from], words.end[candidate.to - 1], IdentifierType.DATE));
            }
        }
        return spans;
    }

    /**
     * Returns the spans without unproven dates. A span that overlaps a proven date stays, but is cut to the date if it
     * has other numbers. A year stays if the preceding word or brackets show that it is one.
     */
    public static List<Span> check(List<Span> tagged, List<Span> proven, TextWords words, Language language) {
        ProvenDates dates = new ProvenDates(new DateContext(words, language));
        List<Span> kept = new ArrayList<>(tagged.size());
        int word = 0;
        int next = 0;
        int end = 0;
        for (int k = 0; k < tagged.size(); k++) {
            Span span = tagged.get(k);
            if (span.type() != IdentifierType.DATE) {
                if (span.start() >= end) {
                    kept.add(span);
                }
                continue;
            }
            word = words.endingAfter(word, span.start());
            while (next < proven.size() && proven.get(next).end() <= span.start()) {
                next++;
            }
            int last = next;
            while (last < proven.size() && proven.get(last).start() < span.end()) {
                last++;
            }
            if (last > next) {
                Span whole = dates.united(span, word, proven.subList(next, last));
                int most = k + 1 < tagged.size() ? tagged.get(k + 1).start() : words.text.length();
                if (whole.start() >= end && whole.end() <= most) {
                    kept.add(whole);
                    end = whole.end();
                }
            } else if (span.start() >= end && dates.isKeptWithoutProof(span, word)) {
                kept.add(span);
                end = span.end();
            }
        }
        return kept;
    }

    /** Returns the span with the proven dates, or the first of these if the span has another number. */
    private Span united(Span span, int word, List<Span> proven) {
        int from = Math.min(span.start(), proven.get(0).start());
        int to = Math.max(span.end(), proven.get(proven.size() - 1).end());
        for (int i = word; i < words.count && words.start[i] < span.end(); i++) {
            if (words.isDigits(i) && !isWithin(words.start[i], proven) && !isTime(i) && !numbers.isYear(i)) {
                return new Span(proven.get(0).start(), proven.get(0).end(), span.type());
            }
        }
        return new Span(from, to, span.type());
    }

    private static boolean isWithin(int offset, List<Span> spans) {
        for (Span span : spans) {
            if (span.start() <= offset && offset < span.end()) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the number is an hour, or minutes or a zone after one. */
    private boolean isTime(int i) {
        return i + 1 < words.count
                        && (words.character(i + 1) == ':'
                                || words.character(i + 1) == 'h'
                                || words.character(i + 1) == 'H')
                        && words.gap[i + 1] <= TextWords.ONE_SPACE
                || i > 0
                        && (words.character(i - 1) == ':'
                                || words.character(i - 1) == '.'
                                || words.character(i - 1) == '+')
                        && words.isGlued(i);
    }

    /**
     * Returns whether a date of the model stays although no rule proves it: one without numbers, or a year that the
     * preceding word or brackets show to be one.
     */
    private boolean isKeptWithoutProof(Span span, int word) {
        boolean month = false;
        boolean weekday = false;
        int numberCount = 0;
        int number = -1;
        int letters = 0;
        for (int i = word; i < words.count && words.start[i] < span.end(); i++) {
            numberCount += words.isDigits(i) ? 1 : 0;
            number = words.isDigits(i) ? i : number;
            letters += words.isLetters(i) ? 1 : 0;
            month |= words.wordClass[i] == WordClasses.MONTH;
            weekday |= words.wordClass[i] == WordClasses.WEEKDAY;
        }
        if (numberCount == 0) {
            return spanish ? !weekday || month || letters > 2 : !weekday && !month;
        }
        return numberCount == 1 && years.isNamed(number);
    }
}
