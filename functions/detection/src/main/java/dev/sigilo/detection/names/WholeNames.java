package dev.sigilo.detection.names;

import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Completes names of which the model found only a part, "[Ana Ruiz] de la Torre", and removes the title before a name.
 */
public final class WholeNames {

    private final TextWords words;
    private final NameWords names;

    private WholeNames(NameWords names) {
        this.words = names.words;
        this.names = names;
    }

    /**
     * Returns the spans with complete names. A span within a name that a pattern found becomes that name, and the words
     * that continue a name are added to it.
     *
     * @param tagged spans of any kind
     * @param found names that patterns found; both in the order of the text, without overlap
     */
    public static List<Span> of(List<Span> tagged, List<Span> found, NameWords names) {
        TextWords words = names.words;
        WholeNames wholes = new WholeNames(names);
        List<Span> completed = new ArrayList<>(tagged.size());
        int next = 0;
        int word = 0;
        for (int k = 0; k < tagged.size(); k++) {
            Span span = tagged.get(k);
            if (span.type() == IdentifierType.TERRITORY || span.type() == IdentifierType.INSTITUTION) {
                span = wholes.nameOf(
                        span,
                        found,
                        completed,
                        k + 1 < tagged.size() ? tagged.get(k + 1).start() : words.text.length());
            }
            if (isName(span)) {
                while (next < found.size() && found.get(next).end() <= span.start()) {
                    next++;
                }
                int limit = k + 1 < tagged.size() ? tagged.get(k + 1).start() : words.text.length();
                Span name = next < found.size() ? found.get(next) : span;
                if (name.start() <= span.start()
                        && name.end() >= span.end()
                        && name.end() <= limit
                        && wholes.areListed(span.end(), name.end(), word)
                        && (completed.isEmpty()
                                || completed.get(completed.size() - 1).end() <= name.start())) {
                    span = new Span(name.start(), name.end(), span.type());
                }
                while (word < words.count && words.end[word] < span.end()) {
                    word++;
                }
                int last = wholes.withFurtherSurnames(word);
                if (last > word && last < words.count && words.end[last] <= limit) {
                    span = new Span(span.start(), words.end[last], span.type());
                }
                span = wholes.withoutTitle(wholes.withJoined(span, word, limit), word);
            }
            completed.add(span);
        }
        return completed;
    }

    /**
     * Returns the name, found by a pattern, of which a word was detected as a place or institution: "Pilar [Ybarra],
     * atiende en el teléfono".
     */
    private Span nameOf(Span place, List<Span> found, List<Span> before, int limit) {
        int least = before.isEmpty() ? 0 : before.get(before.size() - 1).end();
        int low = 0;
        int high = found.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (found.get(middle).end() <= place.start()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Span name = low < found.size() ? found.get(low) : place;
        boolean holds = name.start() <= place.start()
                && name.end() >= place.end()
                && name.end() - name.start() > place.end() - place.start();
        return holds && name.start() >= least && name.end() <= limit ? name : place;
    }

    static boolean isName(Span span) {
        return span.type() == IdentifierType.PATIENT_NAME || span.type() == IdentifierType.STAFF_NAME;
    }

    /** Returns whether this span contains only listed names, unlisted words, particles and marks. */
    private boolean areListed(int from, int to, int firstWord) {
        for (int k = firstWord; k < words.count && words.start[k] < to; k++) {
            if (words.start[k] >= from
                    && words.kind[k] == TextWords.LETTERS
                    && !names.is(k, NameCues.PARTICLE)
                    && !names.isInitial(k)
                    && !names.isUnlisted(k)
                    && ((names.lists(k) & ListedWords.PERSON_NAME) == 0
                            || (names.lists(k) & ListedWords.COMMON_WORD) != 0)) {
                return false;
            }
        }
        return true;
    }

    /** Returns a name with the word that a hyphen joins to its last word: "[Itzel Ramírez]-Pond". */
    private Span withJoined(Span span, int lastWord, int limit) {
        int joined = words.endingAfter(Math.min(lastWord, words.count - 1), span.end() - 1) + 2;
        boolean joins = joined < words.count
                && words.start[joined - 1] == span.end()
                && names.character(joined - 1) == '-'
                && words.isGlued(joined)
                && words.kind[joined] == TextWords.LETTERS
                && words.shape[joined] == 1
                && words.end[joined] <= limit;
        return joins ? new Span(span.start(), words.end[joined], span.type()) : span;
    }

    /** Returns a name without the title at its beginning: "Doctora Marta García". */
    private Span withoutTitle(Span span, int lastWord) {
        int first = Math.min(lastWord, words.count - 1);
        while (first > 0 && words.start[first - 1] >= span.start()) {
            first--;
        }
        int next = names.is(first, NameCues.STAFF_TITLE | NameCues.OTHER_TITLE)
                ? names.afterMarks(first + 1, ".ªº")
                : first;
        return next > first && next <= lastWord && words.start[first] == span.start()
                ? new Span(words.start[next], span.end(), span.type())
                : span;
    }

    /** Returns the last word of the part that continues a name that ends at this word, or that word itself. */
    private int withFurtherSurnames(int last) {
        if (last >= words.count || words.kind[last] != TextWords.LETTERS) {
            return last;
        }
        boolean upper = words.shape[last] == 2;
        int end = last + 1;
        while (end < words.count && end - last < NameWords.MAX_NAME_WORDS) {
            int next = words.gap[end] == TextWords.ONE_SPACE ? names.part(end, upper) : end;
            if (next == end
                    || (names.lists(next - 1) & ListedWords.SURNAME) == 0
                    || (names.lists(next - 1) & (ListedWords.COMMON_WORD | ListedWords.PLACE)) != 0
                    || next < words.count && names.character(next) == ':') {
                break;
            }
            end = next;
        }
        return end - 1;
    }
}
