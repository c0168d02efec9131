package dev.sigilo.tokenize.domain.text;

import dev.sigilo.detection.WordsBesideNames;
import dev.sigilo.identifiers.Span;
import dev.sigilo.policy.Action;
import dev.sigilo.policy.TextRule;
import dev.sigilo.records.Category;
import dev.sigilo.text.Folding;
import dev.sigilo.text.Language;
import dev.sigilo.text.WordList;
import dev.sigilo.tokenize.domain.KnownIdentifier;
import dev.sigilo.tokenize.domain.RecordContext;
import dev.sigilo.tokenize.domain.text.NameAndPlaceWords.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names that were detected in one record's texts, searched for in all of them: a detector that finds a person in
 * "her daughter, Marta Ruiz" overlooks the same person in "Marta will call". Used by one thread.
 */
final class NamesInText {
    /** A text with more names is a list of people, each of which is detected there separately. */
    private static final int MOST_NAMES = 40;
    /** Limits the search, so that it stays linear in a long chain of hyphens. */
    private static final int LONGEST_EPONYM = 24;
    /** Eponyms with two names, one of which may also be the name of a person in the record. */
    private static final Set<String> EPONYMS = WordList.setOfWords("""
            dix-hallpike swan-ganz crowe-davis stanley-brown harvey-bradshaw roux-en-y rumack-matthew
            legg-calve-perthes legg-perthes guillain-barre hunt-hess jackson-pratt bence-jones pell-gregory
            austin-moore ramsay-hunt clarke-hadfield osgood-schlatter lloyd-davies blair-ivy stewart-treves
            holt-oram gordon-holmes allen-masters parks-weber klippel-trenaunay-weber kimmelstiel-wilson
            duke-elder fitz-hugh-curtis young-laplace hardy-weinberg ziehl-neelsen ross-konno norwood-sano
            bishop-koop nissen-rossetti ivor-lewis child-pugh child-turcotte-pugh wright-giemsa may-grunwald
            frank-starling brown-sequard reed-sternberg foster-kennedy""");

    /** Terms that contain a word which may also be the name of a person in the record. */
    private static final List<String> TERMS = WordList.listOfPhrases("""
            braxton hicks, gray turner, grey turner, marcus gunn, ivor lewis, austin flint, argyll robertson,
            de quervain, faber/patrick, neer and hawkins, st. jude, gray of radiation, ramstedt pyloromyotomy,
            gartland i, gartland ii, gartland iii, weber lateralizing, weber lateralizes, weber lateralized,
            weber midline""");

    private static final Set<String> GRADES = Set.of("I", "II", "III", "IV", "type");
    private static final Set<String> ARTICLES = Set.of("The", "A", "No");
    /** After these words, an eponym that is also a person's name in the record is the name. */
    private static final Set<String> BEFORE_PEOPLE = WordList.setOfWords("""
            dr drs mr mrs ms miss nurse by per with w to from told called paged asked thank""");

    private static final Set<String> BEHIND_PEOPLE =
            Set.of("will", "aware", "notified", "updated", "contacted", "paged", "who", "at", "rounded", "following");

    private final RecordContext record;
    private final Map<String, KnownIdentifier> names = new LinkedHashMap<>();
    private KnownIdentifiers search;

    NamesInText(RecordContext record) {
        this.record = record;
    }

    /** Remembers the names among the spans that were detected in the text. */
    void add(String text, List<Span> spans) {
        for (Span span : spans) {
            if (names.size() == MOST_NAMES) {
                return;
            }
            Category category = span.type().category();
            String name = text.substring(span.start(), span.end());
            if (category == Category.NAME && isTelling(name) && !names.containsKey(name)) {
                TextRule rule = record.rule(span.type().name(), category);
                if (rule.action() != Action.KEEP) {
                    String replacement = rule.action() == Action.TOKEN
                            ? record.tokenInText(rule, category, name)
                            : RecordContext.redacted(category);
                    names.put(name, new KnownIdentifier("text", category, name, replacement));
                    search = null;
                }
            }
        }
    }

    /** Returns whether one of the words is not a common word, so that the same word elsewhere is probably the name. */
    private static boolean isTelling(String name) {
        for (String word : Folding.words(name).trim().split(" ")) {
            if (!NameAndPlaceWords.PARTICLES.contains(word)
                    && !NameAndPlaceWords.NO_NAMES.contains(word)
                    && NameAndPlaceWords.kind(word) != Kind.WORD) {
                return true;
            }
        }
        return false;
    }

    /** Returns the matches of the names in the text, in order and without overlap. */
    List<Match> find(String text, Language language, List<int[]> skipped) {
        if (names.isEmpty()) {
            return List.of();
        }
        if (search == null) {
            List<KnownIdentifier> fullestFirst = new ArrayList<>(names.values());
            fullestFirst.sort(Comparator.comparingInt(
                    (KnownIdentifier name) -> -name.value().length()));
            search = KnownIdentifiers.of(fullestFirst);
        }
        List<Match> found = new ArrayList<>(search.find(text, language, skipped));
        found.removeIf(name -> isWord(text, name)
                || isEponym(text, name.end())
                || isHalfOfEponym(text, name)
                || isOtherEponym(text, name));
        return found;
    }

    /** Returns whether the match is in lower case and therefore an ordinary word: "march", "rivers". */
    private static boolean isWord(String text, Match name) {
        return text.substring(name.start(), name.end()).chars().allMatch(Character::isLowerCase);
    }

    /** Returns whether a found name is part of such an eponym: "Dix-Hallpike" beside Dr. Dix. */
    private static boolean isHalfOfEponym(String text, Match name) {
        int from = name.start();
        while (from > 0 && name.end() - from <= LONGEST_EPONYM && isOfWord(text.charAt(from - 1))) {
            from--;
        }
        int to = name.end();
        while (to < text.length() && to - from <= LONGEST_EPONYM && isOfWord(text.charAt(to))) {
            to++;
        }
        return to - from > name.end() - name.start()
                && EPONYMS.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
    }

    private static boolean isOfWord(char c) {
        return c == '-' || Character.isLetter(c);
    }

    /** Returns whether a name is followed by a device or the like, as in "the Foley catheter" beside Dr. Foley. */
    private static boolean isEponym(String text, int end) {
        int from = text.startsWith("'s", end) || text.startsWith("’s", end) ? end + 2 : end;
        if (from >= text.length() || text.charAt(from) != ' ') {
            return false;
        }
        String next = wordAfter(text, from);
        if (GRADES.contains(next)) {
            // "Chiari I malformation".
            next = wordAfter(text, from + 1 + next.length());
        }
        return WordsBesideNames.isNamedThing(next);
    }

    /**
     * Returns whether a word is an eponym here although a person in the record has that name: a listed term ("Braxton
     * Hicks"), or a device ("Foley patent"). If it is beside a person's words or actions, after a colon or part of a
     * list, it is the name.
     */
    private static boolean isOtherEponym(String text, Match name) {
        if (isInTerm(text, name)) {
            return true;
        }
        String before = wordBefore(text, name.start());
        String after = wordAfter(text, name.end());
        char next = name.end() == text.length() ? '.' : text.charAt(name.end());
        boolean labelled = name.start() > 1 && ":/".indexOf(text.charAt(name.start() - 2)) >= 0;
        return WordsBesideNames.isDevice(text.substring(name.start(), name.end()))
                && " .;)\n".indexOf(next) >= 0
                && !labelled
                && (!isCapitalised(before) || ARTICLES.contains(before))
                && !isCapitalised(after)
                && !BEFORE_PEOPLE.contains(before.toLowerCase(Locale.ROOT))
                && !isPersonBefore(after, text, name.end());
    }

    /** Returns whether the name lies in one of {@link #TERMS}. */
    private static boolean isInTerm(String text, Match name) {
        String word = text.substring(name.start(), name.end()).toLowerCase(Locale.ROOT);
        for (String term : TERMS) {
            int at = term.indexOf(word);
            if (at >= 0
                    && text.regionMatches(true, name.start() - at, term, 0, term.length())
                    && isEdge(text, name.start() - at - 1)
                    && isEdge(text, name.start() - at + term.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEdge(String text, int at) {
        return at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
    }

    /**
     * Returns whether a person's action follows: "Foley to see her", "Foley notified"; but not in "Foley to be
     * removed".
     */
    private static boolean isPersonBefore(String after, String text, int end) {
        return WordsBesideNames.isVerbOfPeople(after)
                || BEHIND_PEOPLE.contains(after)
                || after.equals("to") && !wordAfter(text, end + 3).equals("be");
    }

    private static boolean isCapitalised(String word) {
        return !word.isEmpty() && Character.isUpperCase(word.charAt(0));
    }

    /** Returns the word after the space at this offset, or an empty string. */
    private static String wordAfter(String text, int from) {
        if (from >= text.length() || text.charAt(from) != ' ') {
            return "";
        }
        int to = from + 1;
        while (to < text.length() && to - from <= LONGEST_EPONYM && Character.isLetter(text.charAt(to))) {
            to++;
        }
        return text.substring(from + 1, to);
    }

    /** Returns the word before the space at this offset, without its full stop, or an empty string. */
    private static String wordBefore(String text, int start) {
        if (start < 1 || text.charAt(start - 1) != ' ') {
            return "";
        }
        int to = start > 1 && text.charAt(start - 2) == '.' ? start - 2 : start - 1;
        int from = to;
        while (from > 0 && to - from <= LONGEST_EPONYM && Character.isLetter(text.charAt(from - 1))) {
            from--;
        }
        return text.substring(from, to);
    }

    /** Returns the number of names, but not the names. */
    @Override
    public String toString() {
        return "NamesInText[" + names.size() + "]";
    }
}
