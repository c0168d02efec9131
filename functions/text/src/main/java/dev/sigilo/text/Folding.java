package dev.sigilo.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Makes the spellings of a word equal, character by character: lower case, without accents, compatibility forms as
 * their plain characters (ﬁ, full width), and Cyrillic and Greek letters as the Latin ones that they look like. Marks
 * and invisible characters (soft hyphen, zero-width, direction) are left out, so that they cannot hide a name.
 *
 * <p>Used to find identifiers. {@link Letters} folds less and is used for the words of a report.
 */
public final class Folding {
    /** The character is left out of a word. */
    public static final char NOTHING = 0xFFFF;
    /** The character ends a word. */
    public static final char BREAK = 0;

    private static final char[] FOLDED = new char[0x10000];
    /** The second letter of a character that becomes two letters, such as ß. */
    private static final char[] SECOND = new char[0x10000];

    /**
     * Letters of other scripts that look like Latin ones, and those Latin letters. Both cases of a letter map to the
     * same letter.
     */
    private static final String LOOK_ALIKE =
            "аa вb еe ѕs іi јj кk мm нh оo рp сc тt уy хx ԁd ԛq ԝw һh ӏl " + "αa βb εe ζz ηh ιi κk οo ρp τt υy χx νn ";

    private static final Map<Character, String> SPELLED = spelled();

    static {
        for (int c = 0; c < 0x10000; c++) {
            FOLDED[c] = fold((char) c);
        }
    }

    private Folding() {}

    private static char fold(char c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return NOTHING;
        }
        if (Character.isSurrogate(c) || c == 'ª' || c == 'º' || !Character.isLetterOrDigit(c)) {
            // A surrogate is half of an emoji, which must not turn a name into a different word.
            return BREAK;
        }
        String spelled = SPELLED.get(c);
        if (spelled != null) {
            SECOND[c] = spelled.length() > 1 ? spelled.charAt(1) : BREAK;
            return spelled.charAt(0);
        }
        return c < 0x80 ? Character.toLowerCase(c) : decomposed(c);
    }

    /** Letters without a decomposition that are written with other letters; each entry starts with the letter. */
    private static Map<Character, String> spelled() {
        Map<Character, String> spelled = new HashMap<>();
        for (String entry : "ßss æae Æae œoe Œoe øo Øo łl Łl đd Đd ðd Ðd þth Þth ıi".split(" ")) {
            spelled.put(entry.charAt(0), entry.substring(1));
        }
        return Map.copyOf(spelled);
    }

    /**
     * Returns the first letter or digit of the character's compatibility decomposition. A further one is stored as
     * {@link #second}.
     */
    private static char decomposed(char c) {
        String plain = Normalizer.normalize(
                Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKD).toLowerCase(Locale.ROOT),
                Normalizer.Form.NFKD);
        char first = BREAK;
        for (int i = 0; i < plain.length(); i++) {
            char p = plain.charAt(i);
            if (Character.getType(p) == Character.NON_SPACING_MARK || !Character.isLetterOrDigit(p)) {
                continue;
            }
            char folded = Character.isDigit(p) ? (char) ('0' + Character.digit(p, 10)) : latin(p);
            if (first == BREAK) {
                first = folded;
            } else {
                SECOND[c] = folded;
                break;
            }
        }
        return first == BREAK ? c : first;
    }

    /** Returns the Latin letter that the character looks like, or the character itself. */
    private static char latin(char c) {
        int at = LOOK_ALIKE.indexOf(c);
        return c < 0x80 || at < 0 ? c : LOOK_ALIKE.charAt(at + 1);
    }

    /**
     * Returns the folded letter or digit that a surrogate pair represents, such as a mathematical or enclosed letter;
     * otherwise {@link #BREAK}.
     */
    public static char ofPair(char high, char low) {
        int point = Character.toCodePoint(high, low);
        if (point < 0x1D400 || point > 0x1F189) {
            return BREAK;
        }
        String plain = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD);
        for (int i = 0; i < plain.length(); i++) {
            if (plain.charAt(i) < 0x100 && Character.isLetterOrDigit(plain.charAt(i))) {
                return of(plain.charAt(i));
            }
        }
        return BREAK;
    }

    /** Returns the folded character, or {@link #NOTHING} or {@link #BREAK}. */
    public static char of(char c) {
        return FOLDED[c];
    }

    /** Returns the second letter of a character that becomes two, or {@link #BREAK}. */
    public static char second(char c) {
        return SECOND[c];
    }

    /** Returns the letters and digits of the text, folded, without the characters between them. */
    public static String squeeze(String text) {
        return fold(text, false);
    }

    /** Returns the words of the text, folded, with one space before, between and after them. */
    public static String words(String text) {
        return fold(text, true);
    }

    private static String fold(String text, boolean spaced) {
        StringBuilder folded = new StringBuilder(text.length() + 2);
        if (spaced) {
            folded.append(' ');
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char plain = FOLDED[c];
            if (plain == NOTHING) {
                continue;
            }
            if (plain == BREAK) {
                if (spaced && folded.charAt(folded.length() - 1) != ' ') {
                    folded.append(' ');
                }
                continue;
            }
            folded.append(plain);
            if (SECOND[c] != BREAK) {
                folded.append(SECOND[c]);
            }
        }
        if (spaced && folded.charAt(folded.length() - 1) != ' ') {
            folded.append(' ');
        }
        return folded.toString();
    }

    /** Returns the hash of a folded word. */
    public static long hash(String folded) {
        long hash = 0;
        for (int i = 0; i < folded.length(); i++) {
            hash = next(hash, folded.charAt(i));
        }
        return hash;
    }

    /** Returns the hash of a word that is extended by one character. */
    public static long next(long hash, char folded) {
        return (hash ^ folded) * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
    }
}
