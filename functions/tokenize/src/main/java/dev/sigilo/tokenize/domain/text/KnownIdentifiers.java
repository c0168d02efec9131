package dev.sigilo.tokenize.domain.text;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.records.Category;
import dev.sigilo.text.Language;
import dev.sigilo.text.dates.DayForms;
import dev.sigilo.tokenize.domain.KnownIdentifier;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the identifiers of a record's own fields in the texts of the same record, in any written form. Built once for
 * each record, within microseconds; a search is linear in the text. Immutable and thread-safe.
 *
 * <p>The comparison ignores case, accents, compatibility forms and invisible characters.
 *
 * <h2>Names</h2>
 * Each word of a name, except particles, titles and suffixes, is searched for separately. So it makes no difference
 * whether the text has the given name or the surname only, either order, one surname or two, hyphens, line breaks or
 * double spaces. Neighbouring words of one person, with particles and initials between or beside them, are one match.
 * Words written as one ({@code MariaGarcia}, {@code mgarcia}), a word divided at the end of a line ({@code Gar-\ncía})
 * and initials with dots ({@code M.G.L.}) are found too; two initials ({@code A.P.}) only if they are not a usual
 * abbreviation. Names in scripts without spaces are found within other characters ({@link UnspacedNames}).
 *
 * <p>A name can be a common word: May, Rosa, León. Two word lists decide whether a word is
 * <ul>
 * <li><i>a name</i>: found everywhere, in upper and lower case;
 * <li><i>a name or a word</i> (Rosa, Hope): found with a capital, unless it is within a line in capitals or the month
 *     of a date; or beside another word or initial of the same person, or after a title or label ({@code Dr.}, {@code
 *     Nombre:});
 * <li><i>a word of clinical texts</i> (Long, May, Bueno), or shorter than three letters: found with a capital within a
 *     sentence; at the beginning of a sentence only if a person's verb follows ({@code May reports}, {@code Rosa
 *     refiere}); or beside another word of the same person, or after a title or label.
 * </ul>
 * A single name of the last two kinds is therefore not found in lower case, such as {@code may} for May.
 *
 * <p>If the local part of an e-mail address consists of one person's names, it counts as that person's name elsewhere.
 *
 * <h2>Days</h2>
 * A birth date that would reveal an age of 90 or over is found in digits and words, in either order of day and month,
 * with a two-digit or four-digit year ({@link DayForms}). The record's other dates are found where a text has them as eight
 * digits ({@code 20190304}, {@code scan_20190304.dcm}); they are dates like those that the detector finds. Other forms of them need
 * no search, because their form shows that they are dates.
 *
 * <h2>Numbers, addresses, places</h2>
 * Ids, telephone numbers, e-mail addresses, streets and facilities are searched for with any separators or none. Ids
 * are also found without their prefix and leading zeros, telephone numbers with and without the country code. Numbers
 * of fewer than five digits count only after a label ({@code MRN 1234}). Streets are found with their number, or beside
 * a word for street. A facility is found by its full name and by its name without {@code Hospital}, {@code Clínica} and
 * the like. A city that is a clinical word (Normal) is found only after a preposition of place.
 */
final class KnownIdentifiers {
    private final KnownIdentifierIndex index;
    private final KnownIdentifierMatcher matcher;
    private final KnownIdentifierCheck check;
    /** Null if no name is in a script without spaces. */
    private final UnspacedNames unspaced;

    private KnownIdentifiers(KnownIdentifierIndex index) {
        this.index = index;
        this.matcher = new KnownIdentifierMatcher(index);
        this.check = new KnownIdentifierCheck(index.certainNames, index.certainNumbers);
        this.unspaced = UnspacedNames.of(index.identifiers);
    }

    /** Returns the search for these identifiers. If two are equal, the earlier one wins. */
    static KnownIdentifiers of(List<KnownIdentifier> identifiers) {
        KnownIdentifierIndex index = new KnownIdentifierIndex(List.copyOf(identifiers));
        KnownIdentifierVariants variants = new KnownIdentifierVariants(index);
        // Names first: an e-mail address often consists of a name and then counts as that name.
        for (boolean names : new boolean[] {true, false}) {
            for (int i = 0; i < identifiers.size(); i++) {
                if (identifiers.get(i).category() == Category.NAME == names) {
                    variants.add(i, identifiers.get(i));
                }
            }
        }
        return new KnownIdentifiers(index);
    }

    boolean isEmpty() {
        return index.identifiers.isEmpty();
    }

    /**
     * Finds the identifiers. If two matches overlap, the longer one wins, then the earlier one.
     *
     * @param skipped start and end of the spans that are not searched, in the order of the text
     * @return the matches in the order of the text, without overlap
     */
    List<Match> find(String text, Language language, List<int[]> skipped) {
        if (isEmpty()) {
            return List.of();
        }
        FoldedText folded = new FoldedText(text, skipped);
        List<Match> found = new ArrayList<>();
        matcher.find(folded, found);
        new KnownNameSearch(index, folded, language, found).run();
        if (unspaced != null) {
            unspaced.find(text, skipped, found);
        }
        findDays(text, skipped, found);
        return longest(text, found);
    }

    private void findDays(String text, List<int[]> skipped, List<Match> found) {
        for (KnownIdentifier day : index.days) {
            for (int[] place : DayForms.find(LocalDate.parse(day.value()), text)) {
                if (skipped.stream().noneMatch(stretch -> stretch[0] < place[1] && place[0] < stretch[1])) {
                    found.add(new Match(place[0], place[1], null, day));
                }
            }
        }
        for (String day : index.digitDays) {
            for (int at = text.indexOf(day); at >= 0; at = text.indexOf(day, at + 1)) {
                int start = at;
                int end = at + day.length();
                if (isWhole(text, start, end)
                        && skipped.stream().noneMatch(stretch -> stretch[0] < end && start < stretch[1])) {
                    found.add(new Match(start, end, IdentifierType.DATE, null));
                }
            }
        }
    }

    /** Returns whether digits are not a part of a longer number, UID or id. */
    private static boolean isWhole(String text, int start, int end) {
        boolean joinedBefore = start > 0
                && (Character.isLetterOrDigit(text.charAt(start - 1))
                        || start > 1
                                && ".-,".indexOf(text.charAt(start - 1)) >= 0
                                && Character.isLetterOrDigit(text.charAt(start - 2)));
        boolean joinedAfter = end < text.length()
                && (Character.isLetterOrDigit(text.charAt(end))
                        || end + 1 < text.length()
                                && ".-,".indexOf(text.charAt(end)) >= 0
                                && Character.isDigit(text.charAt(end + 1)));
        return !joinedBefore && !joinedAfter;
    }

    /**
     * Resolves overlaps: the longer match wins, then the earlier one. The part of a match that lies outside the winner
     * is kept.
     */
    private static List<Match> longest(String text, List<Match> found) {
        if (found.size() < 2) {
            return found;
        }
        found.sort(Comparator.comparingInt((Match match) -> -match.length()).thenComparingInt(Match::start));
        Settlement settlement = new Settlement(text);
        found.forEach(settlement::putRest);
        return settlement.inOrder();
    }

    /**
     * Returns whether a scrubbed text still contains an unmistakable identifier: a name that is not a common word, a
     * number of eight digits or more, an e-mail address.
     */
    boolean isLeftIn(String scrubbed) {
        return check.isLeftIn(scrubbed);
    }

    /** Returns the number of identifiers, but not their values. */
    @Override
    public String toString() {
        return "KnownIdentifiers[" + index.identifiers.size() + "]";
    }
}
