package dev.sigilo.tokenize.domain.text;

import dev.sigilo.detection.WordsBesideNames;
import dev.sigilo.text.Folding;
import dev.sigilo.text.Language;
import dev.sigilo.text.dates.CalendarNames;
import dev.sigilo.tokenize.domain.text.NameAndPlaceWords.Kind;
import java.util.Set;

/** Decides from the words around a known word whether it is a name, a city or an id at this position of the text. */
final class KnownWordContext {
    /** Names that are also verbs and can begin a sentence without a subject. */
    private static final Set<String> MODALS = Set.of("will", "may");

    private final FoldedText folded;
    private final String text;
    private final Language language;

    KnownWordContext(FoldedText folded, Language language) {
        this.folded = folded;
        this.text = folded.text;
        this.language = language;
    }

    /** Returns whether the characters after the word can be between two words of one name. */
    boolean isNameGap(int word) {
        int from = folded.wordEnd[word];
        int to = folded.wordStart[word + 1];
        if (to - from > 8) {
            return false;
        }
        // A full stop ends a sentence, unless it follows an initial or "St".
        boolean stops = folded.wordLength(word) > 1 && !NameAndPlaceWords.PARTICLES.contains(folded.word(word));
        int commas = 0;
        int lines = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                lines++;
            } else if (c == '.' && stops) {
                return false;
            } else if (c == ',' || c == '^' || c == '.') {
                commas++;
            } else if (c != ' '
                    && c != '-'
                    && c != '_'
                    && c != '\r'
                    && c != '\''
                    && c != '’'
                    && c != '\u00a0'
                    && c != '‐'
                    && c != '‑'
                    && c != '\t'
                    && Folding.of(c) != Folding.NOTHING) {
                return false;
            }
        }
        return commas <= 2 && lines <= 1;
    }

    boolean isPlainGap(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Character.isWhitespace(text.charAt(i)) && text.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the gap can be between an initial and a name: ". ", " ", ".", ", " or an apostrophe. */
    boolean isInitialGap(int from, int to) {
        for (int i = from; i < to; i++) {
            if (". ,\u00a0\n'’".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return to > from && to - from <= 3;
    }

    /** Returns whether a title or label is directly before the word: "Dr.", "Nombre:". */
    boolean isLabelled(int word) {
        if (word == 0 || !folded.isCapital(word) || folded.wordLength(word) < 2) {
            return false;
        }
        int from = folded.wordEnd[word - 1];
        int to = folded.wordStart[word];
        if (to - from > 4 || text.substring(from, to).indexOf(';') >= 0) {
            return false;
        }
        String before = folded.word(word - 1);
        boolean label = NameAndPlaceWords.NAME_LABELS.contains(before);
        // "Signed by": with a colon a title needs no more; a common noun before a capital does.
        return label && (!folded.isUpperCase(word) || folded.isUpperCase(word - 1) || text.charAt(to - 1) != '\n');
    }

    /** Returns whether a common word with no other names beside it is the name here. */
    boolean isNameByContext(int word, KnownWord known) {
        if (folded.wordLength(word) < 2 || !folded.isCapital(word) || isInDate(word)) {
            return false;
        }
        boolean capitals = folded.isUpperCase(word);
        if (capitals && isCapitalsAround(word)) {
            return false;
        }
        if (known.kind == Kind.WORD && isInTitle(word)) {
            return false;
        }
        boolean begins = beginsSentence(folded.wordStart[word]);
        if (known.kind == Kind.NAME_OR_WORD && !(capitals && begins)) {
            return true;
        }
        if (!begins) {
            return !capitals || known.kind == Kind.NAME_OR_WORD;
        }
        if (word + 1 >= folded.words || !isNameGap(word)) {
            return false;
        }
        String next = folded.word(word + 1);
        boolean reflexive = next.equals("se") || WordsBesideNames.mayPrecedeVerb(next);
        String verb = reflexive && word + 2 < folded.words && isNameGap(word + 1) ? folded.word(word + 2) : next;
        if (MODALS.contains(known.word) && !verb.endsWith("s") && !verb.endsWith("d")) {
            // "Will return", "May repeat".
            return false;
        }
        return NameAndPlaceWords.PERSON_VERBS.contains(verb) || WordsBesideNames.isVerbOfPeople(verb);
    }

    /**
     * Returns whether each neighbouring word is a capitalized clinical word, as in the heading "Left Foot Pain" or
     * beside the hyphen of "Step-Down Unit". Capitals carry no information there.
     */
    private boolean isInTitle(int word) {
        boolean before = word > 0 && isTitleWord(word - 1, folded.wordEnd[word - 1], folded.wordStart[word]);
        boolean after =
                word + 1 < folded.words && isTitleWord(word + 1, folded.wordEnd[word], folded.wordStart[word + 1]);
        boolean first = word == 0 || beginsSentence(folded.wordStart[word]);
        boolean last = word + 1 == folded.words || endsLine(folded.wordEnd[word]);
        return (before || first) && (after || last) && (before || after);
    }

    private boolean isTitleWord(int word, int from, int to) {
        return to - from == 1
                && " -/".indexOf(text.charAt(from)) >= 0
                && folded.isTitleCase(word)
                && !NameAndPlaceWords.NAME_LABELS.contains(folded.word(word))
                && NameAndPlaceWords.kind(folded.word(word)) == Kind.WORD;
    }

    private boolean endsLine(int end) {
        return end >= text.length() || text.charAt(end) == '\n' || text.charAt(end) == ':';
    }

    /** Returns whether the words beside it are also in capitals, or there are none. */
    private boolean isCapitalsAround(int word) {
        boolean before =
                word == 0 || folded.isUpperCase(word - 1) || Character.isDigit(text.charAt(folded.wordStart[word - 1]));
        boolean after = word + 1 >= folded.words || folded.isUpperCase(word + 1);
        return before && after;
    }

    /** Returns whether the word is a month's name with a day or year beside it. */
    private boolean isInDate(int word) {
        if (CalendarNames.month(text, folded.wordStart[word], folded.wordEnd[word], language) == null) {
            return false;
        }
        return word + 1 < folded.words && AsciiDigits.isDigit(folded.squeezed[folded.wordSqueezed[word + 1]])
                || word > 0
                        && AsciiDigits.isDigit(folded.squeezed[folded.wordSqueezed[word - 1]])
                        && text.charAt(folded.wordStart[word] - 1) != '\n'
                        && text.charAt(folded.wordEnd[word - 1]) != '.'
                || word > 1
                        && folded.word(word - 1).equals("de")
                        && AsciiDigits.isDigit(folded.squeezed[folded.wordSqueezed[word - 2]]);
    }

    private boolean beginsSentence(int start) {
        for (int i = start - 1; i >= 0 && start - i < 16; i--) {
            char c = text.charAt(i);
            if (c == '\n' || ".!?;:•*-–—|>)]".indexOf(c) >= 0) {
                return true;
            }
            if (!Character.isWhitespace(c) && c != '"' && c != '\'' && c != '(' && c != '“' && c != '«') {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the word is the city here and not a common word. */
    boolean isPlace(int word, KnownWord known) {
        if (known.kind == Kind.NAME) {
            return true;
        }
        if (!folded.isCapital(word) || isInDate(word)) {
            return false;
        }
        if (known.kind == Kind.NAME_OR_WORD && !folded.isUpperCase(word)) {
            return true;
        }
        String before = word > 0 ? folded.word(word - 1) : "";
        int after = folded.wordEnd[word];
        boolean listed = after + 1 < text.length()
                && (text.charAt(after) == ',' || text.charAt(after) == ' ')
                && word + 1 < folded.words
                && isCode(word + 1);
        return NameAndPlaceWords.PLACE_WORDS.contains(before) && !beginsSentence(folded.wordStart[word])
                || listed
                || NameAndPlaceWords.PLACE_WORDS.contains(before)
                        && text.charAt(folded.wordStart[word] - 1) == ' '
                        && before.length() > 4;
    }

    /** Returns whether the word is a postal code or a state's two letters. */
    private boolean isCode(int word) {
        int length = folded.wordLength(word);
        return length == 5 && AsciiDigits.isDigit(folded.squeezed[folded.wordSqueezed[word]])
                || length == 2 && folded.isUpperCase(word);
    }

    /** Returns whether one of the two preceding words is a label of a number, or '#' is directly before the word. */
    boolean isLabelledId(int word) {
        int start = folded.wordStart[word];
        if (start > 0 && text.charAt(start - 1) == '#') {
            return true;
        }
        for (int back = 1; back <= 2 && word - back >= 0; back++) {
            if (start - folded.wordEnd[word - back] > 12) {
                return false;
            }
            if (NameAndPlaceWords.ID_LABELS.contains(folded.word(word - back))) {
                return true;
            }
            if (AsciiDigits.isDigit(folded.squeezed[folded.wordSqueezed[word - back]])) {
                return false;
            }
        }
        return false;
    }
}
