package dev.sigilo.detection.names;

import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds the words of the same name beside names that were found, "Haizea [Iturralde] Galdeano", and names that "and"
 * joins to them: "[Tejedor] y Ribagorda".
 */
public final class NamesAround {

    private static final int MOST_WORDS = 3;

    private final TextWords words;
    private final NameWords names;

    private NamesAround(NameWords names) {
        this.words = names.words;
        this.names = names;
    }

    /**
     * Returns the spans, with names extended by the words that belong to them.
     *
     * @param spans in the order of the text, without overlap; so is the result
     */
    public static List<Span> of(List<Span> spans, NameWords names) {
        NamesAround around = new NamesAround(names);
        TextWords words = names.words;
        List<Span> result = new ArrayList<>(spans.size());
        int word = 0;
        for (int k = 0; k < spans.size(); k++) {
            Span span = spans.get(k);
            if (!WholeNames.isName(span)) {
                result.add(span);
                continue;
            }
            if (isStartOfBrand(words.text, span.end())) {
                continue;
            }
            while (word < words.count && words.end[word] <= span.start()) {
                word++;
            }
            int last = word;
            while (last + 1 < words.count && words.start[last + 1] < span.end()) {
                last++;
            }
            if (word >= words.count || words.start[word] != span.start() || words.end[last] != span.end()) {
                result.add(span);
                continue;
            }
            int least = result.isEmpty() ? 0 : result.get(result.size() - 1).end();
            int most = k + 1 < spans.size() ? spans.get(k + 1).start() : words.text.length();
            int first = around.before(word, least);
            int end = around.withSuffix(around.after(last, most), most);
            if (k + 1 < spans.size()
                    && mayBeListed(spans.get(k + 1))
                    && around.isListOf(end, spans.get(k + 1).start())) {
                around.addBeforeList(first, least, span.type(), result);
            }
            around.addBeforeAnd(first, least, span.type(), result);
            result.add(first == word && end == last ? span : new Span(words.start[first], words.end[end], span.type()));
            around.addOther(end, most, span.type(), result);
        }
        return result;
    }

    /** Returns the first word of the name that contains this word, but no word before {@code least}. */
    private int before(int first, int least) {
        int from = first;
        while (from > 0
                && first - from < MOST_WORDS
                && words.start[from - 1] >= least
                && words.gap[from] == TextWords.ONE_SPACE
                && words.shape[from - 1] == words.shape[from]
                && isPart(from - 1)
                && !names.isPartOfThing(from - 1)) {
            from--;
        }
        return from > 1 && words.start[from - 2] >= least && names.isSaint(from - 2) ? from - 2 : from;
    }

    private int after(int last, int most) {
        int end = last;
        while (end + 1 < words.count
                && end - last < MOST_WORDS
                && words.end[end + 1] <= most
                && words.gap[end + 1] == TextWords.ONE_SPACE
                && words.shape[end + 1] == words.shape[last]
                && isPart(end + 1)
                && !isHeading(end + 1)) {
            end++;
        }
        return end;
    }

    /** Recognizes a heading beside a name: "… Domènech Institut de Medicina", "… Pérez Teléfono:". */
    private boolean isHeading(int k) {
        return k + 1 < words.count
                && !words.startsLine(k + 1)
                && (names.character(k + 1) == ':' || !names.isListed(k) && names.is(k + 1, NameCues.PARTICLE));
    }

    private boolean isPart(int k) {
        if (words.kind[k] != TextWords.LETTERS || names.isClosed(k) || NameCues.of(words.hash[k]) != IntTable.ABSENT) {
            return false;
        }
        boolean listed = names.isListed(k) && (names.lists(k) & ListedWords.PLACE) == 0;
        return words.shape[k] == 0
                ? listed
                : (words.shape[k] == 1 || words.shape[k] == 2) && (listed || names.isUnlisted(k));
    }

    /**
     * Recognizes "[Mira]LAX": capitals directly after lower case, as in brand names. "[Smith]John" may be two names.
     */
    private static boolean isStartOfBrand(CharSequence text, int end) {
        int to = end;
        while (to < text.length() && Character.isUpperCase(text.charAt(to))) {
            to++;
        }
        return to > end + 1
                && Character.isLowerCase(text.charAt(end - 1))
                && (to == text.length() || !Character.isLetter(text.charAt(to)));
    }

    /**
     * Returns the last word of the name including a suffix: "Moses K. Abernathy [Jr]", "Will Price [III]", "Ames,
     * [Sr]".
     */
    private int withSuffix(int last, int most) {
        int i = last + 1 < words.count && names.character(last + 1) == ',' ? last + 2 : last + 1;
        return i < words.count
                        && words.isIn(i, NameWords.SUFFIXES)
                        && words.isCapitalised(i)
                        && words.gap[i] == TextWords.ONE_SPACE
                        && words.end[i] <= most
                ? i
                : last;
    }

    /** Returns whether only a comma separates the name that ends with this word from the next one. */
    private boolean isListOf(int end, int next) {
        return end + 2 < words.count
                && names.character(end + 1) == ','
                && words.start[end + 2] == next
                && !words.startsLine(end + 2);
    }

    /**
     * Returns whether the span is a name or a place: a given name in a list may be detected as a place ("Mary, Florence
     * and Jo").
     */
    private static boolean mayBeListed(Span span) {
        return WholeNames.isName(span) || span.type() == IdentifierType.TERRITORY;
    }

    /** Adds the name before "and": "[Okonjowe] and Ribagorda were engineers". */
    private void addBeforeAnd(int first, int least, IdentifierType type, List<Span> result) {
        int k = first - 2;
        if (k < 0
                || !names.is(first - 1, NameCues.AND)
                || words.startsLine(first)
                || words.startsLine(first - 1)
                || words.start[k] < least
                || words.shape[k] != 1
                || words.shape[first] != 1
                || !isPart(k)
                || !names.isNameWord(k)
                || names.isPartOfThing(k)
                || k > 0 && !words.startsLine(k) && words.isCapitalised(k - 1)) {
            return;
        }
        result.add(new Span(words.start[k], words.end[k], type));
    }

    /** Adds the possible name at the start of a list of names: "They are four: [Efua], Mary, Isabel and Jo". */
    private void addBeforeList(int first, int least, IdentifierType type, List<Span> result) {
        int k = first - 2;
        if (k < 0
                || names.character(first - 1) != ','
                || words.gap[first] != TextWords.ONE_SPACE
                || words.start[k] < least
                || words.shape[k] != 1
                || !isPart(k)
                || !names.isNameWord(k)
                || k > 0 && !words.startsLine(k) && ":(".indexOf(names.character(k - 1)) < 0) {
            return;
        }
        result.add(new Span(words.start[k], words.end[k], type));
    }

    private void addOther(int end, int most, IdentifierType type, List<Span> result) {
        int and = end + 1;
        if (and + 1 >= words.count
                || !names.is(and, NameCues.AND)
                || words.startsLine(and)
                || words.startsLine(and + 1)
                || words.shape[and] == 2
                || words.shape[and + 1] != 1
                || !isPart(and + 1)) {
            return;
        }
        int other = names.nameEnd(and + 1);
        if (other > and + 1 && words.end[other - 1] <= most && !names.isNamedThing(other)) {
            result.add(new Span(words.start[and + 1], words.end[other - 1], type));
        }
    }
}
