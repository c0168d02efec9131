package dev.sigilo.detection.names;

import dev.sigilo.detection.words.Degrees;
import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.detection.words.WordClasses;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Drops detected names and places that are clinical terms: drugs, eponyms, instruments, degrees. A term is
 * <ul>
 * <li>a word that is listed as clinical and not as a name or place,
 * <li>an eponym before its noun ("Barrett's esophagus", "Foucher sign"), or a town before the noun of a scale ("West
 *     Haven grade 1"),
 * <li>an eponym of several people ("Lennox-Gastaut"), or one after its noun in Spanish ("síndrome de Todd"),
 * <li>a word listed as clinical after a word that negates, starts or stops something ("no Makena"),
 * <li>an eponym before its result ("(Clarke) positive", "Wagner 2"),
 * <li>a day of the week, a language, a degree after a name and a comma ("Ana Ruiz, LMFT"),
 * <li>an abbreviation among words in lower case, or in lower case itself ("po/iv"),
 * <li>an unlisted word that starts a short phrase and was detected as an institution ("Prediabetes").
 * </ul>
 * A word that may be a given name needs more evidence: "Kevin's murmur" and "Henry 2" name a person. So does a word
 * that the text uses elsewhere as a name. After a title ("Dr. Paget") a word is always a name.
 */
public final class ClinicalNames {

    private static final int NAMES = ListedWords.PERSON_NAME | ListedWords.PLACE | ListedWords.COUNTRY;
    private static final int LONGEST_ABBREVIATION = 5;
    private static final int SHORT_PHRASE = 8;
    private static final int NEAR = 8;
    /** Nouns that turn a name into an institution or address and not into a term. */
    private static final IntTable PLACES = IntTable.words("""
            hospital clinica centro calle avenida avda plaza paseo fundacion instituto universidad colegio street
            avenue road college university institute foundation clinic""");
    /** Nouns that turn the name of a town into a scale. */
    private static final IntTable SCALES = IntTable.words("""
            grade grades score scores scale criteria classification staging index protocol reporting rules
            questionnaire inventory consensus system assessment""");

    private static final IntTable TEST = IntTable.words("test tests prueba");
    /**
     * Nouns before an eponym in Spanish: "enfermedad de Addison". An illness of a person needs a given name:
     * "enfermedad de Juan".
     */
    private static final IntTable SPANISH_THINGS = IntTable.words("""
            enfermedad fractura luxacion prueba test hernia quiste esofago paralisis linfoma tumor sarcoma anillo
            conducto ligamento tiroiditis corea contractura""");
    /** Those of them that no patient has: a name after one is its discoverer's, even if it is not listed. */
    private static final IntTable SPANISH_TERMS = IntTable.words("""
            sindrome signo maniobra fenomeno escala clasificacion tecnica triada reflejo""");
    /** Things that are classified by a number or numeral after their name. */
    private static final IntTable CLASSED = IntTable.words("""
            bethesda medina forrest hinchey rutherford paris frykman evans neer mason mayo schatzker sanders
            gustilo tanner bosniak fontaine crowe garden pauwels winquist boston seattle atlanta tokyo humphrey
            modic meyerding""");
    /** Ethnic groups that are not nationalities. */
    private static final IntTable PEOPLES = IntTable.words("""
            ashkenazi sephardic jewish hispanic latino latina caucasian asian arab arabic hmong roma inuit maori
            creole""");

    private static final IntTable FIRST_OF_CLASS = IntTable.words("i ii iii iv v vi vii");
    private static final IntTable A = IntTable.words("a an");
    private static final IntTable OF = IntTable.words("de del");
    private static final IntTable BEFORE_SITES = IntTable.words("in on of with");
    private static final int BY = Hashes.folded("by");
    private static final int FACTOR = Hashes.folded("factor");
    private static final int LEIDEN = Hashes.folded("leiden");
    private static final IntTable RESULTS = IntTable.words("""
            positive negative neg pos wnl normal abnormal absent present equivocal positivo positiva negativo
            negativa normales ausente presente sign test maneuver midline lateralizing lateralizes lateralized""");
    /** Devices that are named after their inventor. */
    private static final IntTable DEVICES = IntTable.words("""
            jamar zephyr foley holter doppler penrose hickman quinton bovie malecot dobhoff ommaya yankauer""");
    /** Languages that are also listed as given names. */
    private static final IntTable LANGUAGES = IntTable.words("""
            english french spanish mandarin farsi urdu hindi arabic italian polish creole""");

    private static final IntTable LANGUAGE_LABELS = IntTable.words("""
            language languages lang interp interpreter interpreting speaks""");
    private static final int LANGUAGE_REACH = 4;
    /** Abbreviations that are listed as given names. */
    private static final IntTable ABBREVIATIONS = IntTable.words("osa aki ida");

    private static final IntTable BEFORE_NAMES = IntTable.words("with per by and from to");
    private static final IntTable BEFORE_PLACES = IntTable.words("in to from at near of");
    /** Words before something that is negated, given or stopped. */
    private static final IntTable BEFORE_TERMS = IntTable.words("""
            no not without denies denied sin niega start starts started starting continue continues continued stop
            stops stopped resume resumed increase increased decrease decreased taper tapered restart restarted
            refill refilled prescribed begin began inicia iniciar continuar suspender suspende""");

    private static final IntTable OR = IntTable.words("or nor and y o ni");
    private static final int MOST_IN_LIST = 3;

    private final TextWords words;
    private final NameWords names;
    /**
     * Hashes of the words of people's names: after a title, with several words, or without a term's noun or result.
     * Null until they are needed.
     */
    private Set<Integer> people;

    private ClinicalNames(NameWords names) {
        this.words = names.words;
        this.names = names;
    }

    /** Returns whether the word with this hash is a device that is named after its inventor. */
    static boolean isListedDevice(int hash) {
        return DEVICES.get(hash) != IntTable.ABSENT;
    }

    /** Returns the spans without clinical terms. */
    public static List<Span> without(List<Span> spans, NameWords names) {
        ClinicalNames terms = new ClinicalNames(names);
        List<Span> kept = new ArrayList<>(spans.size());
        int word = 0;
        for (Span span : spans) {
            word = names.words.endingAfter(word, span.start());
            if (!terms.isTerm(span, word, spans)) {
                kept.add(span);
            }
        }
        return kept;
    }

    private boolean isTerm(Span span, int first, List<Span> spans) {
        if (!mayBeTerm(span.type())) {
            return false;
        }
        boolean person = WholeNames.isName(span);
        boolean clinical = true;
        boolean eponym = true;
        boolean listed = false;
        boolean people = true;
        int end = first;
        for (; end < words.count && words.start[end] < span.end(); end++) {
            if (words.isDigits(end)) {
                return end == first + 1 && !isAfterTitle(first) && isClassed(first, end, spans);
            }
            if (words.isLetters(end)) {
                int lists = names.lists(end);
                boolean term = (lists & ListedWords.CLINICAL) != 0;
                clinical &= term;
                eponym &= term || Eponyms.isSurname(words, end);
                listed |= (lists & NAMES) != 0;
                people &= words.isIn(end, PEOPLES)
                        || (lists & (ListedWords.NATIONALITY | ListedWords.GIVEN_NAME)) == ListedWords.NATIONALITY;
            }
        }
        if (end == first + 1 && isAfterName(first)) {
            return true;
        }
        if (end == first || isAfterTitle(first)) {
            return false;
        }
        if (isCompound(span)
                || person && people && end > first + 1
                || isClassed(first, end, spans)
                || span.type() == IdentifierType.TERRITORY && (isVariant(first) || isInstrument(first, end))
                || person && isSpanishEponym(first, end, eponym, spans)
                || isPair(end) && isAfterTerm(first)
                || person && eponym && isMethod(first, end) && !isPerson(first, end, spans)) {
            return true;
        }
        boolean named = person
                || end == first + 1
                        && (span.type() == IdentifierType.INSTITUTION || span.type() == IdentifierType.HOSPITAL);
        return clinical && !listed
                || person && end == first + 1 && isSmallAbbreviation(first)
                || named
                        && (isEponym(first, end, clinical, eponym, spans)
                                || clinical && isAfterTerm(first) && !isPerson(first, end, spans)
                                || eponym && hasResult(first, end) && !isPerson(first, end, spans)
                                || end == first + 1 && words.wordClass[first] == WordClasses.WEEKDAY)
                || isBeforeScale(end)
                        && (span.type() == IdentifierType.TERRITORY
                                || person && (names.lists(first) & ListedWords.PLACE) != 0)
                || end == first + 1
                        && span.type() == IdentifierType.INSTITUTION
                        && first == 0
                        && !listed
                        && isShortPhrase()
                || end == first + 1 && (isAbbreviation(first, person) || person && isDeviceOrLanguage(first));
    }

    /** Returns whether a term can be mistaken for a span of this type. */
    private static boolean mayBeTerm(IdentifierType type) {
        return switch (type) {
            case PATIENT_NAME, STAFF_NAME, TERRITORY, STREET, INSTITUTION, HOSPITAL, HEALTH_CENTER -> true;
            default -> false;
        };
    }

    private boolean isSmallAbbreviation(int i) {
        return words.shape[i] == 0 && SignatureInitials.isAbbreviation(words, i);
    }

    private boolean isBeforeScale(int end) {
        return end < words.count && words.isIn(end, SCALES) && !words.isCapitalised(end);
    }

    private boolean isAfterTitle(int i) {
        int title = i > 0 && ".,(:".indexOf(names.character(i - 1)) >= 0 ? i - 2 : i - 1;
        return title >= 0
                && names.is(title, NameCues.STAFF_TITLE | NameCues.OTHER_TITLE | NameCues.STAFF | NameCues.PERSON);
    }

    private boolean isCompound(Span span) {
        return Eponyms.isCompound(
                words.text.subSequence(span.start(), span.end()).toString());
    }

    /**
     * Returns whether a class follows, as in "Bethesda VI", "Medina 1,1,0", "Humphrey 24-2"; "Medina 62" may be a
     * person's age.
     */
    private boolean isClassed(int first, int end, List<Span> spans) {
        int last = end - 1;
        boolean numeral = last > first && words.isIn(last, FIRST_OF_CLASS) && words.shape[last] >= 2;
        if (!words.isIn(first, CLASSED) || last > first + 1 || last > first && !numeral) {
            return false;
        }
        if (numeral) {
            // "Sanders III denies", "seen by Mason II": the numeral belongs to a person's name.
            return words.hash[Math.max(0, first - 1)] != BY && !isOrdinaryWord(end) && !isPerson(first, end, spans);
        }
        return isClass(end) && !isPerson(first, end, spans);
    }

    /**
     * Returns whether a word of the sentence follows, such as "denies", "came" or "days", but no clinical term and no
     * "in" or "on" before one.
     */
    private boolean isOrdinaryWord(int i) {
        return i < words.count
                && !words.startsLine(i)
                && words.isLetters(i)
                && (names.lists(i) & ListedWords.CLINICAL) == 0
                && !words.isIn(i, BEFORE_SITES);
    }

    private boolean isClass(int end) {
        if (end >= words.count || words.gap[end] != TextWords.ONE_SPACE) {
            return false;
        }
        boolean follows = words.isIn(end, FIRST_OF_CLASS) && words.shape[end] >= 2;
        boolean number = words.isDigits(end) && words.length(end) <= 2;
        boolean numberAndPart = number
                && end + 2 < words.count
                && ",-".indexOf(names.character(end + 1)) >= 0
                && words.isGlued(end + 1)
                && words.isDigits(end + 2)
                && words.isGlued(end + 2)
                && words.length(end + 2) == 1;
        return follows || numberAndPart;
    }

    /** Returns whether it is a method after a number, as in "30 percent by Simpson's,". */
    private boolean isMethod(int first, int end) {
        int next = names.afterPossessive(end);
        boolean closes = next > end
                && (next == words.count || words.startsLine(next) || ".,;)".indexOf(names.character(next)) >= 0);
        boolean hasDigits = false;
        for (int k = first - 1; closes && k > 0 && first - k < NEAR && names.character(k) != '.'; k--) {
            hasDigits |= words.isDigits(k);
        }
        return hasDigits && words.hash[first - 1] == BY;
    }

    /** Recognizes "Factor V Leiden". */
    private boolean isVariant(int first) {
        return words.hash[first] == LEIDEN
                && first > 0
                && (words.hash[first - 1] == FACTOR || first > 1 && words.hash[first - 2] == FACTOR);
    }

    /** Recognizes "Dissected with a Maryland.": a town or state never has an article. */
    private boolean isInstrument(int first, int end) {
        return first > 0
                && end == first + 1
                && !words.startsLine(first)
                && words.isIn(first - 1, A)
                && !words.isCapitalised(first - 1)
                && (end == words.count || words.startsLine(end) || words.isMark(end, ".,;)"));
    }

    /** Recognizes "Signo de [Kehr]" and "enfermedad de [Addison]"; but "fractura de Iturmendi" is a patient's. */
    private boolean isSpanishEponym(int first, int end, boolean eponym, List<Span> spans) {
        if (!isAfterSpanish(first, SPANISH_TERMS, SPANISH_THINGS)
                || hasGivenName(first, end) && !Eponyms.isGivenName(words, first)
                || end < words.count
                        && !words.startsLine(end)
                        && words.shape[end] != 0
                        && words.kind[end] != TextWords.OTHER) {
            return false;
        }
        return eponym || isUnlisted(first, end) && isAfterSpanish(first, SPANISH_TERMS) && !isPerson(first, end, spans);
    }

    private boolean isAfterSpanish(int first, IntTable... things) {
        if (first < 2 || words.startsLine(first) || !words.isIn(first - 1, OF)) {
            return false;
        }
        return Arrays.stream(things).anyMatch(nouns -> words.isIn(first - 2, nouns));
    }

    /**
     * Returns whether a noun follows that turns a name into an eponym: "Graves' disease", "Foucher sign", "Sister Mary
     * Joseph nodule".
     */
    private boolean isEponym(int first, int end, boolean clinical, boolean eponym, List<Span> spans) {
        int noun = names.afterPossessive(end);
        if (noun >= words.count
                || words.startsLine(noun)
                || words.isCapitalised(noun) && (words.shape[noun] != 2 || words.shape[first] != 2)) {
            return false;
        }
        int hash = words.hash[noun];
        if (NamedThings.isSign(hash)
                || isPair(end) && (NamedThings.isOne(hash) || isListOfThings(noun))
                || eponym && isListOfThings(noun)) {
            return true;
        }
        if (!NamedThings.isOne(hash) || words.isIn(noun, PLACES)) {
            return false;
        }
        boolean given = hasGivenName(first, end);
        // "Todd paralysis": directly before the noun, without a possessive, a given name is an eponym too.
        if (noun == end && eponym && end == first + 1 && NamedThings.isDisease(hash)
                || noun > end
                        && eponym
                        && (!given || Eponyms.isGivenName(words, first))
                        && NamedThings.isLandmark(hash)
                        && !isPerson(first, end, spans)) {
            return true;
        }
        if (clinical && (!given || NamedThings.isDisease(hash))) {
            return true;
        }
        if (noun > end) {
            return words.isIn(noun, TEST)
                    && end == first + 1
                    && (Eponyms.isTest(words, first) || eponym && !given)
                    && !isPerson(first, end, spans);
        }
        return !given && (eponym || isUnlisted(first, end)) && !isPerson(first, end, spans);
    }

    /** Recognizes "Mary Joseph", "Austin Flint". */
    private boolean isPair(int end) {
        return end > 1 && words.isLetters(end - 2) && Eponyms.isPair(text(end - 2) + ' ' + text(end - 1));
    }

    private String text(int i) {
        return words.text.subSequence(words.start[i], words.end[i]).toString();
    }

    private boolean isUnlisted(int first, int end) {
        for (int i = first; i < end; i++) {
            if (words.isLetters(i) && (names.lists(i) & NAMES) != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isShortPhrase() {
        for (int i = 1; i < words.count; i++) {
            if (words.startsLine(i)) {
                return false;
            }
        }
        return words.count <= SHORT_PHRASE;
    }

    /** Returns whether a word such as "Foley" or "Korean" is not a name, because there is no name beside it. */
    private boolean isDeviceOrLanguage(int i) {
        boolean term = words.isIn(i, DEVICES)
                || words.isIn(i, LANGUAGES)
                || (names.lists(i) & (ListedWords.NATIONALITY | ListedWords.GIVEN_NAME)) == ListedWords.NATIONALITY;
        boolean beside = isCapitalBeside(i - 1, i) || isCapitalBeside(i + 1, i + 1);
        // "English, Mary" is a person.
        boolean surname = i + 2 < words.count && names.character(i + 1) == ',' && isNameBeside(i + 2, i + 2);
        if ((isJoinedToLanguage(i - 1, i - 2) || isJoinedToLanguage(i + 1, i + 2)) && isAfterLanguageLabel(i)) {
            return true;
        }
        return term && !surname && (!beside || words.shape[i] == 2 || words.isIn(i, LANGUAGES));
    }

    /**
     * Recognizes "Language: French/Pulaar", "Interp Quechua/Spanish"; "Nguyen/Spanish" may be a patient and a language.
     */
    private boolean isAfterLanguageLabel(int i) {
        for (int k = i - 1; k >= 0 && i - k <= LANGUAGE_REACH && !words.startsLine(k + 1); k--) {
            if (words.isIn(k, LANGUAGE_LABELS)) {
                return true;
            }
        }
        return false;
    }

    /** Recognizes "French/[Pulaar]", "[Quechua]/Spanish". */
    private boolean isJoinedToLanguage(int stroke, int other) {
        return stroke > 0
                && other >= 0
                && other < words.count
                && names.character(stroke) == '/'
                && words.isGlued(stroke)
                && words.isGlued(stroke + 1)
                && words.isCapitalised(other)
                && (words.isIn(other, LANGUAGES)
                        || (names.lists(other) & (ListedWords.NATIONALITY | ListedWords.SURNAME))
                                == ListedWords.NATIONALITY);
    }

    /** Recognizes "Cullen [nor Grey Turner sign]". */
    private boolean isListOfThings(int conjunction) {
        if (!words.isIn(conjunction, OR)) {
            return false;
        }
        int k = conjunction + 1;
        while (k < words.count && k - conjunction <= MOST_IN_LIST && words.isLetters(k) && words.isCapitalised(k)) {
            k++;
        }
        return k < words.count
                && (k > conjunction + 1 && NamedThings.isSign(words.hash[k])
                        || isPair(k) && NamedThings.isOne(words.hash[k]));
    }

    private boolean isAfterTerm(int first) {
        return first > 0 && !words.startsLine(first) && words.isIn(first - 1, BEFORE_TERMS);
    }

    /**
     * Returns whether a result or grade follows an eponym: "(Clarke) positive", "Wagner 2", "Leopold's: vertex". If the
     * eponym is also a given name, only a result after a bracket or a colon counts: "Henry 2" is a child's age.
     */
    private boolean hasResult(int first, int end) {
        int next = names.afterPossessive(end);
        if (next > end && next < words.count && names.character(next) == ':') {
            return true;
        }
        boolean bracket =
                next < words.count && names.character(next) == ')' && first > 0 && names.character(first - 1) == '(';
        next += bracket ? 1 : 0;
        if (next >= words.count || words.startsLine(next) || hasGivenName(first, end) && !bracket) {
            return false;
        }
        // "Seen by Weiss 4 days ago", "Hanson 7 was held": a digit is a grade only before a clinical term or at the end
        // of a phrase.
        return words.isIn(next, RESULTS)
                || next == end && words.isDigits(next) && words.length(next) == 1 && !isOrdinaryWord(next + 1);
    }

    private boolean hasGivenName(int first, int end) {
        for (int i = first; i < end; i++) {
            if ((names.lists(i) & ListedWords.GIVEN_NAME) != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isPerson(int first, int end, List<Span> spans) {
        if (people == null) {
            people = new HashSet<>();
            int word = 0;
            for (Span span : spans) {
                word = words.endingAfter(word, span.start());
                int next = words.endingAfter(word, span.end() - 1) + 1;
                boolean numbered =
                        next == word + 2 && words.isIn(word, CLASSED) && words.isIn(word + 1, FIRST_OF_CLASS);
                if (WholeNames.isName(span)
                        && (next > word + 1 && !numbered
                                || isAfterTitle(word)
                                || !numbered && !hasTermAfter(word, next))) {
                    for (int i = word; i < Math.min(next, words.count); i++) {
                        people.add(words.hash[i]);
                    }
                }
            }
        }
        for (int i = first; i < end; i++) {
            if (people.contains(words.hash[i])) {
                return true;
            }
        }
        return false;
    }

    private boolean hasTermAfter(int first, int end) {
        int noun = names.afterPossessive(end);
        return hasResult(first, end)
                || words.isIn(first, CLASSED) && isClass(end)
                || isAfterTerm(first)
                || isAfterSpanish(first, SPANISH_TERMS, SPANISH_THINGS)
                || isMethod(first, end)
                || noun < words.count && NamedThings.isOne(words.hash[noun]);
    }

    /** Recognizes "Ana Ruiz, LMFT". */
    private boolean isAfterName(int i) {
        return Degrees.isDegree(words, i)
                && i > 1
                && names.character(i - 1) == ','
                && words.isLetters(i - 2)
                && words.isCapitalised(i - 2);
    }

    /**
     * Returns whether it is a short word in capitals among words in lower case, with no name beside it, that is not
     * listed as a name or place.
     */
    private boolean isAbbreviation(int i, boolean person) {
        if (words.shape[i] != 2 && words.shape[i] != 4
                || words.length(i) > LONGEST_ABBREVIATION
                || !isAmongSmallLetters(i)) {
            return false;
        }
        boolean listed = (names.lists(i) & NAMES) != 0;
        boolean afterPlaceWord = i > 0 && !words.startsLine(i) && words.isIn(i - 1, BEFORE_PLACES);
        if (!person) {
            return !listed && words.length(i) > 2 && !afterPlaceWord && !(i + 1 < words.count && words.isDigits(i + 1));
        }
        boolean alone = !isNameBeside(i - 1, i)
                && !isNameBeside(i + 1, i + 1)
                && !(i + 1 < words.count && names.character(i + 1) == ',' && isNameBeside(i + 2, i + 2));
        // (prefers "MJ")
        boolean told = i > 0
                && !words.startsLine(i)
                && (words.isIn(i - 1, BEFORE_NAMES) || "\"“".indexOf(names.character(i - 1)) >= 0);
        return alone && (words.isIn(i, ABBREVIATIONS) || !listed && !told);
    }

    private boolean isNameBeside(int i, int gap) {
        return isCapitalBeside(i, gap)
                && words.shape[i] != 2
                && (names.lists(i) & ListedWords.PERSON_NAME) != 0
                && !names.isOrdinary(i);
    }

    private boolean isCapitalBeside(int i, int gap) {
        return i >= 0
                && gap < words.count
                && i < words.count
                && words.gap[gap] == TextWords.ONE_SPACE
                && words.isLetters(i)
                && words.isCapitalised(i);
    }

    private boolean isAmongSmallLetters(int i) {
        for (int k = Math.max(0, i - NEAR); k < Math.min(words.count, i + NEAR + 1); k++) {
            if (words.isLetters(k) && words.shape[k] == 0 && words.length(k) > 1) {
                return true;
            }
        }
        return false;
    }
}
