package dev.sigilo.detection.names;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Towns before an American state: "York, PA", "Framingham, MA 01702", "Willmar MN". Codes that are also degrees,
 * laboratory values or words ("PA", "MA", "LA", "OR") count only after a listed place, or before a ZIP code; "MD" only
 * before a ZIP code. Linear in the number of words.
 */
public final class StatePlaces {
    private static final IntTable CODES = IntTable.words(
            "al ak az ar ca co ct de dc fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc "
                    + "nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy");
    private static final IntTable AMBIGUOUS =
            IntTable.words("al ar ca co ct de ga hi id in la md me ma mi mo ms mt nc nd oh ok or pa pr sc sd va");
    private static final int DEGREE = Hashes.folded("md");
    private static final int MOST_WORDS = 3;
    private static final int ZIP_DIGITS = 5;
    private static final int LISTED = ListedWords.PLACE | ListedWords.PERSON_NAME;

    private StatePlaces() {}

    /** Returns the towns and states, in the order of the text and without overlap. */
    public static List<Span> find(NameWords names) {
        TextWords words = names.words;
        List<Span> spans = new ArrayList<>();
        for (int i = 2; i < words.count; i++) {
            if (words.kind[i] != TextWords.LETTERS
                    || words.shape[i] != 2
                    || words.length(i) != 2
                    || !words.isIn(i, CODES)
                    || words.gap[i] != TextWords.ONE_SPACE) {
                continue;
            }
            boolean comma = names.character(i - 1) == ',' && words.isGlued(i - 1);
            int last = comma ? i - 2 : i - 1;
            int first = town(names, last);
            if (first > last || !comma && (words.isIn(i, AMBIGUOUS) || words.shape[last] == 2)) {
                continue;
            }
            boolean zip = i + 1 < words.count
                    && words.kind[i + 1] == TextWords.DIGITS
                    && words.length(i + 1) == ZIP_DIGITS
                    && words.gap[i + 1] != TextWords.NO_GAP;
            boolean closes =
                    i + 1 == words.count || words.startsLine(i + 1) || words.kind[i + 1] == TextWords.OTHER || zip;
            boolean place = (names.lists(last) & ListedWords.PLACE) != 0
                    && (names.lists(last) & (ListedWords.CLINICAL | ListedWords.COMMON_WORD)) == 0;
            if (zip
                    || place && closes && words.hash[i] != DEGREE
                    || !words.isIn(i, AMBIGUOUS) && (place || names.isUnlisted(last))) {
                spans.add(new Span(words.start[first], words.end[last], IdentifierType.TERRITORY));
                spans.add(new Span(words.start[i], words.end[i], IdentifierType.TERRITORY));
            }
        }
        return spans;
    }

    /**
     * Returns the first word of the town that ends with this one, or {@code last + 1} if it is not a town. A comma, a
     * line start or a lower-case word comes before it.
     */
    private static int town(NameWords names, int last) {
        TextWords words = names.words;
        int first = last + 1;
        while (first > 0
                && last - first + 1 < MOST_WORDS
                && isPart(words, first - 1)
                && (first == last + 1 || words.gap[first] == TextWords.ONE_SPACE)) {
            first--;
        }
        boolean whole = first == 0
                || words.startsLine(first)
                || names.character(first - 1) == ','
                || words.kind[first - 1] == TextWords.LETTERS && words.shape[first - 1] == 0;
        if (!whole) {
            first = last + 1;
            while (first > 0
                    && last - first + 1 < MOST_WORDS
                    && isPart(words, first - 1)
                    && (first == last + 1
                            || words.gap[first] == TextWords.ONE_SPACE
                                    && (names.lists(first - 1) & LISTED) != 0
                                    && !names.isClosed(first - 1))) {
                first--;
            }
        }
        return first;
    }

    private static boolean isPart(TextWords words, int i) {
        return words.kind[i] == TextWords.LETTERS
                && words.isCapitalised(i)
                && words.shape[i] != 3
                && words.length(i) > 1
                && !words.isIn(i, CODES);
    }
}
