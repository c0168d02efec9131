package dev.sigilo.detection.patterns;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds images and other files that are embedded in a text as data URLs or Base64. An image may show a face or a name,
 * which text rules cannot detect (45 CFR 164.514(b)(2)(i)(Q)). Runs in time linear in the length of the text.
 */
public final class PictureData {
    /** Base64 prefixes of images and PDF files: JPEG, PNG, GIF, WebP, TIFF of both byte orders, JPEG 2000, PDF. */
    private static final String[] BEGINNINGS = {
        "/9j/", "iVBORw0KGgo", "R0lGOD", "UklGR", "SUkqA", "TU0AK", "AAAADGpQ", "JVBERi0"
    };

    private static final String SCHEME = "data:";
    private static final String MARK = ";base64,";
    /** Shorter words may start like an image by chance. */
    private static final int SHORTEST = 40;
    /** No word, number or code in a report is this long without a space or full stop. */
    private static final int TOO_LONG_FOR_TEXT = 256;
    /** Base64 is wrapped at 64 or 76 characters; a shorter line is the last one. */
    /** Setting this bit makes an ASCII letter lower case. */
    private static final int LOWER = 0x20;

    private static final int SHORTEST_LINE = 60;
    /** The maximum length of a data URL's header: media type and parameters. */
    private static final int LONGEST_HEADER = 128;

    private PictureData() {}

    /** Returns the embedded images and files in text order. */
    public static List<Span> find(String text) {
        if (!mayHavePicture(text)) {
            return List.of();
        }
        List<Span> found = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            if (!isBase64(text.charAt(i))) {
                i++;
                continue;
            }
            int lineEnd = run(text, i);
            int header = header(text, i);
            boolean begins = header < i
                    || lineEnd - i >= SHORTEST && beginsLikePicture(text, i)
                    || lineEnd - i >= TOO_LONG_FOR_TEXT && isMixed(text, i, lineEnd);
            int end = begins ? furtherLines(text, i, lineEnd) : lineEnd;
            if (begins) {
                found.add(new Span(header, end, IdentifierType.PHOTO));
            } else if (isPictureUrl(text, i)) {
                end = urlEnd(text, i);
                if (header(text, text.indexOf(',', i) + 1) > i) {
                    found.add(new Span(i, end, IdentifierType.PHOTO));
                } else {
                    // The content is found as a separate Base64 run.
                    end = lineEnd;
                }
            }
            i = end;
        }
        return found;
    }

    /**
     * Returns whether the text has a run as long as that of a picture, or characters that could be part of a data URL.
     * Rules out most texts in one pass.
     */
    private static boolean mayHavePicture(String text) {
        int run = 0;
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBase64(c)) {
                run++;
                if (run >= SHORTEST) {
                    return true;
                }
            } else {
                boolean image = c == ':' && i + 1 < text.length() && (text.charAt(i + 1) | LOWER) == 'i';
                if (c == ',' && before == '4' || image && (before | LOWER) == 'a') {
                    return true;
                }
                run = 0;
            }
            before = c;
        }
        return false;
    }

    private static int run(String text, int start) {
        int end = start;
        while (end < text.length() && isBase64(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /**
     * Returns where the data URL begins whose content starts here. Without a {@code data:} scheme, returns where {@code
     * ;base64,} begins, plus one; without {@code ;base64,}, this position.
     */
    private static int header(String text, int content) {
        if (content == 0
                || text.charAt(content - 1) != ','
                || !text.regionMatches(true, content - MARK.length(), MARK, 0, MARK.length())) {
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

    /**
     * Returns whether the run contains upper case, lower case and digits, as Base64 does; a run of one letter does not.
     */
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
            boolean isWord = nextEnd - next < SHORTEST_LINE
                    && nextEnd < text.length()
                    && text.charAt(nextEnd) != '\r'
                    && text.charAt(nextEnd) != '\n';
            if (next == end || nextEnd == next || isWord) {
                return end;
            }
            lineStart = next;
            end = nextEnd;
        }
        return end;
    }

    private static boolean isPictureUrl(String text, int start) {
        return (text.charAt(start) | LOWER) == 'd'
                && text.regionMatches(true, start, "data:image/", 0, "data:image/".length());
    }

    private static int urlEnd(String text, int start) {
        int end = start;
        while (end < text.length()
                && !Character.isWhitespace(text.charAt(end))
                && "\"'<>)".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static boolean isBase64(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=';
    }
}
