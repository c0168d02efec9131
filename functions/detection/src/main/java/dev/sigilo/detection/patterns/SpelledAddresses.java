package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;

/**
 * Recognizes e-mail addresses that are obfuscated or spelled out: "ana.ruiz (at) correo (dot) es", "jlopez arroba
 * correo punto com", "kim @ mail.org", "kim%40mail.org". Each needs a part before the sign, and after it a domain with
 * a known last part.
 */
final class SpelledAddresses {

    private static final int MOST_LOCAL = 64;
    private static final int MOST_PARTS = 5;
    private static final int LABEL_REACH = 40;
    /** Signs that replace "@" wherever a domain follows. */
    private static final String[] SIGNS = {
        "(at)",
        "[at]",
        "{at}",
        "<at>",
        "( at )",
        "[ at ]",
        "(arroba)",
        "[arroba]",
        "{arroba}",
        "<arroba>",
        "( arroba )",
        "(a)",
        "(@)",
        "[@]",
        "{@}",
        "%40",
        "arroba",
        "@",
        "(en)",
        "[en]"
    };
    /** Words that replace "@" only if the domain is also spelled out, or if a word for e-mail comes before. */
    private static final String[] WORDS = {"at", "en"};

    private static final String[] DOTS = {
        "(dot)", "[dot]", "{dot}", "<dot>", "(punto)", "[punto]", "{punto}", "(.)", "[.]", "(d0t)", "dot", "punto"
    };
    private static final IntTable LAST_PARTS = IntTable.words("""
            com es org net edu gov mil int info biz eu us uk mx cl co ar pe ve ec bo uy py cr pa gt hn sv ni do pr br
            pt fr de it ie ca au nz ch nl be cat gal eus io me tv nhs med health salud email online cloud app dev""");
    private static final IntTable LABELS =
            IntTable.words("email mail correo emails electronico mailto contacto contact reach write escribir escriba");

    private SpelledAddresses() {}

    /**
     * Returns the address whose sign is at this offset, possibly after a space.
     *
     * @param from offset before which nothing may be included
     */
    static Span at(String text, int place, int from) {
        int sign = place;
        while (sign < text.length() && sign - place < 2 && text.charAt(sign) == ' ') {
            sign++;
        }
        boolean spaced = sign > place;
        if (sign + 1 >= text.length() || !mayBegin(text.charAt(sign), text.charAt(sign + 1))) {
            return null;
        }
        for (String written : SIGNS) {
            boolean word = Character.isLetter(written.charAt(0));
            if ((!word || spaced) && text.regionMatches(true, sign, written, 0, written.length())) {
                return address(text, place, sign + written.length(), from, word, false);
            }
        }
        for (String written : WORDS) {
            if (spaced && text.regionMatches(true, sign, written, 0, written.length())) {
                return address(text, place, sign + written.length(), from, true, true);
            }
        }
        return null;
    }

    /**
     * Returns whether a spelled address may follow the space at this offset. Rules out most spaces by looking at one
     * character.
     */
    static boolean mayBeginAfter(String text, int space) {
        int next = space + 1;
        if (next >= text.length()) {
            return false;
        }
        char c = text.charAt(next);
        return c == ' ' || c == 'a' || c == 'A' || c == 'e' || c == 'E' || !Character.isLetterOrDigit(c);
    }

    /** Two characters are enough to rule out most positions. */
    private static boolean mayBegin(char first, char second) {
        return switch (first) {
            case '(', '[', '{', '<', '@' -> true;
            case '%' -> second == '4';
            case 'a', 'A' -> second == 't' || second == 'T' || second == 'r' || second == 'R';
            case 'e', 'E' -> second == 'n' || second == 'N';
            default -> false;
        };
    }

    private static Span address(String text, int before, int after, int from, boolean word, boolean doubtful) {
        int start = localStart(text, before, from);
        if (start == before || word && (after >= text.length() || text.charAt(after) != ' ')) {
            return null;
        }
        int[] domain = domain(text, after);
        boolean spanish = doubtful && text.charAt(after - 1) == 'n';
        // "Refiere en este punto es" is not an address.
        boolean told = doubtful && domain != null && domain[1] != 0 && (!spanish || hasMark(text, start, before));
        if (domain == null || doubtful && !told && !isLabelled(text, start, from)) {
            return null;
        }
        return new Span(start, domain[0], IdentifierType.EMAIL);
    }

    /** Returns the start of the part before the sign, including periods that are spelled out: "ana punto ruiz". */
    private static int localStart(String text, int before, int from) {
        int least = Math.max(from, before - MOST_LOCAL);
        int start = before;
        for (int parts = 0; parts < MOST_PARTS; parts++) {
            int k = start;
            while (k > least && isLocal(text.charAt(k - 1))) {
                k--;
            }
            while (k < start && !Character.isLetterOrDigit(text.charAt(k))) {
                k++;
            }
            if (k == start) {
                return start;
            }
            start = k;
            int dot = dotBefore(text, start, least);
            if (dot == start) {
                return start;
            }
            start = dot;
        }
        return start;
    }

    private static int dotBefore(String text, int start, int least) {
        int end = start;
        while (end > least && text.charAt(end - 1) == ' ') {
            end--;
        }
        for (String dot : DOTS) {
            int at = end - dot.length();
            if (at > least
                    && text.regionMatches(true, at, dot, 0, dot.length())
                    && (!Character.isLetter(dot.charAt(0)) || end < start && text.charAt(at - 1) == ' ')) {
                while (at > least && text.charAt(at - 1) == ' ') {
                    at--;
                }
                return at;
            }
        }
        return start;
    }

    /** Returns the end of the domain that begins here and whether a period of it is spelled out, or null. */
    private static int[] domain(String text, int after) {
        int i = spaces(text, after);
        int spelled = 0;
        int end = -1;
        for (int parts = 0; parts < MOST_PARTS; parts++) {
            int partEnd = i;
            while (partEnd < text.length()
                    && partEnd - i < MOST_LOCAL
                    && (Character.isLetterOrDigit(text.charAt(partEnd)) || text.charAt(partEnd) == '-')) {
                partEnd++;
            }
            if (partEnd == i) {
                break;
            }
            if (parts > 0 && LAST_PARTS.get(Hashes.folded(text, i, partEnd)) != IntTable.ABSENT) {
                end = partEnd;
            }
            int next = dotAfter(text, partEnd);
            if (next == partEnd) {
                break;
            }
            spelled |= text.charAt(partEnd) == '.' ? 0 : 1;
            i = next;
        }
        return end < 0 ? null : new int[] {end, spelled};
    }

    private static int dotAfter(String text, int end) {
        if (end + 1 < text.length() && text.charAt(end) == '.' && Character.isLetterOrDigit(text.charAt(end + 1))) {
            return end + 1;
        }
        int i = spaces(text, end);
        for (String dot : DOTS) {
            if ((i > end || !Character.isLetter(dot.charAt(0))) && text.regionMatches(true, i, dot, 0, dot.length())) {
                int next = spaces(text, i + dot.length());
                return next > i + dot.length() || !Character.isLetter(dot.charAt(0)) ? next : end;
            }
        }
        return end;
    }

    private static int spaces(String text, int from) {
        int i = from;
        while (i < text.length() && i - from < 2 && text.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    private static boolean isLabelled(String text, int start, int from) {
        int least = Math.max(from, start - LABEL_REACH);
        int i = start;
        while (i > least) {
            int end = i;
            while (end > least && !Character.isLetter(text.charAt(end - 1))) {
                end--;
            }
            int begin = end;
            while (begin > least && Character.isLetter(text.charAt(begin - 1))) {
                begin--;
            }
            if (begin < end && LABELS.get(Hashes.folded(text, begin, end)) != IntTable.ABSENT) {
                return true;
            }
            i = begin == i ? i - 1 : begin;
        }
        return false;
    }

    private static boolean hasMark(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isDigit(text.charAt(i)) || text.charAt(i) == '_' || text.charAt(i) == '.') {
                return true;
            }
        }
        return false;
    }

    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '\'';
    }
}
