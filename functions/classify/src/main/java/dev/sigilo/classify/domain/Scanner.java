package dev.sigilo.classify.domain;

import dev.sigilo.text.Letters;
import dev.sigilo.text.WordList;
import java.util.List;
import java.util.Set;

/**
 * Splits a text into sentences and their words, one sentence at a time, in one pass. A sentence ends at a full stop, a
 * question or exclamation mark, a line that starts a new sentence, or a section heading; it does not end at "Dr.", "3.5
 * cm", "No. 4" or the "1." of a list item. The scanner only reads forward, except for one step back if a heading or an
 * item begins in the middle of a line, so the time is linear in the length of the text.
 */
final class Scanner {
    /** Abbreviations whose full stop does not end a sentence. */
    private static final List<String> ABBREVIATIONS = WordList.listOfWords("""
            dr dra mr mrs ms prof st vs approx aprox eg ie fig figs cf sr sra srta ej incl resp dept lic ud uds
            aprox vol art pag""");
    /** Abbreviations only before a number. */
    private static final List<String> NUMBERED = List.of("no", "nos", "num", "nr", "n", "im", "img", "se", "ser");

    private static final int LONG_LINE = 50;

    private final Vocabulary vocabulary;
    private final Phrases headings;
    private final Set<Integer> abbreviations;
    private final Set<Integer> numbered;
    private final Languages languages;

    private final int disease;
    private final int operation;

    private final Words words = new Words();
    private String text;
    private int at;
    private int lineStart;
    private long heading;
    private int english;
    private int spanish;

    /**
     * @param vocabulary    the vocabulary that words are looked up in
     * @param headings      the section headings to recognize
     * @param abbreviations numbers of words after which a sentence does not end
     * @param numbered      numbers of words after which a sentence does not end if a number follows
     * @param languages     the words that indicate a language
     */
    Scanner(
            Vocabulary vocabulary,
            Phrases headings,
            Set<Integer> abbreviations,
            Set<Integer> numbered,
            Languages languages) {
        this.vocabulary = vocabulary;
        this.headings = headings;
        this.abbreviations = abbreviations;
        this.numbered = numbered;
        this.languages = languages;
        this.disease = vocabulary.numberOf(Suffixes.DISEASE);
        this.operation = vocabulary.numberOf(Suffixes.OPERATION);
    }

    /** Returns the numbers of the abbreviations, in a vocabulary that is being filled. */
    static Set<Integer> abbreviations(Vocabulary vocabulary) {
        return numbers(vocabulary, ABBREVIATIONS);
    }

    /** Returns the numbers of the abbreviations before a number, in a vocabulary that is being filled. */
    static Set<Integer> numbered(Vocabulary vocabulary) {
        return numbers(vocabulary, NUMBERED);
    }

    private static Set<Integer> numbers(Vocabulary vocabulary, List<String> words) {
        Set<Integer> numbers = new java.util.HashSet<>();
        words.forEach(word -> numbers.add(vocabulary.add(word)));
        return Set.copyOf(numbers);
    }

    /** Returns the language of everything read since the last {@link #forget()}; English if nothing indicates one. */
    String language() {
        return spanish > english ? "es" : "en";
    }

    /**
     * Clears everything that was read. A scanner is reused for the next record, which must not see the previous one.
     */
    void forget() {
        begin("");
        english = 0;
        spanish = 0;
    }

    void begin(String newText) {
        text = newText;
        at = 0;
        lineStart = 0;
        heading = -1;
    }

    Words words() {
        return words;
    }

    /** Returns whether the sentence that {@link #next()} read is a section heading. */
    boolean isHeading() {
        return heading >= 0;
    }

    /** Returns the heading in the format of {@link Phrases#match}, or -1. */
    long headingMatch() {
        return heading;
    }

    /** Reads the next sentence that has words; returns false at the end of the text. */
    boolean next() {
        words.clear();
        heading = -1;
        int length = text.length();
        while (at < length) {
            char c = text.charAt(at);
            char folded = Letters.fold(c);
            if (folded > Letters.MARK) {
                if (words.count == Words.MAX_WORDS) {
                    return true;
                }
                word(length);
                continue;
            }
            at++;
            if (c == ' ' || folded == Letters.MARK) {
                words.before[words.count] |= Words.SPACE;
                continue;
            }
            if (punctuation(c, length) && words.count > 0) {
                return true;
            }
        }
        return words.count > 0;
    }

    private void word(int length) {
        int start = at;
        long hash = Vocabulary.HASH_START;
        while (at < length) {
            char folded = Letters.fold(text.charAt(at));
            if (folded == Letters.NONE) {
                break;
            }
            if (folded != Letters.MARK) {
                hash = Vocabulary.hash(hash, folded);
            }
            at++;
        }
        int number = vocabulary.numberOf(hash);
        if (number != Vocabulary.UNKNOWN) {
            int language = languages.of(number);
            english += language & 1;
            spanish += language >> 1;
        } else {
            String kind = Suffixes.of(text, start, at);
            number = kind == null ? Vocabulary.UNKNOWN : kind.equals(Suffixes.DISEASE) ? disease : operation;
        }
        words.add(number, start, at);
    }

    /**
     * Processes one character that is not part of a word and was already consumed; returns true if the sentence ends.
     */
    private boolean punctuation(char c, int length) {
        switch (c) {
            case ',' -> mark(Words.COMMA);
            case ';' -> mark(Words.SEMICOLON);
            case '-', '\u2013', '\u2014' ->
                mark(
                        at < length && text.charAt(at) != ' ' && at > 1 && text.charAt(at - 2) == ' '
                                ? Words.DASH | Words.MINUS
                                : Words.DASH);
            case '(', '[', '{' -> mark(Words.OPEN);
            case ')', ']', '}' -> mark(Words.CLOSE);
            case '/' -> mark(Words.SLASH);
            case ':' -> {
                mark(Words.COLON);
                return endsHeading();
            }
            case '\n', '\r', '\u2028', '\u2029' -> {
                return endsLine(length);
            }
            case '!', '?', '\u00A1', '\u00BF' -> {
                return true;
            }
            case '.' -> {
                return endsSentence(length);
            }
            default -> mark(Character.isWhitespace(c) ? Words.SPACE : Words.OTHER);
        }
        return false;
    }

    private void mark(int bits) {
        words.before[words.count] |= bits;
    }

    private int skipBlanks(int from, int length) {
        int next = from;
        while (next < length && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next;
    }

    private boolean endsSentence(int length) {
        if (at >= length) {
            return true;
        }
        char next = text.charAt(at);
        boolean touches = words.count > 0 && words.end[words.count - 1] == at - 1;
        if (!Character.isWhitespace(next)) {
            if (next == '"' || next == '\'' || next == ')' || next == ']' || next == '\u00BB' || next == '\u201D') {
                return true;
            }
            // A missing blank, as in "normal.No effusion", but not "U.S.A", "3.5" or "report.pdf".
            boolean joined = touches
                    && Character.isUpperCase(next)
                    && length(words.count - 1) > 1
                    && !Character.isUpperCase(text.charAt(at - 2));
            if (!joined) {
                mark(Words.OTHER);
            }
            return joined;
        }
        if (!touches) {
            return true;
        }
        int last = words.count - 1;
        int after = skipBlanks(at, length);
        char follows = after < length ? text.charAt(after) : ' ';
        if (isItemNumber(last)) {
            if (last == 0) {
                return false;
            }
            if (Character.isUpperCase(follows) && words.start[last] > 0) {
                return stepBack(last);
            }
            return true;
        }
        int id = words.id[last];
        if (id != Vocabulary.UNKNOWN
                && numbered.contains(id)
                && (follows >= '0' && follows <= '9' || isPlaceholder(after, length))) {
            // "No. 4" is a number, not a negation; so is "No. [OTHER_ID ...]", its scrubbed form.
            words.id[last] = Vocabulary.UNKNOWN;
            return false;
        }
        if (id != Vocabulary.UNKNOWN && abbreviations.contains(id)) {
            return false;
        }
        return length(last) > 1 || last > 0 && !Character.isUpperCase(text.charAt(words.start[last]));
    }

    /** Returns whether a scrubbing placeholder starts here: {@code [OTHER_ID ...]}. */
    private boolean isPlaceholder(int from, int length) {
        return from + 2 < length
                && text.charAt(from) == '['
                && Character.isUpperCase(text.charAt(from + 1))
                && Character.isUpperCase(text.charAt(from + 2));
    }

    private int length(int word) {
        return words.end[word] - words.start[word];
    }

    private boolean isItemNumber(int word) {
        if (length(word) > 2) {
            return false;
        }
        for (int i = words.start[word]; i < words.end[word]; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Ends the sentence before a word that begins the next one. */
    private boolean stepBack(int word) {
        at = words.start[word];
        words.count = word;
        return true;
    }

    private boolean endsLine(int length) {
        int lineLength = at - lineStart;
        int after = skipBlanks(at, length);
        lineStart = at;
        if (words.count == 0) {
            return false;
        }
        if (after >= length) {
            return true;
        }
        if (endsHeading()) {
            return true;
        }
        char follows = text.charAt(after);
        boolean blankLine = false;
        for (int i = at; i < after; i++) {
            blankLine |= text.charAt(i) == '\n';
        }
        at = after;
        lineStart = after;
        mark(Words.SPACE);
        if (blankLine) {
            return true;
        }
        if (Character.isLowerCase(follows)) {
            return false;
        }
        // Text in capitals that was wrapped at the margin continues on the next line. The capitals of "[DATE]" do not
        // count: they come from scrubbing.
        boolean capitals = Character.isUpperCase(text.charAt(words.end[words.count - 1] - 1))
                && (words.before[words.count] & Words.CLOSE) == 0;
        boolean comma = (words.before[words.count] & Words.COMMA) != 0;
        return !(lineLength > LONG_LINE && (capitals || comma));
    }

    /**
     * Returns whether the words so far, or the last of them, are a heading; in the latter case the sentence ends before
     * the heading.
     */
    private boolean endsHeading() {
        for (int from = Math.max(0, words.count - 4); from < words.count; from++) {
            long match = headings.match(words, from);
            if (match < 0 || from + Phrases.length(match) != words.count) {
                continue;
            }
            if (from == 0) {
                heading = match;
                return true;
            }
            if (Character.isUpperCase(text.charAt(words.start[from]))
                    && (words.before[words.count] & Words.COLON) != 0) {
                return stepBack(from);
            }
            return false;
        }
        return false;
    }
}
