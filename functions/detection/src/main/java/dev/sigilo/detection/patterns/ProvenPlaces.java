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
 * Decides which numbers belong to a place. A ZIP code needs its form and a state that has it, a label, or in a Spanish
 * text the place that it belongs to. A number beside an address may be a ZIP code, and is then a place that is not
 * shortened. "CPK 18700", "gravida 3, para 2" and "36 6/7" are not, whatever the model found.
 */
public final class ProvenPlaces {

    private static final int PROVINCE = Hashes.folded("provincia");
    private static final int ZIP_DIGITS = 5;
    private static final IntTable LABELS = IntTable.words("zip zipcode postal postcode cp postales");
    private static final IntTable PLACE_BEFORE = IntTable.words(
            "in from at near to of de en city ciudad localidad poblacion provincia address domicilio direccion "
                    + "municipio county lives resides");
    private static final IntTable STREET_WORDS = IntTable.words("""
            st street str ave av avenue road rd lane ln dr drive blvd boulevard way court ct place pl apt apartment
            suite ste box highway hwy route rte parkway pkwy terrace ter circle cir square sq floor unit plaza plz
            trail alley crossing calle c avda avenida pza paseo carretera ctra ronda camino travesia urbanizacion via
            rua carrer piso portal pasaje glorieta barrio bloque poligono po rue strasse via rua""");
    private static final IntTable MEASURES = IntTable.words("""
            french tesla gauge grams gram gravida para respirations respiration beats minutes minute pulse weeks week
            wk wks semanas mbq mci mg ml mcg cm mm units hours percent segs lymphocytes monocytes bands glucose
            hematocrit sodium potassium creatinine bun plt wbc hgb hct protein osmolality amylase lipase pma gestation
            degrees pounds per sheath catheter""");
    /** Two-letter code and the ranges of the first three digits, of each state (USPS Publication 65). */
    private static final String[] STATES = {
        "AL 350-369",
        "AK 995-999",
        "AZ 850-865",
        "AR 716-729",
        "CA 900-961",
        "CO 800-816",
        "CT 060-069",
        "DE 197-199",
        "DC 200-205",
        "FL 320-349",
        "GA 300-319",
        "HI 967-968",
        "ID 832-838",
        "IL 600-629",
        "IN 460-479",
        "IA 500-528",
        "KS 660-679",
        "KY 400-427",
        "LA 700-714",
        "ME 039-049",
        "MD 206-219",
        "MA 010-027",
        "MI 480-499",
        "MN 550-567",
        "MS 386-397",
        "MO 630-658",
        "MT 590-599",
        "NE 680-693",
        "NV 889-898",
        "NH 030-038",
        "NJ 070-089",
        "NM 870-884",
        "NY 005-149",
        "NC 270-289",
        "ND 580-588",
        "OH 430-459",
        "OK 730-749",
        "OR 970-979",
        "PA 150-196",
        "RI 028-029",
        "SC 290-299",
        "SD 570-577",
        "TN 370-385",
        "TX 750-799",
        "UT 840-847",
        "VT 050-059",
        "VA 201-246",
        "WA 980-994",
        "WV 247-268",
        "WI 530-549",
        "WY 820-831",
        "PR 006-009",
        "Alabama 350-369",
        "Alaska 995-999",
        "Arizona 850-865",
        "Arkansas 716-729",
        "California 900-961",
        "Colorado 800-816",
        "Connecticut 060-069",
        "Delaware 197-199",
        "Florida 320-349",
        "Georgia 300-319",
        "Hawaii 967-968",
        "Idaho 832-838",
        "Illinois 600-629",
        "Indiana 460-479",
        "Iowa 500-528",
        "Kansas 660-679",
        "Kentucky 400-427",
        "Louisiana 700-714",
        "Maine 039-049",
        "Maryland 206-219",
        "Massachusetts 010-027",
        "Michigan 480-499",
        "Minnesota 550-567",
        "Mississippi 386-397",
        "Missouri 630-658",
        "Montana 590-599",
        "Nebraska 680-693",
        "Nevada 889-898",
        "Hampshire 030-038",
        "Jersey 070-089",
        "Mexico 870-884",
        "York 005-149",
        "Carolina 270-299",
        "Dakota 570-588",
        "Ohio 430-459",
        "Oklahoma 730-749",
        "Oregon 970-979",
        "Pennsylvania 150-196",
        "Island 028-029",
        "Tennessee 370-385",
        "Texas 750-799",
        "Utah 840-847",
        "Vermont 050-059",
        "Virginia 201-268",
        "Washington 980-994",
        "Wisconsin 530-549",
        "Wyoming 820-831"
    };
    /** The first prefix and the last one, in thousands and ones, of the state with this hash. */
    private static final IntTable PREFIXES = prefixes();

    private final TextWords words;
    private final boolean spanish;

    private ProvenPlaces(TextWords words, Language language) {
        this.words = words;
        this.spanish = language == Language.SPANISH;
    }

    /** Returns the spans without places and streets whose numbers do not belong to them. */
    public static List<Span> check(List<Span> tagged, TextWords words, Language language) {
        ProvenPlaces places = new ProvenPlaces(words, language);
        List<Span> kept = new ArrayList<>(tagged.size());
        int word = 0;
        for (int k = 0; k < tagged.size(); k++) {
            Span span = tagged.get(k);
            word = words.endingAfter(word, span.start());
            int end = word;
            boolean digits = false;
            while (end < words.count && words.start[end] < span.end()) {
                digits |= words.kind[end] == TextWords.DIGITS;
                end++;
            }
            Span checked = span;
            if (digits) {
                boolean beside = isBeside(k > 0 ? tagged.get(k - 1) : null, span, words.text)
                        || isBeside(span, k + 1 < tagged.size() ? tagged.get(k + 1) : null, words.text);
                checked = switch (span.type()) {
                    case ZIP -> places.zip(span, word, end, beside);
                    case TERRITORY -> places.territory(span, word, end, beside);
                    case STREET -> places.isStreet(word, end) ? span : null;
                    default -> span;
                };
            }
            if (checked != null) {
                kept.add(checked);
            }
        }
        return kept;
    }

    private Span zip(Span span, int from, int to, boolean beside) {
        for (int i = from; i < to; i++) {
            boolean form = words.kind[i] == TextWords.DIGITS && words.length(i) == ZIP_DIGITS;
            if (form && isZip(i, beside)) {
                return i == from && !hasNoLetters(i + 1, to)
                        ? new Span(words.start[i], words.end[i], span.type())
                        : span;
            }
            if (form && beside) {
                return new Span(span.start(), span.end(), IdentifierType.TERRITORY);
            }
        }
        if (isLabelled(from)) {
            return span;
        }
        return isForeign(from, to)
                        || beside && to - from == 1 && words.length(from) >= 4 && words.length(from) <= 6 && spanish
                ? span
                : null;
    }

    /** Returns whether only a plus-four extension or nothing follows. */
    private boolean hasNoLetters(int from, int to) {
        for (int i = from; i < to; i++) {
            if (words.kind[i] == TextWords.LETTERS) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether letters and digits alternate: "SW1A 1AA", "K1A 0B6". */
    private boolean isForeign(int from, int to) {
        int letters = 0;
        int digits = 0;
        int length = 0;
        for (int i = from; i < to; i++) {
            if (words.kind[i] == TextWords.OTHER || words.length(i) > 2) {
                return false;
            }
            letters += words.kind[i] == TextWords.LETTERS ? 1 : 0;
            digits += words.kind[i] == TextWords.DIGITS ? 1 : 0;
            length += words.length(i);
        }
        return letters >= 2 && digits >= 2 && length >= 5 && length <= 7;
    }

    private Span territory(Span span, int from, int to, boolean beside) {
        boolean zip = false;
        boolean name = false;
        for (int i = from; i < to; i++) {
            boolean form = words.kind[i] == TextWords.DIGITS && words.length(i) == ZIP_DIGITS;
            zip |= form && isZip(i, beside);
            name |= words.shape[i] == 1 && words.kind[i] == TextWords.LETTERS && words.length(i) > 3;
            if (words.kind[i] == TextWords.LETTERS && words.isIn(i, MEASURES)) {
                return null;
            }
        }
        boolean said = from > 0
                && !words.startsLine(from)
                && (words.isIn(from - 1, PLACE_BEFORE)
                        || words.character(from - 1) == ':'
                        || words.character(from - 1) == ',' && beside);
        return zip || name && (said || beside) ? span : null;
    }

    /**
     * Returns whether the words are a street: it has a word for a street or a name, unlike a gestation, a measure or a
     * size.
     */
    private boolean isStreet(int from, int to) {
        boolean name = false;
        boolean measure = false;
        for (int i = from; i < to; i++) {
            if (words.kind[i] == TextWords.LETTERS) {
                if (words.isIn(i, STREET_WORDS)) {
                    return true;
                }
                name |= words.shape[i] == 1 && words.length(i) > 2
                        || words.shape[i] == 4 && words.length(i) > 2
                        || words.shape[i] == 2 && words.length(i) > 3;
                measure |= words.isIn(i, MEASURES);
            }
        }
        boolean unitAfter = to < words.count && !words.startsLine(to) && words.isIn(to, MEASURES);
        return spanish && !measure || name && !measure && !unitAfter;
    }

    private boolean isZip(int i, boolean beside) {
        int k = i - 1;
        while (k >= 0 && i - k < 4 && words.kind[k] == TextWords.OTHER && ":.,-#".indexOf(words.character(k)) >= 0) {
            k--;
        }
        if (isLabelled(i)) {
            return true;
        }
        int prefix = prefix(words, i);
        boolean province = prefix >= 10 && prefix < 530;
        if (spanish && province && (beside || isBeforePlace(i))) {
            return true;
        }
        return k >= 0 && isOfState(words, k, prefix);
    }

    private static int prefix(TextWords words, int i) {
        return Integer.parseInt(words.text, words.start[i], words.start[i] + 3, 10);
    }

    private static boolean isOfState(TextWords words, int i, int prefix) {
        int state = words.isCapitalised(i) && (words.length(i) > 2 || words.shape[i] == 2)
                ? PREFIXES.get(words.hash[i])
                : IntTable.ABSENT;
        return state != IntTable.ABSENT && prefix >= state / 1000 && prefix <= state % 1000;
    }

    /**
     * Returns whether this word is a state after a comma and the next word a ZIP code of that state: "Chicago, IL
     * 60601".
     */
    static boolean isStateWithZip(TextWords words, int i) {
        return i > 1
                && i + 1 < words.count
                && words.character(i - 1) == ','
                && words.isCapitalised(i - 2)
                && words.gap[i + 1] == TextWords.ONE_SPACE
                && words.kind[i + 1] == TextWords.DIGITS
                && words.length(i + 1) == ZIP_DIGITS
                && isOfState(words, i, prefix(words, i + 1));
    }

    /** Returns whether a label precedes: "ZIP: ", "zip code ", "C.P. ", "Provincia:". */
    private boolean isLabelled(int i) {
        int k = i - 1;
        while (k >= 0 && i - k < 4 && words.kind[k] == TextWords.OTHER && ":.,-#".indexOf(words.character(k)) >= 0) {
            k--;
        }
        if (k < 0) {
            return false;
        }
        boolean initials = k > 1
                && words.length(k) == 1
                && words.character(k - 1) == '.'
                && Character.toLowerCase(words.character(k - 2)) == 'c'
                && Character.toLowerCase(words.character(k)) == 'p';
        return initials
                || words.isIn(k, LABELS)
                || k > 0 && words.isIn(k - 1, LABELS) && words.length(k) <= 6
                || words.hash[k] == PROVINCE && k < i - 1;
    }

    /** Recognizes "28013 Madrid" at the beginning of an entry or line of an address. */
    private boolean isBeforePlace(int i) {
        boolean opens = i == 0 || words.startsLine(i) || ",-".indexOf(words.character(i - 1)) >= 0;
        return opens
                && i + 1 < words.count
                && words.shape[i + 1] == 1
                && words.length(i + 1) > 2
                && words.gap[i + 1] <= TextWords.ONE_SPACE;
    }

    private static boolean isBeside(Span left, Span right, CharSequence text) {
        if (left == null || right == null || right.start() - left.end() > 3) {
            return false;
        }
        for (int i = left.end(); i < right.start(); i++) {
            if (" ,.\n-".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return isNamedPlace(left, text) || isNamedPlace(right, text);
    }

    /**
     * Returns whether a span is a place or street and contains a name in letters. A span of digits does not prove
     * another one.
     */
    private static boolean isNamedPlace(Span span, CharSequence text) {
        boolean place = switch (span.type()) {
            case STREET, TERRITORY -> true;
            default -> false;
        };
        if (!place) {
            return false;
        }
        int lower = 0;
        for (int i = span.start(); i < span.end(); i++) {
            lower += Character.isLowerCase(text.charAt(i)) ? 1 : 0;
        }
        return lower > 2 && Character.isUpperCase(text.charAt(span.start()));
    }

    /**
     * Returns whether this is the hash of a state of the United States: its two-letter code or, for most, the last word
     * of its name.
     */
    static boolean isState(int hash) {
        return PREFIXES.get(hash) != IntTable.ABSENT;
    }

    private static IntTable prefixes() {
        IntTable table = new IntTable(256);
        for (String state : STATES) {
            int space = state.indexOf(' ');
            int first = Integer.parseInt(state.substring(space + 1, space + 4));
            int last = Integer.parseInt(state.substring(space + 5));
            table.put(Hashes.folded(state.substring(0, space)), first * 1000 + last);
        }
        return table;
    }
}
