package dev.sigilo.tokenize.domain.text;

import dev.sigilo.records.Category;
import dev.sigilo.text.Folding;
import dev.sigilo.tokenize.domain.KnownIdentifier;
import dev.sigilo.tokenize.domain.text.KnownIdentifierPattern.Rule;
import java.util.List;
import java.util.Set;

/** Finds the patterns of known identifiers in a text. */
final class KnownIdentifierMatcher {
    private final KnownIdentifierIndex index;

    KnownIdentifierMatcher(KnownIdentifierIndex index) {
        this.index = index;
    }

    /** Adds all matches of all patterns, in the order in which they end. */
    void find(FoldedText folded, List<Match> found) {
        int key = 0;
        for (int i = 0; i < folded.squeezedLength; i++) {
            key = KnownIdentifierIndex.nextKey(key, folded.squeezed[i]);
            addMatches(folded, index.chain(key), i, found);
            PatternTails tails = index.tails(key);
            if (tails != null) {
                addMatches(folded, tails, i, found);
            }
        }
    }

    private void addMatches(FoldedText folded, PatternTails tree, int last, List<Match> found) {
        PatternTails node = tree;
        for (int i = last; node != null && i >= 0; i--) {
            node = node.before(folded.squeezed[i]);
            addMatches(folded, node == null ? null : node.ending(), last, found);
        }
    }

    private void addMatches(FoldedText folded, KnownIdentifierPattern chain, int last, List<Match> found) {
        for (KnownIdentifierPattern pattern = chain; pattern != null; pattern = pattern.next) {
            Match match = match(folded, pattern, last);
            if (match != null) {
                found.add(match);
            }
        }
    }

    /** Returns the match of the pattern if its last character is at {@code last} of the squeezed text, or null. */
    private Match match(FoldedText folded, KnownIdentifierPattern pattern, int last) {
        int first = last - pattern.squeezed.length() + 1;
        if (first < 0 || !isAt(folded, pattern.squeezed, first)) {
            return null;
        }
        boolean gaps = false;
        for (int i = first + 1; i <= last; i++) {
            int gap = folded.position[i] - folded.position[i - 1];
            if (gap > 1) {
                gaps |= Folding.of(folded.text.charAt(folded.position[i] - 1)) == Folding.BREAK;
                if (!isSmallGap(folded.text, folded.position[i - 1] + 1, folded.position[i])) {
                    return null;
                }
            }
        }
        int start = folded.position[first];
        int end = folded.position[last] + 1;
        if (!isBounded(pattern.rule, folded.text, start, end, gaps)) {
            return null;
        }
        KnownIdentifier identifier = index.identifiers.get(pattern.identifier);
        return switch (pattern.rule) {
            case STREET -> street(folded, start, end, pattern, identifier);
            case FACILITY -> facility(folded, start, end, identifier);
            default -> wholeWords(folded.text, start, folded.endOf(last), identifier);
        };
    }

    /** Returns whether the squeezed text has this pattern here. Compares from the end. */
    private static boolean isAt(FoldedText folded, String squeezed, int first) {
        for (int i = squeezed.length() - 1; i >= 0; i--) {
            if (folded.squeezed[first + i] != squeezed.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the rule allows the characters around the pattern and, if there are gaps, within it. */
    private static boolean isBounded(Rule rule, String text, int start, int end, boolean gaps) {
        boolean starts = startsWord(text, start);
        boolean ends = endsWord(text, end);
        return switch (rule) {
            case WHOLE, STREET -> starts && ends;
            case JOINED -> starts && ends && (!gaps || isOneName(text, start, end));
            case EXACT -> starts && ends && !gaps;
            case NUMBER ->
                (starts || isPrefix(text, start)) && (ends || !AsciiDigits.isDigit(Folding.of(text.charAt(end))));
            case FACILITY -> starts && ends && Character.isUpperCase(text.charAt(start));
            case ANYWHERE -> true;
        };
    }

    /** Returns a match that includes the rest of its first and last word, a country code and the brackets around it. */
    private static Match wholeWords(String text, int from, int to, KnownIdentifier identifier) {
        int start = wordStart(text, from);
        int end = wordEnd(text, to);
        if (identifier.category() == Category.PHONE || identifier.category() == Category.FAX) {
            start = phoneStart(text, start);
        }
        if (start > 0
                && text.charAt(start - 1) == '('
                && text.substring(start, end).indexOf(')') >= 0) {
            start--;
        }
        return new Match(start, end, null, identifier);
    }

    /**
     * Returns whether no sentence ends within the range and its words start in the same case: not "fell down. Tom
     * said", nor "lay down, Tom".
     */
    private static boolean isOneName(String text, int start, int end) {
        boolean capital = Character.isUpperCase(text.charAt(start));
        for (int i = start + 1; i < end; i++) {
            char c = text.charAt(i);
            boolean begins = Character.isLetter(c) && Folding.of(text.charAt(i - 1)) == Folding.BREAK;
            if (c == ':'
                    || c == '.' && Character.isLowerCase(text.charAt(i - 1))
                    || begins && Character.isUpperCase(c) != capital) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether the gap is small enough to lie between digits of one number: up to three marks, and any white
     * space.
     */
    private static boolean isSmallGap(String text, int from, int to) {
        if (to - from > 24) {
            return false;
        }
        int marks = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == ';' || c == '?' || c == '!' || c == '|') {
                return false;
            }
            if (!Character.isWhitespace(c) && Folding.of(c) == Folding.BREAK) {
                marks++;
            } else if (Folding.of(c) != Folding.NOTHING && Folding.of(c) != Folding.BREAK) {
                return false;
            }
        }
        return marks <= 3;
    }

    private static boolean startsWord(String text, int start) {
        int i = start - 1;
        while (i >= 0 && Folding.of(text.charAt(i)) == Folding.NOTHING) {
            i--;
        }
        return i < 0 || Folding.of(text.charAt(i)) == Folding.BREAK;
    }

    private static boolean endsWord(String text, int end) {
        int i = end;
        while (i < text.length() && Folding.of(text.charAt(i)) == Folding.NOTHING) {
            i++;
        }
        return i >= text.length() || Folding.of(text.charAt(i)) == Folding.BREAK;
    }

    private static int wordStart(String text, int start) {
        int i = start;
        while (i > 0
                && start - i < KnownIdentifierIndex.LONGEST_PATTERN
                && Folding.of(text.charAt(i - 1)) != Folding.BREAK) {
            i--;
        }
        return i;
    }

    private static int wordEnd(String text, int end) {
        int i = end;
        while (i < text.length()
                && i - end < KnownIdentifierIndex.LONGEST_PATTERN
                && Folding.of(text.charAt(i)) != Folding.BREAK) {
            i++;
        }
        return i;
    }

    /** Returns whether there are only letters and zeros between the beginning of the word and {@code start}. */
    private static boolean isPrefix(String text, int start) {
        int i = start - 1;
        boolean zeros = true;
        while (i >= 0 && start - i < 24 && Folding.of(text.charAt(i)) != Folding.BREAK) {
            char c = Folding.of(text.charAt(i));
            if (AsciiDigits.isDigit(c)) {
                if (c != '0' || !zeros) {
                    return false;
                }
            } else {
                zeros = false;
            }
            i--;
        }
        return true;
    }

    /** Includes the country code before a telephone number: +34, (+1), 0034. */
    private static int phoneStart(String text, int start) {
        int i = start;
        while (i > 0 && start - i < 3 && " -.)(".indexOf(text.charAt(i - 1)) >= 0) {
            i--;
        }
        int digits = i;
        while (digits > 0 && i - digits < 5 && AsciiDigits.isDigit(text.charAt(digits - 1))) {
            digits--;
        }
        if (digits > 0 && i > digits && text.charAt(digits - 1) == '+') {
            return digits > 1 && text.charAt(digits - 2) == '(' ? digits - 2 : digits - 1;
        }
        if (i > digits && text.startsWith("00", digits)) {
            return digits;
        }
        return start > 0 && text.charAt(start - 1) == '+' ? start - 1 : start;
    }

    /** Returns the street's name with its number, or with the word for a street beside it. */
    private static Match street(
            FoldedText folded, int start, int end, KnownIdentifierPattern pattern, KnownIdentifier identifier) {
        boolean numbered = AsciiDigits.isDigit(pattern.squeezed.charAt(0))
                || AsciiDigits.isDigit(pattern.squeezed.charAt(pattern.squeezed.length() - 1));
        int from = takeWordsBefore(folded.text, start, NameAndPlaceWords.STREET_WORDS, 2);
        int to = takeWordsAfter(folded.text, end, NameAndPlaceWords.STREET_WORDS, 1);
        boolean named = from < start || to > end;
        boolean capital =
                Character.isUpperCase(folded.text.charAt(start)) || AsciiDigits.isDigit(folded.text.charAt(start));
        return numbered && capital || named || numbered && pattern.squeezed.length() > 8
                ? new Match(from, to, null, identifier)
                : null;
    }

    private static Match facility(FoldedText folded, int start, int end, KnownIdentifier identifier) {
        int from = takeWordsBefore(folded.text, start, NameAndPlaceWords.FACILITY_WORDS, 3);
        int to = takeWordsAfter(folded.text, end, NameAndPlaceWords.FACILITY_WORDS, 3);
        return new Match(from, to, null, identifier);
    }

    /**
     * Moves back over words of the list and particles between them. The words must be capitalized, except words for a
     * street.
     */
    private static int takeWordsBefore(String text, int start, Set<String> list, int most) {
        int taken = start;
        int i = start;
        for (int n = 0; n < most + 2; n++) {
            int end = i;
            while (end > 0 && i - end < 3 && " .,/\n-".indexOf(text.charAt(end - 1)) >= 0) {
                end--;
            }
            int begin = end;
            while (begin > 0 && end - begin < 16 && Folding.of(text.charAt(begin - 1)) != Folding.BREAK) {
                begin--;
            }
            if (begin == end || end == i) {
                return taken;
            }
            String word = Folding.squeeze(text.substring(begin, end));
            boolean capital = Character.isUpperCase(text.charAt(begin));
            if (list.contains(word)
                    && (capital
                            || word.length() > 2
                                    && !NameAndPlaceWords.PARTICLES.contains(word)
                                    && list == NameAndPlaceWords.STREET_WORDS)) {
                taken = begin;
            } else if (!NameAndPlaceWords.PARTICLES.contains(word)) {
                return taken;
            }
            i = begin;
        }
        return taken;
    }

    /** Moves forward over capitalized words of the list. */
    private static int takeWordsAfter(String text, int end, Set<String> list, int most) {
        int taken = end;
        int i = end;
        for (int n = 0; n < most; n++) {
            int begin = i;
            while (begin < text.length() && begin - i < 2 && " ,\n".indexOf(text.charAt(begin)) >= 0) {
                begin++;
            }
            int stop = begin;
            while (stop < text.length() && stop - begin < 16 && Folding.of(text.charAt(stop)) != Folding.BREAK) {
                stop++;
            }
            if (stop == begin
                    || begin == i
                    || !Character.isUpperCase(text.charAt(begin))
                    || !list.contains(Folding.squeeze(text.substring(begin, stop)))) {
                return taken;
            }
            taken = stop;
            i = stop;
        }
        return taken;
    }
}
