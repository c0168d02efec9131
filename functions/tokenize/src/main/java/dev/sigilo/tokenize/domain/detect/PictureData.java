package dev.sigilo.tokenize.domain.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * Pictures and other files that are written out in a text: data URLs, and Base64. A picture may show a face or a name, and no
 * rule here can see it (45 CFR 164.514(b)(2)(i)(Q)). Linear in the length of the text.
 */
final class PictureData {
    /** How pictures and PDF files begin in Base64: JPEG, PNG, GIF, WebP, TIFF of both byte orders, JPEG 2000, PDF. */
    private static final String[] BEGINNINGS = {"/9j/", "iVBORw0KGgo", "R0lGOD", "UklGR", "SUkqA", "TU0AK", "AAAADGpQ", "JVBERi0"};
    private static final String SCHEME = "data:";
    private static final String MARK = ";base64,";
    /** Shorter words may begin like a picture. */
    private static final int SHORTEST = 40;
    /** No word, number or code of a report is as long as this without a space or a full stop. */
    private static final int TOO_LONG_FOR_TEXT = 256;
    /** Base64 is broken after 64 or 76 characters; a shorter line is the last one. */
    private static final int SHORTEST_LINE = 60;
    /** How far the beginning of a data URL may be from its content: media type and parameters. */
    private static final int LONGEST_HEADER = 128;

    private PictureData() {
    }

    /** Returns the pictures in the order of the text. */
    static List<Span> find(String text) {
        List<Span> found = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            if (!isBase64(text.charAt(i))) {
                i++;
                continue;
            }
            int lineEnd = run(text, i);
            int header = header(text, i);
            boolean begins = header < i || lineEnd - i >= SHORTEST && beginsLikePicture(text, i)
                    || lineEnd - i >= TOO_LONG_FOR_TEXT && isMixed(text, i, lineEnd);
            int end = begins ? furtherLines(text, i, lineEnd) : lineEnd;
            if (begins) {
                found.add(new Span(header, end, IdentifierType.PHOTO.name()));
            } else if (isPictureUrl(text, i)) {
                end = urlEnd(text, i);
                if (header(text, text.indexOf(',', i) + 1) > i) {
                    found.add(new Span(i, end, IdentifierType.PHOTO.name()));
                } else {
                    // Its content is a run of its own.
                    end = lineEnd;
                }
            }
            i = end;
        }
        return found;
    }

    private static int run(String text, int start) {
        int end = start;
        while (end < text.length() && isBase64(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Where the data URL begins whose content starts here, else this place. */
    private static int header(String text, int content) {
        if (!text.regionMatches(true, content - MARK.length(), MARK, 0, MARK.length())) {
            return content;
        }
        for (int i = content - MARK.length(); i >= Math.max(0, content - LONGEST_HEADER); i--) {
            if (text.regionMatches(true, i, SCHEME, 0, SCHEME.length())) {
                return i;
            }
        }
        return content - MARK.length() + 1;
    }

    private static boolean beginsLikePicture(String text, int start) {
        for (String beginning : BEGINNINGS) {
            if (text.startsWith(beginning, start)) {
                return true;
            }
        }
        return false;
    }

    /** Both cases and figures, as in Base64; a line of dots or a run of one letter has not. */
    private static boolean isMixed(String text, int start, int end) {
        boolean lower = false;
        boolean upper = false;
        boolean digit = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            lower |= c >= 'a' && c <= 'z';
            upper |= c >= 'A' && c <= 'Z';
            digit |= c >= '0' && c <= '9';
        }
        return lower && upper && digit;
    }

    private static int furtherLines(String text, int start, int lineEnd) {
        int lineStart = start;
        int end = lineEnd;
        while (end - lineStart >= SHORTEST_LINE) {
            int next = end;
            while (next < text.length() && (text.charAt(next) == '\r' || text.charAt(next) == '\n')) {
                next++;
            }
            int nextEnd = run(text, next);
            boolean isWord = nextEnd - next < SHORTEST_LINE && nextEnd < text.length() && text.charAt(nextEnd) != '\r' && text.charAt(nextEnd) != '\n';
            if (next == end || nextEnd == next || isWord) {
                return end;
            }
            lineStart = next;
            end = nextEnd;
        }
        return end;
    }

    private static boolean isPictureUrl(String text, int start) {
        return text.regionMatches(true, start, "data:image/", 0, "data:image/".length());
    }

    private static int urlEnd(String text, int start) {
        int end = start;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && "\"'<>)".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static boolean isBase64(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=';
    }
}
