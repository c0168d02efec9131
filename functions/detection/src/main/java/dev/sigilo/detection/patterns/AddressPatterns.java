package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.detection.words.WordClasses;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Recognizes addresses by their form: "221 E 58th St", "1400 North Harlow Avenue", "31 Rue Al Imam", "P.O. Box 242",
 * "Suite 787", and the postal codes of Britain, Canada and Argentina.
 */
public final class AddressPatterns {

    private static final int MOST_HOUSE_DIGITS = 5;
    private static final int MOST_NAME_WORDS = 4;
    private static final IntTable STREETS = IntTable.words(
            "st street ave avenue rd road blvd boulevard drive ln lane court terrace pkwy parkway hwy highway "
                    + "circle cir square sq trail turnpike loop");
    private static final IntTable STREETS_BEFORE =
            IntTable.words("rue via rua viale strada chemin impasse quai calle avenida carrer allee piazza avda");
    private static final IntTable PARTICLES =
            IntTable.words("de la le les du des del della di da do dos das al el e y");
    private static final int SHORTEST_IN_FULL = 3;
    /** Endings of one-word street names in German, Dutch and the Nordic languages: "Asternstraat 7". */
    private static final String[] STREET_ENDINGS = {
        "strasse", "straße", "straat", "gasse", "gracht", "laan", "vägen", "gatan", "veien", "vegen", "stræde", "katu",
        "kuja", "intie", "platz", "weg"
    };

    private static final IntTable STREETS_AFTER = IntTable.words("utca");
    private static final IntTable BEFORE_STREETS =
            IntTable.words("in at on to from near is address street w na przy do v");
    private static final int UL = Hashes.folded("ul");
    private static final int SHORTEST_BEFORE_ENDING = 3;
    private static final int CORNER = Hashes.folded("corner");
    private static final int OF = Hashes.folded("of");
    private static final int AND = Hashes.folded("and");
    private static final int THE = Hashes.folded("the");
    private static final IntTable DOORS = IntTable.words("suite apt apartment ste");
    private static final int C = Hashes.folded("c");
    private static final int P = Hashes.folded("p");
    private static final int O = Hashes.folded("o");
    private static final int PO = Hashes.folded("po");
    /** Rural and highway contract routes. */
    private static final IntTable ROUTES = IntTable.words("rr hc rfd");

    private static final int BOX = Hashes.folded("box");
    private static final IntTable DIRECTIONS = IntTable.words("n s e w ne nw se sw north south east west");
    /** The letters and digits of a code: A is a capital, d a digit. */
    private static final String[] CODES = {
        "AAdA dAA", "AAdd dAA", "AdA dAA", "AAd dAA", "Add dAA", "AdA dAd", "AddddAAA"
    };

    private final TextWords words;

    private AddressPatterns(TextWords words) {
        this.words = words;
    }

    /** Returns the addresses, in the order of the text and without overlap. */
    public static List<Span> find(TextWords words) {
        AddressPatterns patterns = new AddressPatterns(words);
        List<Span> spans = new ArrayList<>();
        int i = 0;
        while (i < words.count) {
            int end = i;
            if (words.kind[i] == TextWords.DIGITS) {
                end = patterns.withDoor(patterns.street(i), i);
                end = end > i ? end : patterns.numberedCrossing(i);
                if (end > i) {
                    spans.add(new Span(words.start[i], words.end[end - 1], IdentifierType.STREET));
                }
            } else if (words.hash[i] == UL) {
                end = patterns.ulica(i);
                if (end > i) {
                    spans.add(new Span(words.start[i], words.end[end - 1], IdentifierType.STREET));
                }
            } else if (words.hash[i] == CORNER) {
                end = patterns.corner(i);
                if (end > i) {
                    int first = i > 0 && words.hash[i - 1] == THE && words.gap[i] == TextWords.ONE_SPACE ? i - 1 : i;
                    spans.add(new Span(words.start[first], words.end[end - 1], IdentifierType.STREET));
                }
            } else if (words.isCapitalised(i)) {
                end = patterns.part(i);
                boolean unit = end > i && words.isIn(i, DOORS);
                if (unit) {
                    patterns.addWithStreet(i, end, spans);
                    i = end;
                    continue;
                }
                end = end > i ? end : patterns.endsAsStreet(i);
                end = end > i ? end : patterns.calle(i);
                boolean street = end > i;
                end = street || words.shape[i] == 1 ? end : patterns.code(i);
                if (end > i) {
                    spans.add(new Span(
                            words.start[i], words.end[end - 1], street ? IdentifierType.STREET : IdentifierType.ZIP));
                }
            }
            i = Math.max(end, i + 1);
        }
        return spans;
    }

    /** Adds one span for the street with its apartment or suite, and removes the spans that it covers. */
    private void addWithStreet(int i, int end, List<Span> spans) {
        int start = words.start[new UnitAddresses(words).start(i)];
        while (!spans.isEmpty() && spans.get(spans.size() - 1).end() > start) {
            start = Math.min(start, spans.remove(spans.size() - 1).start());
        }
        spans.add(new Span(start, words.end[end - 1], IdentifierType.STREET));
    }

    /**
     * Returns the index after the apartment or suite number that starts at this word; {@code i} if none starts here.
     */
    static int unitEnd(TextWords words, int i) {
        return words.isCapitalised(i) && words.isIn(i, DOORS) ? new AddressPatterns(words).part(i) : i;
    }

    /** Returns whether this word means "street", in English or another language. */
    static boolean isStreetWord(TextWords words, int i) {
        return words.isIn(i, STREETS) || words.isIn(i, STREETS_BEFORE);
    }

    /**
     * Recognizes a name with a street ending or a street word after it, and a number: "Asternstraat 7", "Uferweg 12 B",
     * "Petőfi utca 3".
     */
    private int endsAsStreet(int i) {
        boolean two =
                i + 1 < words.count && words.gap[i + 1] == TextWords.ONE_SPACE && words.isIn(i + 1, STREETS_AFTER);
        int number = two ? i + 2 : i + 1;
        if (words.shape[i] != 1
                || !number(number)
                || words.length(number) > MOST_HOUSE_DIGITS - 1
                || !two && !hasStreetEnding(i)) {
            return i;
        }
        boolean door = number + 1 < words.count
                && words.gap[number + 1] <= TextWords.ONE_SPACE
                && words.shape[number + 1] == 3
                && (number + 2 == words.count
                        || words.startsLine(number + 2)
                        || ",.;".indexOf(words.character(number + 2)) >= 0);
        return door ? number + 2 : number + 1;
    }

    private boolean hasStreetEnding(int i) {
        if (words.shape[i] != 1) {
            return false;
        }
        for (String ending : STREET_ENDINGS) {
            if (words.length(i) >= ending.length() + SHORTEST_BEFORE_ENDING
                    && ending.contentEquals(words.text.subSequence(words.end[i] - ending.length(), words.end[i]))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Recognizes the Polish and Czech abbreviation for a street with a name and a number: "ul. Lipowa 14"; but not
     * "5000/ul. Sodium 140".
     */
    private int ulica(int i) {
        boolean opens = i == 0
                || words.startsLine(i)
                || ",:".indexOf(words.character(i - 1)) >= 0
                || words.isIn(i - 1, BEFORE_STREETS);
        boolean named = opens
                && words.shape[i] == 0
                && words.hash[i] == UL
                && i + 3 < words.count
                && words.character(i + 1) == '.'
                && words.isGlued(i + 1)
                && words.shape[i + 2] == 1
                && words.gap[i + 2] == TextWords.ONE_SPACE;
        int number = i + 3;
        while (named
                && number < words.count
                && number - i < MOST_NAME_WORDS
                && words.shape[number] == 1
                && words.gap[number] == TextWords.ONE_SPACE) {
            number++;
        }
        return named && number(number) && words.length(number) < MOST_HOUSE_DIGITS ? number + 1 : i;
    }

    /** Recognizes the Spanish abbreviation for a street with a name and a number: "C/ Señores Curas 88". */
    private int calle(int i) {
        if (words.hash[i] != C
                || words.shape[i] != 3
                || i + 3 >= words.count
                || words.character(i + 1) != '/'
                || !words.isGlued(i + 1)) {
            return i;
        }
        int k = i + 2;
        boolean named = false;
        while (k < words.count
                && k - i <= MOST_NAME_WORDS + 2
                && words.kind[k] == TextWords.LETTERS
                && words.gap[k] <= TextWords.ONE_SPACE
                && (words.shape[k] == 1 && words.length(k) > 2 || words.isIn(k, PARTICLES))) {
            named |= words.shape[k] == 1;
            k++;
        }
        k += k < words.count && words.character(k) == ',' ? 1 : 0;
        return named && number(k) && words.length(k) < MOST_HOUSE_DIGITS ? k + 1 : i;
    }

    /** Recognizes an intersection of two streets: "corner of Elm Pass and 37 Rue Verte". */
    private int corner(int i) {
        if (i + 2 >= words.count || words.hash[i + 1] != OF) {
            return i;
        }
        int first = crossing(i + 2);
        if (first == i + 2 || first >= words.count || words.hash[first] != AND) {
            return i;
        }
        int second = crossing(first + 1);
        return second > first + 1 ? second : i;
    }

    /**
     * Returns the index after one street of an intersection: capitalized words and house numbers, at least one of them
     * a name. Returns {@code i} if no street starts here.
     */
    private int crossing(int i) {
        int k = i;
        boolean name = false;
        while (k < words.count && k - i <= MOST_NAME_WORDS + 2 && words.gap[k] <= TextWords.ONE_SPACE) {
            boolean point = words.character(k) == '.'
                    && k > i
                    && words.isGlued(k)
                    && k + 1 < words.count
                    && words.gap[k + 1] == TextWords.ONE_SPACE
                    && (words.kind[k - 1] == TextWords.DIGITS || words.length(k - 1) < 4);
            boolean number = words.kind[k] == TextWords.DIGITS && words.length(k) <= MOST_HOUSE_DIGITS;
            boolean lower = name && (words.isIn(k, PARTICLES) || words.shape[k] == 0 && number(k + 1));
            if (!point && !number && !lower && !words.isCapitalised(k)) {
                break;
            }
            name |= words.isCapitalised(k) && words.length(k) > 2;
            k++;
        }
        return name ? k : i;
    }

    /** Returns the index after the "#9" that follows a street: "1402 6th St, #9". */
    private int withDoor(int end, int i) {
        int k = end < words.count && words.character(end) == '.' && words.isGlued(end) ? end + 1 : end;
        k += k < words.count && words.character(k) == ',' ? 1 : 0;
        boolean door = end > i
                && k + 1 < words.count
                && words.character(k) == '#'
                && words.gap[k] == TextWords.ONE_SPACE
                && words.isGlued(k + 1)
                && words.kind[k + 1] == TextWords.DIGITS
                && words.length(k + 1) <= MOST_HOUSE_DIGITS;
        boolean letter = door
                && k + 2 < words.count
                && words.isGlued(k + 2)
                && words.kind[k + 2] == TextWords.LETTERS
                && words.length(k + 2) == 1;
        return letter ? k + 3 : door ? k + 2 : end;
    }

    /** Recognizes an intersection with a numbered street: "14th & Larimer". */
    private int numberedCrossing(int i) {
        int street = i + 3;
        boolean crossing = street < words.count
                && words.length(i) <= 3
                && words.isGlued(i + 1)
                && words.isOrdinalMark(i + 1)
                && words.character(i + 2) == '&'
                && words.gap[street] == TextWords.ONE_SPACE
                && words.shape[street] == 1
                && words.length(street) > SHORTEST_BEFORE_ENDING
                && words.wordClass[street] == WordClasses.NONE;
        return crossing ? street + 1 : i;
    }

    private boolean number(int k) {
        return k < words.count && words.kind[k] == TextWords.DIGITS && words.gap[k] == TextWords.ONE_SPACE;
    }

    private int street(int i) {
        if (words.length(i) > MOST_HOUSE_DIGITS || i > 0 && words.isGlued(i) && words.kind[i - 1] != TextWords.OTHER) {
            return i;
        }
        int romance = beforeName(i);
        if (romance > i) {
            return romance;
        }
        if (i + 1 < words.count && words.gap[i + 1] == TextWords.ONE_SPACE && hasStreetEnding(i + 1)) {
            return number(i + 2) ? i + 3 : i + 2;
        }
        int k = i + 1;
        boolean named = false;
        while (k < words.count && k - i <= MOST_NAME_WORDS + 1 && words.gap[k] <= TextWords.ONE_SPACE) {
            boolean ordinal = words.kind[k] == TextWords.DIGITS
                    && k + 1 < words.count
                    && words.isGlued(k + 1)
                    && words.isOrdinalMark(k + 1);
            if (ordinal && words.gap[k] == TextWords.ONE_SPACE) {
                named = true;
                k += 2;
            } else if (words.kind[k] == TextWords.LETTERS
                    && words.gap[k] == TextWords.ONE_SPACE
                    && words.isCapitalised(k)) {
                if (named && words.isIn(k, STREETS)) {
                    return k + 1;
                }
                named |= !words.isIn(k, DIRECTIONS)
                        && words.length(k) > 2
                        && (words.shape[k] == 1 || words.shape[k] == 2 && isInCapitals(k, i));
                k++;
            } else if (words.character(k) == '.' && words.isIn(k - 1, DIRECTIONS)) {
                k++;
            } else {
                return i;
            }
        }
        return i;
    }

    /**
     * Recognizes numbers, a word for a street and the name after it: "31 Rue Al Imam Al Bakri", "846 31 Rue Pasteur",
     * "12, Via Roma".
     */
    private int beforeName(int i) {
        int k = i + 1;
        k += k < words.count && words.character(k) == ',' ? 1 : 0;
        k += k < words.count
                        && words.kind[k] == TextWords.DIGITS
                        && words.gap[k] == TextWords.ONE_SPACE
                        && words.length(k) <= MOST_HOUSE_DIGITS
                ? 1
                : 0;
        if (k >= words.count
                || !words.isCapitalised(k)
                || words.gap[k] != TextWords.ONE_SPACE
                || !words.isIn(k, STREETS_BEFORE)) {
            return i;
        }
        int end = k + 1;
        int last = k;
        while (end < words.count
                && end - k <= MOST_NAME_WORDS + 1
                && words.gap[end] == TextWords.ONE_SPACE
                && words.kind[end] == TextWords.LETTERS
                && (words.isCapitalised(end) || words.isIn(end, PARTICLES))) {
            last = words.isCapitalised(end) ? end : last;
            end++;
        }
        boolean numbered = last > k && number(last + 1) && words.length(last + 1) < MOST_HOUSE_DIGITS;
        return last > k ? last + (numbered ? 2 : 1) : i;
    }

    /**
     * Returns whether, in capitals, the address ends with a street word that is written in full: "14 WYTHE CREEK ROAD".
     */
    private boolean isInCapitals(int name, int number) {
        int k = name + 1;
        while (k < words.count
                && k - number <= MOST_NAME_WORDS + 1
                && words.shape[k] == 2
                && words.gap[k] == TextWords.ONE_SPACE) {
            if (words.isIn(k, STREETS)) {
                return words.length(k) > SHORTEST_IN_FULL;
            }
            k++;
        }
        return false;
    }

    /** Recognizes a post office box or a door: "P.O. Box 242", "PO Box 3", "Suite 787", "Apt 3B". */
    private int part(int i) {
        int number = i + 1;
        if (words.isIn(i, ROUTES)
                && words.shape[i] == 2
                && number(number)
                && number + 1 < words.count
                && words.hash[number + 1] == BOX) {
            // "RR 3 Box 118".
            return number(number + 2) && words.length(number + 2) <= MOST_HOUSE_DIGITS ? number + 3 : i;
        }
        if (words.hash[i] == P
                && number + 2 < words.count
                && words.character(number) == '.'
                && words.hash[i + 2] == O) {
            number = words.character(i + 3) == '.' ? i + 4 : i + 3;
        } else if (words.hash[i] != PO && (!words.isIn(i, DOORS) || i > 0 && UnitAddresses.isRoom(words, i - 1))) {
            return i;
        }
        if (!words.isIn(i, DOORS)) {
            if (number >= words.count || words.hash[number] != BOX) {
                return i;
            }
            number++;
        }
        number += number < words.count && (words.character(number) == '#' || words.character(number) == '.') ? 1 : 0;
        if (number >= words.count
                || words.startsLine(number)
                || words.kind[number] != TextWords.DIGITS
                || words.length(number) > MOST_HOUSE_DIGITS) {
            return i;
        }
        boolean letter = number + 1 < words.count
                && words.isGlued(number + 1)
                && words.kind[number + 1] == TextWords.LETTERS
                && words.length(number + 1) == 1;
        return letter ? number + 2 : number + 1;
    }

    private int code(int i) {
        int from = words.start[i];
        if (i > 0 && words.isGlued(i) && words.kind[i - 1] != TextWords.OTHER) {
            return i;
        }
        for (String form : CODES) {
            int to = from + form.length();
            boolean fits = to <= words.text.length()
                    && (to == words.text.length() || !Character.isLetterOrDigit(words.text.charAt(to)));
            for (int k = 0; fits && k < form.length(); k++) {
                char c = words.text.charAt(from + k);
                char wanted = form.charAt(k);
                fits = wanted == 'A' ? c >= 'A' && c <= 'Z' : wanted == 'd' ? c >= '0' && c <= '9' : c == ' ';
            }
            if (fits) {
                int end = i;
                while (end < words.count && words.start[end] < to) {
                    end++;
                }
                return end;
            }
        }
        return i;
    }
}
