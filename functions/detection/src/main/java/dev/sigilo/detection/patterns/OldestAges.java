package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import dev.sigilo.text.Language;
import java.util.ArrayList;
import java.util.List;

/**
 * Recognizes ages of 90 and over, which a policy must not keep, by their form and context: "97 y/o", "95/M", "died at
 * 98", "madre, 94 a.", "ninety-two years old", "nonagenarian". A pulse of 95 is not an age, and neither is a duration
 * of 95 years.
 */
public final class OldestAges {

    private static final int OLDEST = 90;
    private static final int OLDEST_POSSIBLE = 125;
    /** Further digits do not count. */
    private static final int AGE_DIGITS = 4;

    private static final IntTable SEXES = IntTable.words("""
            male female man woman lady gentleman varon mujer m f v h w""");
    /** Words for a temperature, which may also be followed by "F". */
    private static final IntTable WARM = IntTable.words("temp temperature t tmax fever febrile temperatura");

    private static final int Y = Hashes.folded("y");
    private static final int A = Hashes.folded("a");
    private static final int OF = Hashes.folded("de");
    private static final int AA = Hashes.folded("aa");

    private final TextWords words;
    private final boolean spanish;
    private final AgeContext context;

    private OldestAges(AgeContext context, Language language) {
        this.words = context.words;
        this.spanish = language == Language.SPANISH;
        this.context = context;
    }

    /**
     * Returns the ages in the order of the text. They include the unit if it is "a." or a birthday; otherwise they are
     * only the number.
     */
    public static List<Span> find(TextWords words, Language language) {
        AgeContext context = new AgeContext(words);
        OldestAges ages = new OldestAges(context, language);
        SpelledAges spelled = new SpelledAges(context);
        List<Span> found = new ArrayList<>();
        int lastAge = -1;
        for (int i = 0; i < words.count; i++) {
            int end = i;
            if (words.isDigits(i)) {
                end = ages.number(i, lastAge);
            } else if (words.isLetters(i)) {
                end = spelled.end(i);
            }
            if (end > i) {
                found.add(new Span(words.start[i], words.end[end - 1], IdentifierType.AGE));
                i = end - 1;
                lastAge = i;
            }
        }
        return found;
    }

    /** Returns the spans without unproven ages of 90 and over. */
    public static List<Span> check(List<Span> tagged, List<Span> proven, TextWords words) {
        List<Span> kept = new ArrayList<>(tagged.size());
        int word = 0;
        int next = 0;
        for (Span span : tagged) {
            if (span.type() != IdentifierType.AGE) {
                kept.add(span);
                continue;
            }
            word = words.endingAfter(word, span.start());
            while (next < proven.size() && proven.get(next).end() <= span.start()) {
                next++;
            }
            boolean isProven = next < proven.size() && proven.get(next).overlaps(span);
            boolean old = false;
            for (int i = word; i < words.count && words.start[i] < span.end(); i++) {
                old |= words.isDigits(i) && words.value(i, AGE_DIGITS) >= OLDEST;
            }
            if (isProven || !old) {
                kept.add(span);
            }
        }
        return kept;
    }

    /** Returns the word after the age in digits that begins here, or {@code i}. */
    private int number(int i, int lastAge) {
        int value = words.value(i);
        boolean padded = words.length(i) == 3
                && words.character(i) == '0'
                && i + 1 < words.count
                && words.isGlued(i + 1)
                && words.hash[i + 1] == Y;
        if (words.length(i) > 3
                || value < OLDEST
                || value > OLDEST_POSSIBLE
                || words.length(i) == 3 && value < 100 && !padded
                || isPartOfNumber(i)) {
            return i;
        }
        int next = i + 1;
        if (next < words.count && words.isGlued(next) && words.isOrdinalMark(next)) {
            return birthday(i, next + 1);
        }
        if (next < words.count
                && words.isGlued(next)
                && (words.character(next) == 'º' || words.character(next) == '°')) {
            return birthday(i, next + 1);
        }
        if (context.isBirthday(next)) {
            return next + 1;
        }
        if (isAfterSex(i)) {
            return next;
        }
        int sex = sex(i);
        if (sex > i) {
            return sex;
        }
        if (continues(next)) {
            return i;
        }
        int years = years(i);
        if (years > i) {
            return years;
        }
        return next < words.count && context.isUnit(next) && !words.startsLine(next)
                        || !context.isIntroduced(i, lastAge) && !joinsAge(i)
                ? i
                : next;
    }

    private int birthday(int i, int k) {
        return context.isBirthday(k) ? k + 1 : i;
    }

    /** Recognizes a sex in capitals and a slash before an age at the start of a text, line or sentence: "F/92". */
    private boolean isAfterSex(int i) {
        int letter = i - 2;
        return letter >= 0
                && words.character(i - 1) == '/'
                && words.isGlued(i)
                && words.isGlued(i - 1)
                && words.shape[letter] == 3
                && words.isIn(letter, SEXES)
                && context.closes(i + 1)
                && (letter == 0
                        || words.startsLine(letter)
                        || ".;:(,".indexOf(words.character(letter - 1)) >= 0 && !words.isGlued(letter));
    }

    /** Recognizes "95/M", "95F", "95 female". */
    private int sex(int i) {
        int k = i + 1;
        boolean stroke = k + 1 < words.count && words.character(k) == '/' && words.isGlued(k);
        k += stroke ? 1 : 0;
        if (k >= words.count || words.startsLine(k) || !words.isIn(k, SEXES)) {
            return i;
        }
        boolean letter = words.length(k) == 1;
        if (letter && words.shape[k] != 3
                || k + 1 < words.count && words.isGlued(k + 1) && words.kind[k + 1] != TextWords.OTHER) {
            return i;
        }
        int before = context.before(i);
        boolean warm = before >= 0 && words.isIn(before, WARM);
        if (stroke) {
            return !warm ? i + 1 : i;
        }
        boolean opens = i == 0 || words.startsLine(i) || ".;(".indexOf(words.character(i - 1)) >= 0;
        boolean presented = before >= 0 && context.presents(before);
        boolean goesOn = k + 1 < words.count && words.isLetters(k + 1) && !words.startsLine(k + 1);
        if (!letter) {
            return (opens || presented) && (before < 0 || !words.isDigits(before)) ? i + 1 : i;
        }
        return !warm
                        && (opens && goesOn
                                || presented && goesOn
                                || presented && k + 1 == words.count && context.isAged(before))
                ? i + 1
                : i;
    }

    /**
     * Recognizes "95 years old", "93 1/2 year", "92-year, 4-month-old", "95 a."; returns the word after the age, or
     * after a unit that is a letter.
     */
    private int years(int i) {
        int k = i + 1;
        if (k + 2 < words.count
                && words.value(k, AGE_DIGITS) == 1
                && words.isDigits(k)
                && words.character(k + 1) == '/') {
            k += 3;
        }
        k += k < words.count && words.character(k) == '½' ? 1 : 0;
        k += k < words.count && words.character(k) == '+' ? 1 : 0;
        k += k < words.count && words.isDash(k) ? 1 : 0;
        if (k >= words.count || !words.isLetters(k)) {
            return i;
        }
        boolean over = k + 2 < words.count
                && words.hash[k] == Y
                && "/.".indexOf(words.character(k + 1)) >= 0
                && Character.toLowerCase(words.character(k + 2)) == 'o';
        if (context.isYears(k) || over) {
            return context.isLasting(i, k) ? i : i + 1;
        }
        if (words.hash[k] == Y && !spanish) {
            return k + 1 == words.count || !context.isUnit(k + 1) ? i + 1 : i;
        }
        if (words.hash[k] == AA && spanish) {
            return k + 1;
        }
        boolean yearLetter = words.hash[k] == A
                && spanish
                && words.shape[k] == 6
                && (words.isGlued(k)
                        || context.closes(k + 1)
                        || k + 2 < words.count && words.hash[k + 1] == OF && context.isOld(k + 2));
        int before = context.before(i);
        boolean measured = before >= 0
                && words.isLetters(before)
                && words.shape[before] == 2
                && !context.isOld(before)
                && !context.isPerson(before);
        return yearLetter && !measured ? k + 1 : i;
    }

    /** Recognizes "92 and 95 years old", "92 y 95 años". */
    private boolean joinsAge(int i) {
        int k = i + 1;
        return k + 1 < words.count
                && (context.isConjunction(k) || words.isDash(k) || words.character(k) == ',')
                && words.isDigits(k + 1)
                && words.length(k + 1) <= 3
                && years(k + 1) > k + 1
                && words.value(k + 1) <= OLDEST_POSSIBLE;
    }

    /** Returns whether the number continues after this word: a decimal, fraction, range or percentage. */
    private boolean continues(int k) {
        if (k >= words.count || words.startsLine(k)) {
            return false;
        }
        if (words.character(k) == '%') {
            return true;
        }
        boolean numberAfter = k + 1 < words.count && words.isDigits(k + 1) && words.isGlued(k + 1);
        return words.isGlued(k) && numberAfter && ".,/-".indexOf(words.character(k)) >= 0;
    }

    /** Returns whether the word continues a number or a word before it. */
    private boolean isPartOfNumber(int i) {
        return i > 0
                && words.isGlued(i)
                && (words.kind[i - 1] != TextWords.OTHER
                        || i > 1
                                && words.isGlued(i - 1)
                                && words.isDigits(i - 2)
                                && ".,/:".indexOf(words.character(i - 1)) >= 0
                        || "<>$#".indexOf(words.character(i - 1)) >= 0);
    }
}
