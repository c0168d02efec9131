package dev.sigilo.tokenize.domain.text;

import dev.sigilo.policy.Action;
import dev.sigilo.policy.Category;
import dev.sigilo.policy.TextRule;
import dev.sigilo.tokenize.domain.OwnIdentifier;
import dev.sigilo.tokenize.domain.RecordContext;
import dev.sigilo.tokenize.domain.detect.Language;
import dev.sigilo.tokenize.domain.detect.NamedThings;
import dev.sigilo.tokenize.domain.detect.PersonVerbs;
import dev.sigilo.tokenize.domain.detect.Span;
import dev.sigilo.tokenize.domain.text.WordLists.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names that were detected in one record's texts, to be looked for in all of them: a detector that knows a person by
 * "her daughter, Marta Ruiz" overlooks the same person in "Marta will call". Used by one thread.
 */
final class NamesInText {
    /** A text with more is a list of people; each is detected there by itself. */
    private static final int MOST_NAMES = 40;
    /** Bounds the search, so that it is linear in a long chain of hyphens. */
    private static final int LONGEST_EPONYM = 24;
    /** Eponyms with two names, one of which may also be somebody's in the record. */
    private static final Set<String> EPONYMS = Set.of("dix-hallpike", "swan-ganz", "crowe-davis", "stanley-brown", "harvey-bradshaw", "roux-en-y", "rumack-matthew",
            "legg-calve-perthes", "legg-perthes", "guillain-barre", "hunt-hess", "jackson-pratt", "bence-jones", "pell-gregory", "austin-moore",
            "ramsay-hunt", "clarke-hadfield", "osgood-schlatter", "lloyd-davies", "blair-ivy", "stewart-treves",
            "holt-oram", "gordon-holmes", "allen-masters", "parks-weber", "klippel-trenaunay-weber", "kimmelstiel-wilson", "duke-elder", "fitz-hugh-curtis", "young-laplace",
            "hardy-weinberg", "ziehl-neelsen", "ross-konno", "norwood-sano", "bishop-koop", "nissen-rossetti", "ivor-lewis", "child-pugh", "child-turcotte-pugh",
            "wright-giemsa", "may-grunwald", "frank-starling", "brown-sequard", "reed-sternberg", "foster-kennedy");

    /** Terms of two words. One of them may be the name of a person in the record. */
    private static final Set<String> PAIRS = Set.of("braxton hicks", "gray turner", "grey turner", "marcus gunn", "ivor lewis", "austin flint", "argyll robertson");
    private static final Set<String> GRADES = Set.of("I", "II", "III", "IV", "type");
    private static final Set<String> ARTICLES = Set.of("The", "A", "No");
    private static final Set<String> CONJUNCTIONS = Set.of("and", "or");
    /** After these words, an eponym that is also a person's name in the record is the name. */
    private static final Set<String> BEFORE_PEOPLE = Set.of("dr", "drs", "mr", "mrs", "ms", "miss", "nurse", "by", "per", "with", "w", "to", "from", "told", "called", "paged", "asked", "thank");

    private static final Set<String> BEHIND_PEOPLE = Set.of("will", "aware", "notified", "updated", "contacted", "paged", "who", "at", "rounded", "following");

    private final RecordContext record;
    private final Map<String, OwnIdentifier> names = new LinkedHashMap<>();
    private OwnIdentifiers search;

    NamesInText(RecordContext record) {
        this.record = record;
    }

    /** Takes note of the names among the spans that were detected in the text. */
    void add(String text, List<Span> spans) {
        for (Span span : spans) {
            if (names.size() == MOST_NAMES) {
                return;
            }
            Category category = Category.valueOf(span.identifierType().category());
            String name = text.substring(span.start(), span.end());
            if (category == Category.NAME && isTelling(name) && !names.containsKey(name)) {
                TextRule rule = record.rule(span.type(), category);
                if (rule.action() != Action.KEEP) {
                    String replacement = rule.action() == Action.TOKEN ? record.tokenInText(rule, category, name)
                            : RecordContext.redacted(category);
                    names.put(name, new OwnIdentifier("text", category, name, replacement));
                    search = null;
                }
            }
        }
    }

    /** Whether a word of it is no common word, so that finding it elsewhere means something. */
    private static boolean isTelling(String name) {
        for (String word : Folding.words(name).trim().split(" ")) {
            if (!WordLists.PARTICLES.contains(word) && !WordLists.NO_NAMES.contains(word)
                    && WordLists.kind(word) != Kind.WORD) {
                return true;
            }
        }
        return false;
    }

    /** Where they stand in the text: in order, none overlapping another. */
    List<Found> find(String text, Language language, List<int[]> skipped) {
        if (names.isEmpty()) {
            return List.of();
        }
        if (search == null) {
            List<OwnIdentifier> fullestFirst = new ArrayList<>(names.values());
            fullestFirst.sort(Comparator.comparingInt((OwnIdentifier name) -> -name.value().length()));
            search = OwnIdentifiers.of(fullestFirst);
        }
        List<Found> found = new ArrayList<>(search.find(text, language, skipped));
        found.removeIf(name -> isWord(text, name) || isEponym(text, name.end()) || isHalfOfEponym(text, name) || isOtherEponym(text, name));
        return found;
    }

    /** A single lower-case word is the ordinary word: "march", "rivers". */
    private static boolean isWord(String text, Found name) {
        return text.substring(name.start(), name.end()).chars().allMatch(Character::isLowerCase);
    }

    /** Returns whether a found name is part of such an eponym: "Dix-Hallpike" beside Dr. Dix. */
    private static boolean isHalfOfEponym(String text, Found name) {
        int from = name.start();
        while (from > 0 && name.end() - from <= LONGEST_EPONYM && isOfWord(text.charAt(from - 1))) {
            from--;
        }
        int to = name.end();
        while (to < text.length() && to - from <= LONGEST_EPONYM && isOfWord(text.charAt(to))) {
            to++;
        }
        return to - from > name.end() - name.start() && EPONYMS.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
    }

    private static boolean isOfWord(char c) {
        return c == '-' || Character.isLetter(c);
    }

    /** "the Foley catheter" beside Dr. Foley. */
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
        return NamedThings.contains(next) || NamedThings.isOperation(next);
    }

    /**
     * Returns whether a word is an eponym here although a person in the record has that name: "FABER/Patrick", "(Weber lateralizing",
     * "Neer and Hawkins", "Foley patent", "Braxton Hicks", "St. Jude", "60 Gray". Beside what a person says or does it is the name.
     */
    private static boolean isOtherEponym(String text, Found name) {
        String word = text.substring(name.start(), name.end());
        if (word.indexOf(' ') >= 0) {
            return false;
        }
        String before = wordBefore(text, name.start());
        String after = wordAfter(text, name.end());
        if (before.equals("St") || PAIRS.contains((word + ' ' + after).toLowerCase(Locale.ROOT)) || PAIRS.contains((before + ' ' + word).toLowerCase(Locale.ROOT))
                || word.equals("Gray") && endsWithNumber(text, name.start())) {
            return true;
        }
        if (!NamedThings.isEponym(word) || BEFORE_PEOPLE.contains(before.toLowerCase(Locale.ROOT)) || isPersonBefore(after, text, name.end())) {
            return false;
        }
        boolean graded = GRADES.contains(after) || before.equals("de") || before.equals("De");
        boolean joined = text.startsWith("/", name.end()) || name.start() > 0 && text.charAt(name.start() - 1) == '/';
        boolean listed = CONJUNCTIONS.contains(after) && NamedThings.isEponym(wordAfter(text, name.end() + 1 + after.length()));
        boolean device = NamedThings.isDevice(word) && (!isCapitalised(before) || ARTICLES.contains(before)) && !isCapitalised(after) && !text.startsWith(",", name.end());
        return graded || joined || listed || device || NamedThings.isResult(after);
    }

    /** "Foley to see her", "Foley notified"; but "Foley to be removed". */
    private static boolean isPersonBefore(String after, String text, int end) {
        return PersonVerbs.areDoneByPeople(after) || BEHIND_PEOPLE.contains(after) || after.equals("to") && !wordAfter(text, end + 3).equals("be");
    }

    private static boolean isCapitalised(String word) {
        return !word.isEmpty() && Character.isUpperCase(word.charAt(0));
    }

    private static boolean endsWithNumber(String text, int end) {
        return end > 1 && text.charAt(end - 1) == ' ' && Character.isDigit(text.charAt(end - 2));
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

    /** How many there are, never which. */
    @Override
    public String toString() {
        return "NamesInText[" + names.size() + "]";
    }
}
