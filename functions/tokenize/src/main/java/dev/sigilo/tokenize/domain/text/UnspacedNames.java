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
 * (Korean): {@code 山田太郎様のCT}. A text has no words there, so the names are searched within other characters. DICOM writes
 * such names as {@code Yamada^Tarou=山田^太郎=やまだ^たろう} (PS3.5 section 6.2.1).
 *
 * <p>The letters of a name may also be part of a clinical word (まい in めまい, dizziness; リン in インスリン; 수정 in 수정체, the
 * lens). Therefore
 * <ul>
 * <li>a name in Han characters is found anywhere if it has two of them or more and is not itself a clinical word (安静);
 *     one character (林) only together with another part of the name or before a form of address (林様);
 * <li>a name in kana or Hangul is found where no letter of the same script is beside it, except a particle or a form of
 *     address after it; a whole name anywhere;
 * <li>a name in another script is found as a whole only. Its parts are searched as words, as in every script;
 * <li>a facility is found by its whole name if that has a word for one, such as 病院.
 * </ul>
 */
final class UnspacedNames {
    /** Names are compared up to this number of characters, so that a search takes linear time. */
    private static final int LONGEST = 40;

    private static final int MOST_PARTS = 6;
    /** The first letter of the scripts. */
    private static final char FIRST = '\u0E00';
    /** Shorter whole names may be part of a word. */
    private static final int LONG_HANGUL = 3;

    private static final int LONG_KANA = 5;
    private static final int LONG_OTHER = 6;
    private static final int SHORTEST_FACILITY = 3;

    private static final List<String> FORMS_OF_ADDRESS = List.of(
            "さん", "様", "さま", "氏", "殿", "先生", "医師", "看護師", "技師", "女士", "小姐", "医生", "醫師", "醫生", "大夫", "护士", "씨", "님",
            "선생", "교수");

    /** Clinical and usual words that are also a name, or one character of a name before a form of address. */
    private static final Set<String> USUAL_WORDS = Set.of(
            "リン", "安静", "健康", "正常", "安全", "平静", "高度", "中度", "轻度", "軽度", "中央", "中心", "両側", "左右", "一様", "同様", "多様", "異様",
            "模様", "有様", "摂氏", "华氏", "華氏");

    private static final List<String> FACILITY_WORDS =
            List.of("病院", "医院", "醫院", "医療センター", "大学", "大學", "クリニック", "診療所", "卫生院", "병원", "의원", "의료원", "대학");
    /** Particles of one letter that follow a name. */
    private static final String PARTICLES = "はがのをにともへで은는이가을를의와과도만에께로";

    private static final Set<UnicodeScript> SCRIPTS = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /** On which sides of a name no letter of its script may be. */
    private enum Bounds {
        NONE,
        BEFORE,
        BOTH
    }

    private final Node root = new Node();

    private UnspacedNames() {}

    /** One character of the names that begin alike. */
    private static final class Node {
        private final Map<Character, Node> next = new HashMap<>(2);
        private KnownIdentifier identifier;
        private Bounds bounds;
        /** How many of the characters are the name; the others are a form of address. */
        private int nameLength;
    }

    /** Returns the search for the names among these identifiers, or null if none is in such a script. */
    static UnspacedNames of(List<KnownIdentifier> identifiers) {
        UnspacedNames names = null;
        for (KnownIdentifier identifier : identifiers) {
            boolean person = identifier.category() == Category.NAME;
            if ((person || identifier.category() == Category.INSTITUTION) && hasScript(identifier.value())) {
                names = names == null ? new UnspacedNames() : names;
                if (person) {
                    names.addPerson(identifier, parts(identifier.value()));
                } else {
                    names.addFacility(identifier);
                }
            }
        }
        return names == null || names.root.next.isEmpty() ? null : names;
    }

    private static boolean hasScript(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (isOfScript(value.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the parts of a value that are written in such a script. */
    private static List<String> parts(String value) {
        List<String> parts = new ArrayList<>();
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
            UnicodeScript script = script(part.charAt(0));
            if (script == UnicodeScript.HAN) {
                addHan(identifier, part, parts.size() == 1);
            } else if (script == UnicodeScript.HANGUL || isKana(script)) {
                addLetters(identifier, part, parts.size() == 1 && script == UnicodeScript.HANGUL);
            }
            for (String other : parts) {
                if (!other.equals(part) && script(other.charAt(0)) == script) {
                    addWhole(identifier, part + other, script);
                }
            }
        }
    }

    /** Adds a part of a name. A name that is one part begins with the family name, of one or two characters. */
    private void addHan(KnownIdentifier identifier, String part, boolean whole) {
        if (part.length() > 1) {
            addWhole(identifier, part, UnicodeScript.HAN);
        }
        int longest = part.length() == 1 ? 1 : whole && part.length() > 2 ? 2 : 0;
        for (int length = 1; length <= longest; length++) {
            addAddressed(identifier, part.substring(0, length), Bounds.NONE);
        }
    }

    private void addLetters(KnownIdentifier identifier, String part, boolean whole) {
        if (part.length() > 1) {
            if (!USUAL_WORDS.contains(part)) {
                add(part, part.length(), Bounds.BOTH, identifier);
            }
            addAddressed(identifier, part, Bounds.BEFORE);
        }
        if (whole && part.length() >= LONG_HANGUL) {
            addWhole(identifier, part, UnicodeScript.HANGUL);
        }
        if (script(part.charAt(0)) == UnicodeScript.HANGUL && (whole || part.length() == 1)) {
            addAddressed(identifier, part.substring(0, 1), Bounds.BEFORE);
        }
    }

    private void addWhole(KnownIdentifier identifier, String name, UnicodeScript script) {
        if (USUAL_WORDS.contains(name)) {
            addAddressed(identifier, name, Bounds.NONE);
        } else if (script == UnicodeScript.HAN) {
            add(name, name.length(), Bounds.NONE, identifier);
        } else if (script == UnicodeScript.HANGUL || isKana(script)) {
            boolean isLong = name.length() >= (script == UnicodeScript.HANGUL ? LONG_HANGUL : LONG_KANA);
            add(name, name.length(), isLong ? Bounds.NONE : Bounds.BOTH, identifier);
        } else if (name.length() >= LONG_OTHER) {
            add(name, name.length(), Bounds.NONE, identifier);
        }
    }

    private void addFacility(KnownIdentifier identifier) {
        String whole = String.join("", parts(identifier.value()));
        if (whole.length() > SHORTEST_FACILITY && FACILITY_WORDS.stream().anyMatch(identifier.value()::contains)) {
            add(whole, whole.length(), Bounds.NONE, identifier);
        }
    }

    private void addAddressed(KnownIdentifier identifier, String name, Bounds bounds) {
        for (String address : FORMS_OF_ADDRESS) {
            if (!USUAL_WORDS.contains(name + address)) {
                add(name + address, name.length(), bounds, identifier);
            }
        }
    }

    /** Adds a form. Of two equal ones, the one that is found in more places stays, then the earlier one. */
    private void add(String form, int nameLength, Bounds bounds, KnownIdentifier identifier) {
        Node node = root;
        for (int i = 0; i < Math.min(form.length(), LONGEST); i++) {
            node = node.next.computeIfAbsent(form.charAt(i), c -> new Node());
        }
        if (node.identifier == null || bounds.compareTo(node.bounds) < 0) {
            node.identifier = identifier;
            node.bounds = bounds;
            node.nameLength = nameLength;
        }
    }

    /** Adds the matches outside of the skipped spans, the longest at each place. */
    void find(String text, List<int[]> skipped, List<Match> found) {
        int skip = 0;
        for (int i = 0; i < text.length(); i++) {
            if (skip < skipped.size() && i >= skipped.get(skip)[0]) {
                i = Math.max(i, skipped.get(skip++)[1]) - 1;
            } else if (text.charAt(i) >= FIRST && root.next.containsKey(plain(text.charAt(i)))) {
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
        int i = start;
        while (i < limit && node != null) {
            node = node.next.get(plain(text.charAt(i)));
            if (node == null) {
                break;
            }
            i++;
            // A vowel or tone above or below its consonant belongs to it.
            while (i < limit && Folding.of(text.charAt(i)) == Folding.NOTHING) {
                i++;
            }
            ends[++length] = i;
            if (node.identifier != null && isBounded(text, start, i, node.bounds)) {
                longest = new Match(start, ends[Math.min(node.nameLength, length)], null, node.identifier);
            }
        }
        return longest;
    }

    private static boolean isBounded(String text, int start, int end, Bounds bounds) {
        if (bounds == Bounds.NONE) {
            return true;
        }
        UnicodeScript script = script(text.charAt(start));
        if (start > 0 && script(text.charAt(start - 1)) == script) {
            return false;
        }
        if (bounds == Bounds.BEFORE || end == text.length() || script(text.charAt(end)) != script) {
            return true;
        }
        return PARTICLES.indexOf(text.charAt(end)) >= 0
                && (end + 1 == text.length() || script(text.charAt(end + 1)) != script);
    }

    private static boolean isOfScript(char c) {
        return c >= FIRST && SCRIPTS.contains(UnicodeScript.of(c));
    }

    /** Returns the script of a character. The mark for a long vowel counts as katakana, with which it is written. */
    private static UnicodeScript script(char c) {
        return c == 'ー' || c == 'ｰ' ? UnicodeScript.KATAKANA : UnicodeScript.of(c);
    }

    private static boolean isKana(UnicodeScript script) {
        return script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA;
    }

    /** Returns the character as it is compared. Folding leaves out the end of a Korean syllable, which distinguishes names. */
    private static char plain(char c) {
        return c >= '가' && c <= '힣' ? c : Folding.of(c);
    }
}
