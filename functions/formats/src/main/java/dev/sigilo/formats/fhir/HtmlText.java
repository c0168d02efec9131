package dev.sigilo.formats.fhir;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Takes the text out of HTML, in time linear to its length. */
final class HtmlText {
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "br",
            "div",
            "tr",
            "li",
            "ul",
            "ol",
            "table",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "pre",
            "section",
            "title",
            "dt",
            "dd",
            "blockquote");
    private static final Set<String> HIDDEN = Set.of("script", "style", "head");
    private static final Map<String, String> ENTITIES = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("deg", "°"),
            Map.entry("plusmn", "±"),
            Map.entry("micro", "µ"),
            Map.entry("times", "×"),
            Map.entry("ndash", "–"),
            Map.entry("mdash", "—"),
            Map.entry("le", "≤"),
            Map.entry("ge", "≥"),
            Map.entry("aacute", "á"),
            Map.entry("eacute", "é"),
            Map.entry("iacute", "í"),
            Map.entry("oacute", "ó"),
            Map.entry("uacute", "ú"),
            Map.entry("ntilde", "ñ"),
            Map.entry("auml", "ä"),
            Map.entry("ouml", "ö"),
            Map.entry("uuml", "ü"),
            Map.entry("szlig", "ß"));

    private static final int MAX_ENTITY = 10;

    private final String html;
    private final StringBuilder text;
    private int at;

    private HtmlText(String html) {
        this.html = html;
        this.text = new StringBuilder(html.length());
    }

    /** Returns the text, with a line for each block and a tab between the cells of a table. */
    static String of(String html) {
        HtmlText reading = new HtmlText(html);
        reading.read();
        return reading.lines();
    }

    private void read() {
        while (at < html.length()) {
            char c = html.charAt(at);
            if (c == '<' && at + 1 < html.length() && isTagStart(html.charAt(at + 1))) {
                tag();
            } else if (c == '&') {
                entity();
            } else {
                text.append(c == '\n' || c == '\r' ? ' ' : c);
                at++;
            }
        }
    }

    /** A less-than sign before a digit or a space is not a tag: {@code T < 38} stays. */
    private static boolean isTagStart(char c) {
        return c == '/' || c == '!' || c == '?' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private void tag() {
        if (html.startsWith("<!--", at)) {
            int end = html.indexOf("-->", at + 4);
            at = end < 0 ? html.length() : end + 3;
            return;
        }
        int close = html.indexOf('>', at);
        if (close < 0) {
            // Not a tag after all: the text must not be lost.
            text.append(html, at, html.length());
            at = html.length();
            return;
        }
        int start = html.charAt(at + 1) == '/' ? at + 2 : at + 1;
        int end = start;
        while (end < close && Character.isLetterOrDigit(html.charAt(end))) {
            end++;
        }
        String name = html.substring(start, end).toLowerCase(Locale.ROOT);
        boolean opening = start == at + 1;
        at = close + 1;
        if (opening && HIDDEN.contains(name) && html.charAt(close - 1) != '/') {
            skip(name);
        } else if (BLOCKS.contains(name)) {
            text.append('\n');
        } else if (name.equals("td") || name.equals("th")) {
            text.append(opening ? "" : "\t");
        }
    }

    private void skip(String name) {
        int end = at;
        do {
            end = html.indexOf("</", end + (end == at ? 0 : 2));
            if (end < 0) {
                at = html.length();
                return;
            }
        } while (!html.regionMatches(true, end + 2, name, 0, name.length()));
        int close = html.indexOf('>', end);
        at = close < 0 ? html.length() : close + 1;
    }

    private void entity() {
        int end = at + 1;
        while (end < html.length() && end - at <= MAX_ENTITY && html.charAt(end) != ';') {
            end++;
        }
        if (end > at + 1 && end < html.length() && html.charAt(end) == ';') {
            String decoded = decode(html.substring(at + 1, end));
            if (decoded != null) {
                text.append(decoded);
                at = end + 1;
                return;
            }
        }
        text.append('&');
        at++;
    }

    private static String decode(String entity) {
        if (entity.charAt(0) != '#') {
            return ENTITIES.get(entity);
        }
        try {
            boolean hex = entity.length() > 1 && (entity.charAt(1) == 'x' || entity.charAt(1) == 'X');
            int code = hex ? Integer.parseInt(entity.substring(2), 16) : Integer.parseInt(entity.substring(1));
            return code >= ' ' && Character.isValidCodePoint(code) && (code < 0xD800 || code > 0xDFFF)
                    ? Character.toString(code)
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private String lines() {
        StringBuilder lines = new StringBuilder(text.length());
        for (String line : text.toString().split("\n", -1)) {
            String tidy = line.replaceAll("[ \\u00a0]+", " ").strip();
            if (!tidy.isEmpty()) {
                lines.append(lines.length() == 0 ? "" : "\n").append(tidy);
            }
        }
        return lines.toString();
    }
}
