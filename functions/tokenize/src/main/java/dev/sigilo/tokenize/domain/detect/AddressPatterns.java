package dev.sigilo.tokenize.domain.detect;

import java.util.ArrayList;
import java.util.List;

/** Addresses by form: "221 E 58th St", "1400 North Harlow Avenue", "31 Rue Al Imam", "P.O. Box 242", "Suite 787", and the postal codes of Britain, Canada and Argentina. */
final class AddressPatterns {

    private static final int MOST_HOUSE_DIGITS = 5;
    private static final int MOST_NAME_WORDS = 4;
    private static final IntTable STREETS = ClinicalScales.words("st street ave avenue rd road blvd boulevard drive ln lane court terrace pkwy parkway hwy highway "
            + "circle cir square sq trail turnpike");
    private static final IntTable STREETS_BEFORE = ClinicalScales.words("rue via rua viale strada chemin impasse quai calle avenida carrer allee piazza");
    private static final IntTable PARTICLES = ClinicalScales.words("de la le les du des del della di da do dos das al el");
    private static final int SHORTEST_IN_FULL = 3;
    private static final IntTable DOORS = ClinicalScales.words("suite apt apartment ste");
    private static final int P = Hashes.folded("p");
    private static final int O = Hashes.folded("o");
    private static final int PO = Hashes.folded("po");
    private static final int BOX = Hashes.folded("box");
    private static final IntTable DIRECTIONS = ClinicalScales.words("n s e w ne nw se sw north south east west");
    /** Letters and figures of a code; A a capital, d a figure, and a space. */
    private static final String[] CODES = {"AAdA dAA", "AAdd dAA", "AdA dAA", "AAd dAA", "Add dAA", "AdA dAd", "AddddAAA"};

    private final TextWords words;

    private AddressPatterns(TextWords words) {
        this.words = words;
    }

    /** Returns what was found, in the order of the text and without overlap. */
    static List<Span> find(TextWords words) {
        AddressPatterns patterns = new AddressPatterns(words);
        List<Span> spans = new ArrayList<>();
        int i = 0;
        while (i < words.count) {
            int end = i;
            if (words.kind[i] == TextWords.DIGITS) {
                end = patterns.street(i);
                if (end > i) {
                    spans.add(new Span(words.start[i], words.end[end - 1], IdentifierType.STREET.name()));
                }
            } else if (words.isCapitalised(i)) {
                end = patterns.part(i);
                boolean street = end > i;
                end = street || words.shape[i] == 1 ? end : patterns.code(i);
                if (end > i) {
                    spans.add(new Span(words.start[i], words.end[end - 1], (street ? IdentifierType.STREET : IdentifierType.ZIP).name()));
                }
            }
            i = Math.max(end, i + 1);
        }
        return spans;
    }

    private int street(int i) {
        if (words.length(i) > MOST_HOUSE_DIGITS || i > 0 && words.isGlued(i) && words.kind[i - 1] != TextWords.OTHER) {
            return i;
        }
        int romance = beforeName(i);
        if (romance > i) {
            return romance;
        }
        int k = i + 1;
        boolean named = false;
        while (k < words.count && k - i <= MOST_NAME_WORDS + 1 && words.gap[k] <= TextWords.ONE_SPACE) {
            boolean ordinal = words.kind[k] == TextWords.DIGITS && k + 1 < words.count && words.isGlued(k + 1)
                    && words.isOrdinalMark(k + 1);
            if (ordinal && words.gap[k] == TextWords.ONE_SPACE) {
                named = true;
                k += 2;
            } else if (words.kind[k] == TextWords.LETTERS && words.gap[k] == TextWords.ONE_SPACE && words.isCapitalised(k)) {
                if (named && words.isIn(k, STREETS)) {
                    return k + 1;
                }
                named |= !words.isIn(k, DIRECTIONS) && words.length(k) > 2 && (words.shape[k] == 1 || words.shape[k] == 2 && isInCapitals(k, i));
                k++;
            } else if (words.character(k) == '.' && words.isIn(k - 1, DIRECTIONS)) {
                k++;
            } else {
                return i;
            }
        }
        return i;
    }

    /** "31 Rue Al Imam Al Bakri", "846 31 Rue Pasteur", "12, Via Roma": numbers, a word for a street and the name behind it. */
    private int beforeName(int i) {
        int k = i + 1;
        k += k < words.count && words.character(k) == ',' ? 1 : 0;
        k += k < words.count && words.kind[k] == TextWords.DIGITS && words.gap[k] == TextWords.ONE_SPACE && words.length(k) <= MOST_HOUSE_DIGITS ? 1 : 0;
        if (k >= words.count || !words.isCapitalised(k) || words.gap[k] != TextWords.ONE_SPACE || !words.isIn(k, STREETS_BEFORE)) {
            return i;
        }
        int end = k + 1;
        int last = k;
        while (end < words.count && end - k <= MOST_NAME_WORDS + 1 && words.gap[end] == TextWords.ONE_SPACE && words.kind[end] == TextWords.LETTERS
                && (words.isCapitalised(end) || words.isIn(end, PARTICLES))) {
            last = words.isCapitalised(end) ? end : last;
            end++;
        }
        return last > k ? last + 1 : i;
    }

    /** In capitals only a street that is written in full ends an address: "14 WYTHE CREEK ROAD". */
    private boolean isInCapitals(int name, int number) {
        int k = name + 1;
        while (k < words.count && k - number <= MOST_NAME_WORDS + 1 && words.shape[k] == 2 && words.gap[k] == TextWords.ONE_SPACE) {
            if (words.isIn(k, STREETS)) {
                return words.length(k) > SHORTEST_IN_FULL;
            }
            k++;
        }
        return false;
    }

    /** A post office box or a door: "P.O. Box 242", "PO Box 3", "Suite 787", "Apt 3B". */
    private int part(int i) {
        int number = i + 1;
        if (words.hash[i] == P && number + 2 < words.count && words.character(number) == '.' && words.hash[i + 2] == O) {
            number = words.character(i + 3) == '.' ? i + 4 : i + 3;
        } else if (words.hash[i] != PO && !words.isIn(i, DOORS)) {
            return i;
        }
        if (!words.isIn(i, DOORS)) {
            if (number >= words.count || words.hash[number] != BOX) {
                return i;
            }
            number++;
        }
        number += number < words.count && (words.character(number) == '#' || words.character(number) == '.') ? 1 : 0;
        if (number >= words.count || words.startsLine(number) || words.kind[number] != TextWords.DIGITS || words.length(number) > MOST_HOUSE_DIGITS) {
            return i;
        }
        boolean letter = number + 1 < words.count && words.isGlued(number + 1) && words.kind[number + 1] == TextWords.LETTERS && words.length(number + 1) == 1;
        return letter ? number + 2 : number + 1;
    }

    private int code(int i) {
        int from = words.start[i];
        if (i > 0 && words.isGlued(i) && words.kind[i - 1] != TextWords.OTHER) {
            return i;
        }
        for (String form : CODES) {
            int to = from + form.length();
            boolean fits = to <= words.text.length() && (to == words.text.length() || !Character.isLetterOrDigit(words.text.charAt(to)));
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
