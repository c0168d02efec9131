package dev.sigilo.detection.patterns;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/** Finds e-mail and web addresses by their typical characters, and extends them to both sides. */
public final class NetPatterns {

    private static final int FEWEST_DIGITS = 4;
    private static final String[] SCHEMES = {"http://", "https://", "ftp://", "www."};
    private static final String WEB_PUNCTUATION = "/:.-_~?#&=%+@;,!$'()*[]";

    private NetPatterns() {}

    /** Returns the addresses in the text, sorted and without overlap. */
    public static List<Span> find(String text) {
        List<Span> spans = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@'
                    || c == '%'
                    || c == '('
                    || c == '['
                    || c == '{'
                    || c == '<'
                    || c == ' ' && SpelledAddresses.mayBeginAfter(text, i)) {
                Span email = c == '@' ? email(text, i, from) : null;
                email = email == null ? SpelledAddresses.at(text, i, from) : email;
                if (email != null) {
                    spans.add(email);
                    from = email.end();
                    i = from - 1;
                }
            } else if (c >= 'F'
                    && (c == 'h' || c == 'H' || c == 'f' || c == 'F' || c == 'w' || c == 'W')
                    && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)))) {
                int end = mayBeScheme(text, i) ? webEnd(text, i) : i;
                if (end > i) {
                    spans.add(new Span(i, end, IdentifierType.URL));
                    from = end;
                    i = end - 1;
                }
            }
        }
        return spans;
    }

    private static Span email(String text, int at, int from) {
        int start = at;
        while (start > from && isLocal(text.charAt(start - 1))) {
            start--;
        }
        while (start < at && !Character.isLetterOrDigit(text.charAt(start))) {
            start++;
        }
        int end = at + 1;
        while (end < text.length() && isDomain(text.charAt(end))) {
            end++;
        }
        while (end > at + 1 && !Character.isLetterOrDigit(text.charAt(end - 1))) {
            end--;
        }
        return start < at && end > at + 1 && !isSize(text, start, at, end)
                ? new Span(start, end, IdentifierType.EMAIL)
                : null;
    }

    /**
     * Returns whether it is a size and not an address: "7.5@23 cm" (a tube), "0.75@0.4" (a pacemaker). An address has a
     * letter in its name, a dot and a letter in its domain, or several digits.
     */
    private static boolean isSize(String text, int start, int at, int end) {
        int digits = 0;
        for (int i = start; i < at; i++) {
            if (Character.isLetter(text.charAt(i))) {
                return false;
            }
            digits += Character.isDigit(text.charAt(i)) ? 1 : 0;
        }
        String domain = text.substring(at, end);
        return digits < FEWEST_DIGITS
                && (domain.indexOf('.') < 0 || domain.chars().noneMatch(Character::isLetter));
    }

    /** Returns whether the second letter is one of "http", "ftp" or "www". Rules out most words. */
    private static boolean mayBeScheme(String text, int start) {
        if (start + 1 >= text.length()) {
            return false;
        }
        char second = text.charAt(start + 1);
        return second == 't' || second == 'T' || second == 'w' || second == 'W';
    }

    /** Returns the end of a web address that starts at {@code start}, or {@code start} if none does. */
    private static int webEnd(String text, int start) {
        for (String scheme : SCHEMES) {
            if (text.regionMatches(true, start, scheme, 0, scheme.length())) {
                int end = start + scheme.length();
                while (end < text.length()
                        && (Character.isLetterOrDigit(text.charAt(end))
                                || WEB_PUNCTUATION.indexOf(text.charAt(end)) >= 0)) {
                    end++;
                }
                while (end > start && text.charAt(end - 1) != '/' && !Character.isLetterOrDigit(text.charAt(end - 1))) {
                    end--;
                }
                return end > start + scheme.length() ? end : start;
            }
        }
        return start;
    }

    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%' || c == '\'';
    }

    private static boolean isDomain(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
    }
}
