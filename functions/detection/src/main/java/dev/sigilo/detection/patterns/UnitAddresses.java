package dev.sigilo.detection.patterns;

import dev.sigilo.detection.overlaps.Overlaps;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds complete addresses around an apartment or suite number (USPS Publication 28, secondary unit designators): "903
 * 83 Dora Creek Apt. 176", "Uferweg 82 Linden Hof, Suite 4, Lund, Sweden 22100". A house number before the unit proves
 * that the words in between are a street, in any language; a postal code, state or country after the unit proves that
 * the words before it are a place.
 */
public final class UnitAddresses {

    private static final int MOST_WORDS_BEFORE = 14;
    private static final int MOST_WORDS_AFTER = 12;
    private static final int MOST_LINES_AFTER = 3;
    private static final int MOST_HOUSE_DIGITS = 5;
    private static final int FEWEST_CODE_DIGITS = 4;
    private static final int ZIP_DIGITS = 5;
    private static final int MOST_CODE_DIGITS = 6;
    private static final int LONGEST_ABBREVIATION = 5;
    /** Words before "suite" that mean a hospital room: "2019 Endoscopy Suite 2". */
    private static final IntTable ROOMS = IntTable.words("""
            operating surgical surgery endoscopy cath catheterization catheterisation procedure angiography birthing
            delivery imaging mri ct or room trauma radiology guest quirofano""");

    private static final String AND = " and ";
    private static final IntTable PARTICLES =
            IntTable.words("de la le les du des del della di da do dos das al el van von der den den z u e y i");

    private final TextWords words;

    UnitAddresses(TextWords words) {
        this.words = words;
    }

    /** Returns whether this word, before "suite", means a hospital room. */
    static boolean isRoom(TextWords words, int i) {
        return words.isIn(i, ROOMS);
    }

    /**
     * Returns the first word of the address whose unit begins at this word; the same word if no house number precedes
     * it.
     */
    int start(int unit) {
        int start = unit;
        int k = unit - 1;
        boolean word = false;
        while (k >= 0 && unit - k <= MOST_WORDS_BEFORE && (k + 1 == unit || !words.startsLine(k + 1))) {
            if (words.kind[k] == TextWords.DIGITS) {
                if (words.length(k) > MOST_HOUSE_DIGITS) {
                    break;
                }
                start = word ? k : start;
            } else if (words.kind[k] == TextWords.LETTERS) {
                if (!isNamePart(k)
                        || words.shape[k] == 2 && words.length(k) > 1 && !AddressPatterns.isStreetWord(words, k)) {
                    break;
                }
                word |= words.length(k) > 2;
            } else if (!isMark(k, word)) {
                break;
            }
            k--;
        }
        return start == unit ? unit : streetBefore(start);
    }

    /**
     * Returns the first word of a street name that precedes its number, "Uferweg 82 Linden Hof", or the number if there
     * is none.
     */
    private int streetBefore(int number) {
        int k = number;
        while (k > 0
                && number - k < 4
                && words.gap[k] == TextWords.ONE_SPACE
                && words.kind[k - 1] == TextWords.LETTERS
                && isNamePart(k - 1)) {
            k--;
        }
        while (k < number && !words.isCapitalised(k) && words.shape[k] != 5) {
            k++;
        }
        return k;
    }

    /**
     * Returns the spans with the two streets of an intersection joined, plus the places after apartments and suites:
     * the words up to a postal code, state or country that are not covered yet.
     *
     * @param spans in text order, without overlaps; the same holds for the result
     */
    public static List<Span> withPlaces(List<Span> spans, TextWords words, ListedWords lexicon) {
        UnitAddresses addresses = new UnitAddresses(words);
        List<Span> places = new ArrayList<>();
        for (int i = 0; i < words.count; i++) {
            int from = AddressPatterns.unitEnd(words, i);
            int to = from > i ? addresses.end(from, lexicon) : i;
            for (int k = from; k < to; k++) {
                if (words.kind[k] != TextWords.OTHER) {
                    places.add(new Span(words.start[k], words.end[k], IdentifierType.TERRITORY));
                }
            }
            i = Math.max(i, to - 1);
        }
        return crossings(places.isEmpty() ? spans : Overlaps.merge(spans, places), words.text);
    }

    /**
     * Joins the streets of an intersection: in "Leonie and Eyragata 66", the span before "and" is the crossing street.
     */
    private static List<Span> crossings(List<Span> spans, CharSequence text) {
        List<Span> result = new ArrayList<>(spans.size());
        for (Span span : spans) {
            Span before = result.isEmpty() ? null : result.get(result.size() - 1);
            boolean crosses = before != null
                    && span.type() == IdentifierType.STREET
                    && span.start() - before.end() == AND.length()
                    && AND.contentEquals(text.subSequence(before.end(), span.start()))
                    && mayBeStreet(before);
            if (crosses) {
                result.set(result.size() - 1, new Span(before.start(), span.end(), span.type()));
            } else {
                result.add(span);
            }
        }
        return result;
    }

    private static boolean mayBeStreet(Span span) {
        return switch (span.type()) {
            case STREET, TERRITORY, PATIENT_NAME -> true;
            default -> false;
        };
    }

    /**
     * Returns the word after the place that begins at this word; the same word if it does not end in a postal code,
     * state or country.
     */
    private int end(int from, ListedWords lexicon) {
        int end = from;
        int lines = 0;
        for (int k = from; k < words.count && k - from < MOST_WORDS_AFTER; k++) {
            lines += words.startsLine(k) ? 1 : 0;
            if (lines > MOST_LINES_AFTER) {
                return end;
            }
            if (words.kind[k] == TextWords.DIGITS) {
                return isPostalCode(k, lines) ? k + 1 : end;
            }
            if (words.kind[k] == TextWords.LETTERS) {
                if (!isNamePart(k)) {
                    return end;
                }
                boolean state = lines == 0 && k > from && words.shape[k] == 2 && words.length(k) == 2;
                boolean country = (lexicon.lists(words.hash[k]) & ListedWords.COUNTRY) != 0
                        && (k + 1 == words.count
                                || words.startsLine(k + 1)
                                || ".,;)".indexOf(words.character(k + 1)) >= 0);
                end = state || country ? k + 1 : end;
            } else if (",/-'’".indexOf(words.character(k)) < 0 && !isQuoteMark(k)) {
                return end;
            }
        }
        return end;
    }

    /**
     * Returns whether this is a marker that a mail program puts before a quoted line in a reply: "> Lund", "??? Lund".
     */
    private boolean isQuoteMark(int k) {
        return ">?|".indexOf(words.character(k)) >= 0
                && (words.startsLine(k) || words.character(k) == words.character(k - 1));
    }

    private boolean isPostalCode(int k, int lines) {
        int digits = words.length(k);
        boolean fits = lines > 0 ? digits == ZIP_DIGITS : digits >= FEWEST_CODE_DIGITS && digits <= MOST_CODE_DIGITS;
        boolean ends = k + 1 == words.count
                || words.startsLine(k + 1)
                || !words.isGlued(k + 1)
                || ".,;)".indexOf(words.character(k + 1)) >= 0;
        boolean decimal = k + 2 < words.count
                && words.isGlued(k + 1)
                && words.isGlued(k + 2)
                && words.kind[k + 2] == TextWords.DIGITS;
        return fits
                && ends
                && !decimal
                && !words.isGlued(k)
                && (words.kind[k - 1] == TextWords.LETTERS || words.character(k - 1) == ',');
    }

    private boolean isNamePart(int k) {
        return words.isCapitalised(k) || words.shape[k] == 5 || words.isIn(k, PARTICLES);
    }

    /**
     * Returns whether this is a comma, hyphen or apostrophe, or the full stop of an abbreviation or ordinal: "Avda. 9",
     * "kapu 39. 2".
     */
    private boolean isMark(int k, boolean word) {
        char c = words.character(k);
        if (c == '.') {
            return k > 0
                    && words.isGlued(k)
                    && words.length(k - 1) <= LONGEST_ABBREVIATION
                    && (words.kind[k - 1] == TextWords.DIGITS && word || words.isCapitalised(k - 1));
        }
        return ",-'’".indexOf(c) >= 0;
    }
}
