package dev.sigilo.tokenize.domain.text;

import dev.sigilo.records.Category;
import dev.sigilo.text.Folding;
import dev.sigilo.tokenize.domain.KnownIdentifier;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds names in scripts that put no spaces between words (Chinese, Japanese, Thai) or join particles to a name
 * (Korean): {@code 山田太郎様のCT}. A text has no words there, so the names are found anywhere within other characters.
 *
 * <p>Each part of a person's name of two characters or more is a name of its own. A part of one character (林, 王) is
 * also a usual word; it is found only together with another part of the name or before a form of address. A facility
 * or organization is found by its whole name. DICOM writes such names as {@code Yamada^Tarou=山田^太郎=やまだ^たろう} (PS3.5
 * section 6.2.1).
 */
final class UnspacedNames {
    /** Names are compared up to this number of characters, so that a search takes linear time. */
    private static final int LONGEST = 40;

    private static final int SHORTEST_FACILITY = 3;
    private static final int MOST_PARTS = 6;

    /** Forms of address that follow a name. */
    private static final List<String> FORMS_OF_ADDRESS = List.of(
            "さん", "様", "さま", "氏", "殿", "君", "先生", "医師", "看護師", "技師", "先⽣", "女士", "小姐", "医生", "醫師", "醫生", "大夫", "护士",
            "씨", "님", "군", "양", "선생", "교수", "환자");

    private static final Set<UnicodeScript> SCRIPTS = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private final Node root = new Node();

    private UnspacedNames() {}

    /** One character of the names that begin alike. */
    private static final class Node {
        private final Map<Character, Node> next = new HashMap<>(2);
        private KnownIdentifier identifier;
        /** How many of the characters are the name; the others are a form of address. */
        private int nameLength;
    }

    /** Returns the search for the names among these identifiers, or null if none is in such a script. */
    static UnspacedNames of(List<KnownIdentifier> identifiers) {
        UnspacedNames names = new UnspacedNames();
        for (KnownIdentifier identifier : identifiers) {
            if (identifier.category() == Category.NAME) {
                names.addPerson(identifier, parts(identifier.value()));
            } else if (identifier.category() == Category.INSTITUTION) {
                List<String> parts = parts(identifier.value());
                String whole = String.join("", parts);
                if (!parts.isEmpty() && whole.length() >= SHORTEST_FACILITY) {
                    names.add(whole, whole.length(), identifier);
                }
            }
        }
        return names.root.next.isEmpty() ? null : names;
    }

    /** Returns the parts of a value that are written in such a script. */
    private static List<String> parts(String value) {
        List<String> parts = new ArrayList<>(0);
        StringBuilder part = new StringBuilder();
        for (int i = 0; i <= value.length(); i++) {
            char c = i < value.length() ? value.charAt(i) : ' ';
            if (isOfScript(c)) {
                char plain = plain(c);
                if (plain != Folding.NOTHING) {
                    part.append(plain);
                }
            } else if (part.length() > 0 && Folding.of(c) != Folding.NOTHING) {
                parts.add(part.toString());
                part.setLength(0);
            }
        }
        return parts.size() > MOST_PARTS ? List.of() : parts;
    }

    private void addPerson(KnownIdentifier identifier, List<String> parts) {
        for (String part : parts) {
            if (part.length() > 1) {
                add(part, part.length(), identifier);
            }
            // A name without a space between its parts begins with the family name, of one or two characters.
            for (int length = 1; length <= Math.min(2, part.length()); length++) {
                for (String address : FORMS_OF_ADDRESS) {
                    add(part.substring(0, length) + address, length, identifier);
                }
            }
            for (String other : parts) {
                if (!other.equals(part)) {
                    add(part + other, part.length() + other.length(), identifier);
                }
            }
        }
    }

    private void add(String form, int nameLength, KnownIdentifier identifier) {
        Node node = root;
        for (int i = 0; i < Math.min(form.length(), LONGEST); i++) {
            node = node.next.computeIfAbsent(form.charAt(i), c -> new Node());
        }
        if (node.identifier == null) {
            node.identifier = identifier;
            node.nameLength = nameLength;
        }
    }

    /** Adds the matches outside of the skipped spans, the longest at each place. */
    void find(String text, List<int[]> skipped, List<Match> found) {
        int skip = 0;
        for (int i = 0; i < text.length(); i++) {
            if (skip < skipped.size() && i >= skipped.get(skip)[0]) {
                i = Math.max(i, skipped.get(skip++)[1]) - 1;
            } else if (text.charAt(i) >= 0x0E00) {
                Match match = matchAt(text, i, skip < skipped.size() ? skipped.get(skip)[0] : text.length());
                if (match != null) {
                    found.add(match);
                }
            }
        }
    }

    private Match matchAt(String text, int start, int limit) {
        Node node = root;
        Match longest = null;
        int[] ends = new int[LONGEST + 1];
        int length = 0;
        for (int i = start; i < limit; i++) {
            char c = plain(text.charAt(i));
            if (c == Folding.NOTHING && length > 0) {
                // A vowel or tone above or below its consonant belongs to it.
                ends[length] = i + 1;
                if (longest != null && longest.end() == i) {
                    longest = new Match(start, i + 1, null, longest.identifier());
                }
                continue;
            }
            node = node.next.get(c);
            if (node == null) {
                break;
            }
            ends[++length] = i + 1;
            if (node.identifier != null) {
                longest = new Match(start, ends[Math.min(node.nameLength, length)], null, node.identifier);
            }
        }
        return longest;
    }

    private static boolean isOfScript(char c) {
        return c >= 0x0E00 && SCRIPTS.contains(UnicodeScript.of(c));
    }

    /** Returns the character as it is compared. Folding leaves out the end of a Korean syllable, which distinguishes names. */
    private static char plain(char c) {
        return c >= '가' && c <= '힣' ? c : Folding.of(c);
    }
}
