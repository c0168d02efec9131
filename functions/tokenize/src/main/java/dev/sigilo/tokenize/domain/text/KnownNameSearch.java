package dev.sigilo.tokenize.domain.text;

import dev.sigilo.text.Folding;
import dev.sigilo.text.Language;
import dev.sigilo.tokenize.domain.text.NameAndPlaceWords.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Searches one text for names, cities and short ids, word by word. */
final class KnownNameSearch {
    private final KnownIdentifierIndex index;
    private final FoldedText folded;
    private final String text;
    private final KnownWordContext context;
    private final List<Match> found;
    private final Set<KnownWord> seen = new HashSet<>();

    /** Creates a search that adds its matches to {@code found}. */
    KnownNameSearch(KnownIdentifierIndex index, FoldedText folded, Language language, List<Match> found) {
        this.index = index;
        this.folded = folded;
        this.text = folded.text;
        this.context = new KnownWordContext(folded, language);
        this.found = found;
    }

    /** Searches the whole text word by word. */
    void run() {
        int word = 0;
        while (word < folded.words) {
            KnownWord known = index.word(folded.wordHash[word]);
            int next = word + 1;
            if (known != null) {
                if (known.people != 0) {
                    next = name(word, known);
                }
                if (known.place != KnownWord.NONE && context.isPlace(word, known)) {
                    found.add(new Match(
                            folded.wordStart[word], folded.wordEnd[word], null, index.identifiers.get(known.place)));
                }
                if (known.shortId != KnownWord.NONE && context.isLabelledId(word)) {
                    found.add(new Match(
                            folded.wordStart[word], folded.wordEnd[word], null, index.identifiers.get(known.shortId)));
                }
            } else {
                divided(word);
                if (folded.wordLength(word) == 1) {
                    initialsAlone(word);
                }
            }
            word = Math.max(next, word + 1);
        }
    }

    /** Matches a sequence of words of one name that begins with {@code first}; returns the word to continue with. */
    private int name(int first, KnownWord known) {
        long whose = known.people;
        boolean certain = known.kind == Kind.NAME;
        boolean capitals = folded.isCapital(first);
        seen.clear();
        seen.add(known);
        int last = first;
        int next = first + 1;
        while (next < folded.words && context.isNameGap(next - 1)) {
            KnownWord other = index.word(folded.wordHash[next]);
            if (other != null && (other.people & whose) != 0) {
                if (seen.contains(other) && !context.isPlainGap(folded.wordEnd[last], folded.wordStart[next])) {
                    // "García, García" is the same name twice; "García García" is one name.
                    break;
                }
                whose &= other.people;
                certain |= other.kind == Kind.NAME;
                capitals &= folded.isCapital(next);
                seen.add(other);
                last = next;
            } else if (!isPart(next) || next - last > 3) {
                break;
            }
            next++;
        }
        int person = whose(whose, first);
        boolean accepted = certain
                || seen.size() > 1 && capitals
                || isBesideInitial(first, last, person)
                || context.isLabelled(first)
                || last == first && context.isNameByContext(first, known);
        if (accepted) {
            found.add(new Match(
                    startWithInitials(first, person),
                    endWithInitials(last, person),
                    null,
                    index.identifiers.get(index.people.get(person).identifier())));
        }
        return last + 1;
    }

    /** Returns whether the word is an initial or particle. */
    private boolean isPart(int word) {
        String part = folded.wordLength(word) <= 4 ? folded.word(word) : "";
        if (part.length() == 1 && folded.isCapital(word)) {
            return true;
        }
        return NameAndPlaceWords.PARTICLES.contains(part);
    }

    /**
     * Returns which of several people with this word in their name is meant: a clinician after a title or "by", else
     * the first.
     */
    private int whose(long whose, int first) {
        int person = Long.numberOfTrailingZeros(whose);
        if (Long.bitCount(whose) > 1 && first > 0) {
            String before = folded.word(first - 1);
            if (before.equals("dr")
                    || before.equals("dra")
                    || before.equals("doctor")
                    || before.equals("doctora")
                    || before.equals("by")
                    || before.equals("fdo")
                    || before.equals("firmado")) {
                for (int i = 0; i < index.people.size(); i++) {
                    if ((whose >> i & 1) != 0 && index.people.get(i).isStaff()) {
                        return i;
                    }
                }
            }
        }
        return person;
    }

    private boolean isInitialOf(int word, int person) {
        return word >= 0
                && word < folded.words
                && folded.wordLength(word) == 1
                && (folded.isCapital(word) || isApostrophe(folded.wordEnd[word]))
                && index.people.get(person).allInitials().indexOf(folded.squeezed[folded.wordSqueezed[word]]) >= 0;
    }

    private boolean isApostrophe(int at) {
        return at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '’');
    }

    /** Returns whether an initial of the person is beside the words. */
    private boolean isBesideInitial(int first, int last, int person) {
        return isInitialOf(first - 1, person)
                        && context.isInitialGap(folded.wordEnd[first - 1], folded.wordStart[first])
                || isInitialOf(last + 1, person)
                        && context.isInitialGap(folded.wordEnd[last], folded.wordStart[last + 1])
                        && folded.wordEnd[last + 1] < text.length()
                        && text.charAt(folded.wordEnd[last + 1]) == '.';
    }

    private int startWithInitials(int first, int person) {
        int word = first;
        while (word > 0
                && isInitialOf(word - 1, person)
                && context.isInitialGap(folded.wordEnd[word - 1], folded.wordStart[word])) {
            word--;
        }
        return folded.wordStart[word];
    }

    private int endWithInitials(int last, int person) {
        int word = last;
        while (isInitialOf(word + 1, person)
                && folded.isCapital(word + 1)
                && context.isInitialGap(folded.wordEnd[word], folded.wordStart[word + 1])
                && !isBeforeName(word + 1)) {
            word++;
        }
        int end = folded.wordEnd[word];
        return word > last && end < text.length() && text.charAt(end) == '.' ? end + 1 : end;
    }

    /** Returns whether the initial belongs to the next name: "Long, M. Long". */
    private boolean isBeforeName(int initial) {
        int next = initial + 1;
        KnownWord known = next < folded.words ? index.word(folded.wordHash[next]) : null;
        return known != null
                && known.people != 0
                && context.isInitialGap(folded.wordEnd[initial], folded.wordStart[next]);
    }

    /** Finds a name divided at the end of a line: "Gar-\ncía". */
    private void divided(int word) {
        if (word + 1 >= folded.words) {
            return;
        }
        int dash = folded.wordEnd[word];
        if (dash >= text.length() || text.charAt(dash) != '-' && text.charAt(dash) != '\u2010') {
            return;
        }
        int lines = 0;
        for (int i = dash + 1; i < folded.wordStart[word + 1]; i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return;
            }
            lines += text.charAt(i) == '\n' ? 1 : 0;
        }
        if (lines == 0) {
            return;
        }
        KnownWord known = index.word(Folding.hash(folded.word(word) + folded.word(word + 1)));
        if (known != null && known.people != 0 && known.kind == Kind.NAME) {
            found.add(new Match(
                    folded.wordStart[word],
                    folded.wordEnd[word + 1],
                    null,
                    index.identifiers.get(
                            index.people.get(whose(known.people, word)).identifier())));
        }
    }

    /** Finds initials with dots: "M.G.L.". */
    private void initialsAlone(int first) {
        if (!folded.isCapital(first)) {
            return;
        }
        StringBuilder letters = new StringBuilder();
        int word = first;
        while (word < folded.words
                && letters.length() < 6
                && isDottedInitial(word)
                && (word == first || folded.wordStart[word] - folded.wordEnd[word - 1] <= 2)) {
            letters.append(folded.squeezed[folded.wordSqueezed[word]]);
            word++;
        }
        String initials = letters.toString();
        boolean enough = initials.length() > 2
                || initials.length() == 2
                        && (!NameAndPlaceWords.DOTTED.contains(initials)
                                || isLabelledInitials(first)
                                || isFollowedByPerson(word));
        if (!enough) {
            return;
        }
        for (KnownPerson person : index.people) {
            if (areOf(initials, person)) {
                found.add(new Match(
                        folded.wordStart[first],
                        folded.wordEnd[word - 1] + 1,
                        null,
                        index.identifiers.get(person.identifier())));
                return;
            }
        }
    }

    private boolean areOf(String initials, KnownPerson person) {
        StringBuilder left = new StringBuilder(person.allInitials());
        for (int i = 0; i < initials.length(); i++) {
            int at = left.indexOf(initials.substring(i, i + 1));
            if (at < 0) {
                return false;
            }
            left.deleteCharAt(at);
        }
        return true;
    }

    /** Returns whether a verb of people, "'s" or "to" follows. */
    private boolean isFollowedByPerson(int word) {
        if (word >= folded.words || folded.wordStart[word] - folded.wordEnd[word - 1] > 3) {
            return false;
        }
        String after = folded.word(word);
        return NameAndPlaceWords.PERSON_VERBS.contains(after) || after.equals("to") || after.equals("s");
    }

    private boolean isDottedInitial(int word) {
        int end = folded.wordEnd[word];
        return folded.wordLength(word) == 1
                && Character.isLetter(text.charAt(folded.wordStart[word]))
                && end < text.length()
                && text.charAt(end) == '.';
    }

    private boolean isLabelledInitials(int first) {
        return first > 0
                && folded.wordStart[first] - folded.wordEnd[first - 1] <= 3
                && (NameAndPlaceWords.NAME_LABELS.contains(folded.word(first - 1))
                        || folded.word(first - 1).equals("for")
                        || folded.word(first - 1).equals("de"));
    }
}
