package dev.sigilo.tokenize.domain;

import dev.sigilo.identifiers.Spelling;
import dev.sigilo.records.Category;
import dev.sigilo.records.IdText;
import dev.sigilo.text.WordList;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes all spellings of a value equal, so that they get the same token. {@link Spelling} gives the rule of each
 * category. After Unicode NFKC:
 *
 * <ul>
 * <li>names and places: lower case, accents folded ({@code ñ} too), punctuation becomes a space, repeated spaces become
 *     one: {@code JOSÉ  PÉREZ} and {@code José Pérez} are {@code jose perez};
 * <li>names also lose titles, degrees, and initials beside two full words, and their words are sorted alphabetically:
 *     {@code Dr. Ana M. López, MD} and {@code López, Ana} are {@code ana lopez};
 * <li>phone and fax: digits only, without a leading 00;
 * <li>e-mail and URL: lower case;
 * <li>national ids, numbers of plans, accounts, licences and vehicles, and IP addresses: upper case, letters and digits
 *     only: {@code 12.345.678-z} is {@code 12345678Z} (an IP address keeps its dots and colons);
 * <li>medical record numbers, device numbers, other ids: upper case without spaces; punctuation counts;
 * <li>in all of these numbers and phones a zero fraction is dropped: {@code 4711.0} is {@code 4711} ({@link IdText});
 * <li>all other values: repeated spaces become one, spaces at both ends are removed.
 * </ul>
 *
 * A value that would become empty stays unchanged.
 */
public final class Normalizer {
    private static final Set<String> TITLES = WordList.setOfWords("""
            mr mrs ms miss mx dr dra doctor doctora prof professor profesor profesora sr sra srta don dona md
            phd rn np dds dmd facr facs facp mbbs mbchb frcr frcp frcs msc mph esq lic""");
    /** Degrees that are also names; they count as degrees only after a comma. */
    private static final Set<String> SHORT_DEGREES = Set.of("do", "pa", "ma", "ba", "bs");

    private static final Set<String> DOTTED_DEGREES = Set.of("m d", "ph d", "r n", "d o", "n p", "p a");

    private Normalizer() {}

    /** Returns the normalized value. */
    public static String normalize(Category category, String value) {
        Spelling spelling = Spelling.of(category);
        String text = asWritten(category, nfkc(value));
        String normal = switch (spelling) {
            case PERSON -> person(text, words(text));
            case WORDS -> words(text);
            case TELEPHONE -> phone(text);
            case LOWER_CASE -> compact(text).toLowerCase(Locale.ROOT);
            case LETTERS_AND_DIGITS -> lettersAndDigits(text.toUpperCase(Locale.ROOT));
            case UPPER_CASE, NETWORK_ADDRESS ->
                asWritten(category, compact(text).toUpperCase(Locale.ROOT));
            case TEXT -> spaced(text);
        };
        // A second time, because removed characters may have separated a letter from its accent.
        return normal.isEmpty() ? value : nfkc(normal);
    }

    /**
     * Returns the value in its producer's spelling, which also appears in texts: numbers of any kind normalized by
     * {@link IdText}, all other values unchanged.
     */
    static String asWritten(Category category, String value) {
        return Spelling.of(category).isNumber() ? IdText.of(value) : value;
    }

    private static String nfkc(String text) {
        return isAscii(text) ? text : java.text.Normalizer.normalize(text, Form.NFKC);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String words(String text) {
        // Converts to upper case first, so that ß equals SS and both forms of the small sigma are equal.
        String plain = isAscii(text)
                ? text.toLowerCase(Locale.ROOT)
                : java.text.Normalizer.normalize(text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Form.NFD);
        StringBuilder words = new StringBuilder(plain.length());
        boolean gap = false;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            int type = Character.getType(c);
            if (type == Character.NON_SPACING_MARK || c == '\'' || c == '\u2019') {
                continue;
            }
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                if (gap && !words.isEmpty()) {
                    words.append(' ');
                }
                gap = false;
                words.append(c);
            } else {
                gap = true;
            }
        }
        return words.toString();
    }

    /** Returns the words of a name in a fixed order, without titles, degrees, and initials beside full words. */
    private static String person(String text, String words) {
        List<String> kept = new ArrayList<>();
        boolean degrees = text.indexOf(',') >= 0 || text.indexOf('^') >= 0;
        String[] all = words.split(" ");
        int at = 0;
        while (at < all.length) {
            String word = all[at];
            int after = dottedDegreeEnd(all, at);
            if (after == at && !TITLES.contains(word) && !(degrees && SHORT_DEGREES.contains(word))) {
                kept.add(word);
            }
            at = Math.max(after, at + 1);
        }
        List<String> whole = kept.stream().filter(word -> word.length() > 1).toList();
        List<String> name = whole.size() > 1 ? new ArrayList<>(whole) : kept;
        if (name.isEmpty()) {
            return words;
        }
        Collections.sort(name);
        return String.join(" ", name);
    }

    /**
     * Returns the last word of a degree with periods (M.D., D.D.S.) that starts at this word, or the word itself if
     * none starts here.
     */
    private static int dottedDegreeEnd(String[] words, int at) {
        if (at + 1 == words.length || words[at].length() > 2) {
            return at;
        }
        String two = words[at] + ' ' + words[at + 1];
        if (DOTTED_DEGREES.contains(two)) {
            return at + 2;
        }
        return two.equals("d d") && at + 2 < words.length && words[at + 2].equals("s") ? at + 3 : at;
    }

    private static String phone(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), 10);
            if (digit >= 0) {
                digits.append((char) ('0' + digit));
            }
        }
        return digits.length() > 2 && digits.charAt(0) == '0' && digits.charAt(1) == '0'
                ? digits.substring(2)
                : digits.toString();
    }

    private static String lettersAndDigits(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static String compact(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!IdText.isUnseen(c)) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static String spaced(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                gap = true;
            } else {
                if (gap && !kept.isEmpty()) {
                    kept.append(' ');
                }
                gap = false;
                kept.append(c);
            }
        }
        return kept.toString();
    }
}
