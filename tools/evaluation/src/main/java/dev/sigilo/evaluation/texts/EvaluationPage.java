package dev.sigilo.evaluation.texts;

import static dev.sigilo.evaluation.texts.ScrubScores.fixed;
import static dev.sigilo.evaluation.texts.ScrubScores.percent;

import dev.sigilo.evaluation.texts.CommonErrors.CommonError;
import dev.sigilo.evaluation.texts.GoldText.GoldSpan;
import dev.sigilo.evaluation.texts.GoldText.Part;
import dev.sigilo.records.Category;
import dev.sigilo.tokenize.domain.ScrubbedText.Replacement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Writes an HTML page with all figures and each text with its marks and changes. It contains the original texts: PHI. It is
 * self-contained: no scripts, nothing is loaded, and its content security policy forbids both.
 */
public final class EvaluationPage {
    private static final int ERRORS_SHOWN = 50;

    private final ScrubScores scores;
    private final String title;
    private final Appendable out;

    private EvaluationPage(ScrubScores scores, String title, Appendable out) {
        this.scores = scores;
        this.title = title;
        this.out = out;
    }

    /**
     * Writes the page.
     * @param title the input's name and the policy
     * @throws IOException if {@code out} cannot be written
     */
    public static void write(ScrubScores scores, String title, Appendable out) throws IOException {
        try {
            new EvaluationPage(scores, title, out).page();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void page() throws IOException {
        String css = resource("page.css");
        put(
                "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\""
                        + "default-src 'none'; style-src 'sha256-" + sha256(css)
                        + "'; base-uri 'none'; form-action 'none'\">\n"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
                        + "<meta name=\"robots\" content=\"noindex\">\n<title>Sigilo: " + escaped(title)
                        + "</title>\n<style>" + css + "</style>\n"
                        + "</head>\n<body>\n");
        put("<p class=\"phi\" role=\"note\"><strong>This page shows texts of patients, including identifiers.</strong> "
                + "Only the account that created the file can read it. Store it only where the texts themselves may be stored, do not forward it, "
                + "and delete it when you are done.</p>\n");
        put("<h1>" + escaped(title) + "</h1>\n");
        sums();
        key();
        marked();
        changed();
        agreements();
        errors("Missed most often", CommonErrors.of(scores.results(), true, ERRORS_SHOWN));
        errors("Changed wrongly most often", CommonErrors.of(scores.results(), false, ERRORS_SHOWN));
        texts();
        put("</body>\n</html>\n");
    }

    private void sums() throws IOException {
        ScrubScores.Marked marked = scores.allMarked();
        ScrubScores.Changed changed = scores.allChanged();
        put("<dl class=\"sums\">\n");
        sum("Texts", String.valueOf(scores.texts()), scores.words() + " words");
        sum(
                "Hidden",
                percent(marked.hiddenShare()),
                "of " + marked.count() + " marked identifiers; " + (marked.count() - marked.hidden()) + " missed");
        sum("Left by policy", String.valueOf(marked.left()), "found, but kept by the policy");
        sum(
                "False",
                fixed(scores.perThousandWords(changed.falseSpans()), 3),
                "per 1,000 words; " + changed.falseSpans() + " in all");
        sum("Spoilt", percent(scores.spoiltShare(changed.spoilt())), "of the letters and digits outside marks");
        sum("Altered", String.valueOf(changed.altered()), "false changes that contain a digit");
        put("</dl>\n");
    }

    private void sum(String name, String figure, String what) throws IOException {
        put("<div><dt>" + name + "</dt><dd>" + figure + "<small>" + what + "</small></dd></div>\n");
    }

    private void key() throws IOException {
        put("<h2>What the marks mean</h2>\n<ul class=\"key\">\n");
        keyLine(State.RIGHT, "marked and changed", "TYPE → new text");
        keyLine(State.MISSED, "marked but not found", "TYPE");
        keyLine(State.LEFT, "marked and found, but kept by the policy", "TYPE");
        keyLine(State.FALSE, "changed, but touches no mark", "CATEGORY → new text");
        keyLine(State.BEYOND, "changed beyond the end of a mark, so also spoilt", "CATEGORY");
        keyLine(State.NEUTRAL, "a neutral mark, or an unmarked age", "TYPE");
        put("</ul>\n");
    }

    private void keyLine(State state, String what, String tag) throws IOException {
        put("<li>" + state.mark("text", tag) + " " + what + "</li>\n");
    }

    private static <T> Map<String, T> mostFirst(Map<String, T> rows, ToIntFunction<T> count) {
        Map<String, T> sorted = new LinkedHashMap<>();
        rows.entrySet().stream()
                .sorted(Comparator.comparingInt(row -> -count.applyAsInt(row.getValue())))
                .forEach(row -> sorted.put(row.getKey(), row.getValue()));
        return sorted;
    }

    private void marked() throws IOException {
        head("By type of mark", "Type", "Marked", "Hidden", "Missed", "Left by policy");
        mostFirst(scores.marked(), ScrubScores.Marked::count).forEach((type, figures) -> markedRow(type, figures, ""));
        markedRow("all", scores.allMarked(), "all");
        put("</tbody></table></div>\n");
    }

    private void markedRow(String type, ScrubScores.Marked figures, String style) {
        row(
                style,
                type,
                String.valueOf(figures.count()),
                percent(figures.hiddenShare()),
                String.valueOf(figures.count() - figures.hidden()),
                String.valueOf(figures.left()));
    }

    private void changed() throws IOException {
        head("By category of change", "Category", "Changed", "False", "False per 1,000 words", "Spoilt", "Altered");
        mostFirst(scores.changed(), ScrubScores.Changed::spans)
                .forEach((category, figures) -> changedRow(category, figures, ""));
        changedRow("all", scores.allChanged(), "all");
        put("</tbody></table></div>\n");
    }

    private void changedRow(String category, ScrubScores.Changed figures, String style) {
        row(
                style,
                category,
                String.valueOf(figures.spans()),
                String.valueOf(figures.falseSpans()),
                fixed(scores.perThousandWords(figures.falseSpans()), 3),
                percent(scores.spoiltShare(figures.spoilt())),
                String.valueOf(figures.altered()));
    }

    private void agreements() throws IOException {
        ScrubScores.Agreements agreements = scores.agreements();
        if (!agreements.byType().isEmpty()) {
            head(
                    "Agreement of detection and marks",
                    "Type",
                    "Marked",
                    "Found",
                    "Strict precision",
                    "recall",
                    "F1",
                    "Relaxed precision",
                    "recall",
                    "F1");
            agreements.byType().forEach((type, figures) -> agreementRow(type, figures, ""));
            agreementRow("all", agreements.all(), "all");
            agreementRow("all, whatever the type", agreements.spans(), "all");
            put("</tbody></table></div>\n");
        }
        if (!scores.unmapped().isEmpty()) {
            put("<p>Not in this table, because Sigilo does not know these types: "
                    + escaped(String.join(", ", scores.unmapped().keySet())) + ".</p>\n");
        }
    }

    private void agreementRow(String type, Agreement figures, String style) {
        row(
                style,
                type,
                String.valueOf(figures.marked()),
                String.valueOf(figures.found()),
                fixed(figures.strictPrecision(), 4),
                fixed(figures.strictRecall(), 4),
                fixed(figures.strictF1(), 4),
                fixed(figures.relaxedPrecision(), 4),
                fixed(figures.relaxedRecall(), 4),
                fixed(figures.relaxedF1(), 4));
    }

    private void head(String title, String... columns) throws IOException {
        put("<h2>" + title + "</h2>\n<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"" + title
                + "\"><table><thead><tr>");
        for (String column : columns) {
            put("<th scope=\"col\">" + column + "</th>");
        }
        put("</tr></thead><tbody>\n");
    }

    private void row(String style, String... cells) {
        StringBuilder row =
                new StringBuilder("<tr class=\"" + style + "\"><th scope=\"row\">" + escaped(cells[0]) + "</th>");
        for (int i = 1; i < cells.length; i++) {
            row.append("<td>").append(escaped(cells[i])).append("</td>");
        }
        put(row.append("</tr>\n").toString());
    }

    private void errors(String title, List<CommonError> errors) throws IOException {
        if (errors.isEmpty()) {
            return;
        }
        put("<h2>" + title + "</h2>\n<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"" + title
                + "\"><table class=\"words\"><thead><tr><th scope=\"col\">Times</th><th scope=\"col\">Type</th>"
                + "<th scope=\"col\">First occurrence</th></tr></thead><tbody>\n");
        for (CommonError error : errors) {
            State state = error.kind() == CommonErrors.Kind.MISSED ? State.MISSED : State.FALSE;
            put("<tr><td>" + error.count() + "</td><td>" + escaped(error.type()) + "</td><td>… "
                    + escaped(error.before()) + state.mark(escaped(error.wording()), "") + escaped(error.after())
                    + " …</td></tr>\n");
        }
        put("</tbody></table></div>\n");
    }

    private void texts() throws IOException {
        long withErrors =
                scores.results().stream().filter(TextResult::hasErrors).count();
        long withMissed = scores.results().stream()
                .filter(result -> !result.missed().isEmpty())
                .count();
        long withChanges =
                scores.results().stream().filter(EvaluationPage::hasWrongChange).count();
        put("<h2 id=\"texts\">The texts</h2>\n");
        choice("only-errors", true);
        choice("only-missed", false);
        choice("only-false", false);
        choice("every", false);
        put("<fieldset class=\"choices\"><legend>Show</legend>");
        put("<label for=\"only-errors\">texts with errors (" + withErrors + ")</label>");
        put("<label for=\"only-missed\">with something missed (" + withMissed + ")</label>");
        put("<label for=\"only-false\">with something spoilt (" + withChanges + ")</label>");
        put("<label for=\"every\">all (" + scores.texts() + ")</label></fieldset>\n<main>\n");
        put(withErrors == 0 ? "<p class=\"none no-e\">No text has errors.</p>\n" : "");
        put(withMissed == 0 ? "<p class=\"none no-m\">Nothing was missed.</p>\n" : "");
        put(withChanges == 0 ? "<p class=\"none no-f\">Nothing was spoilt.</p>\n" : "");
        for (TextResult result : scores.results()) {
            text(result);
        }
        put("</main>\n");
    }

    private void choice(String id, boolean isChosen) throws IOException {
        put("<input class=\"choice\" type=\"radio\" name=\"show\" id=\"" + id + "\"" + (isChosen ? " checked" : "")
                + ">\n");
    }

    private static boolean hasWrongChange(TextResult result) {
        return !result.falseSpans().isEmpty() || !result.spoilt().isEmpty();
    }

    private void text(TextResult result) throws IOException {
        boolean changes = hasWrongChange(result);
        put("<details class=\"" + (result.hasErrors() ? "" : "clean")
                + (result.missed().isEmpty() ? "" : " has-m") + (changes ? " has-f" : "")
                + "\"><summary><b>" + escaped(result.gold().id()) + "</b><span>"
                + result.counted().size() + " marked</span><span>"
                + State.RIGHT.sign + " "
                + (result.counted().size() - result.missed().size()) + " hidden</span>");
        if (!result.left().isEmpty()) {
            put("<span>" + State.LEFT.sign + " " + result.left().size() + " of them left by policy</span>");
        }
        if (!result.missed().isEmpty()) {
            put("<span class=\"m\">" + State.MISSED.sign + " " + result.missed().size() + " missed</span>");
        }
        if (changes) {
            int spoilt = result.spoilt().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            put("<span class=\"f\">" + State.FALSE.sign + " "
                    + result.falseSpans().size() + " false</span><span class=\"f\">"
                    + result.altered().size() + " altered</span><span class=\"f\">" + spoilt
                    + " characters spoilt</span>");
        }
        put("</summary><div class=\"text\" dir=\"auto\">");
        for (Stretch stretch : stretches(result)) {
            String part = escaped(result.gold().text().substring(stretch.start, stretch.end));
            put(stretch.state == State.PLAIN ? part : stretch.state.mark(part, stretch.tag));
        }
        put("</div></details>\n");
    }

    /** How a part of a text is shown. The sign distinguishes states for readers who cannot see the colours. */
    private enum State {
        PLAIN("", "", ""),
        RIGHT("ok", "✓", ""),
        MISSED("missed", "✗", "missed "),
        LEFT("left", "=", "left "),
        FALSE("false", "!", "false "),
        BEYOND("false", "+", "beyond "),
        NEUTRAL("neutral", "~", "");

        private final String style;
        private final String sign;
        private final String word;

        State(String style, String sign, String word) {
            this.style = style;
            this.sign = sign;
            this.word = word;
        }

        /** Escaped text, shown in this state. */
        String mark(String html, String tag) {
            return "<mark class=\"" + style + "\">" + html + "<i> " + sign
                    + (tag.isEmpty() ? "" : " " + word + escaped(tag)) + "</i></mark>";
        }
    }

    private record Stretch(int start, int end, State state, String tag) {}

    /** The text split into parts that are shown alike. */
    private static List<Stretch> stretches(TextResult result) {
        String text = result.gold().text();
        GoldSpan[] marks = new GoldSpan[text.length()];
        boolean[] found = new boolean[text.length()];
        Replacement[] changes = new Replacement[text.length()];
        result.gold().spans().forEach(span -> fill(marks, span));
        result.counted().forEach(span -> fill(marks, span));
        result.detected().forEach(span -> Arrays.fill(found, span.start(), span.end(), true));
        result.changed().forEach(span -> Arrays.fill(changes, span.start(), span.end(), span));
        Map<Replacement, State> unmarked = unmarked(result);
        Set<GoldSpan> counted = new HashSet<>(result.counted());
        List<Stretch> stretches = new ArrayList<>();
        State state = State.PLAIN;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            State next = State.PLAIN;
            if (i < text.length() && marks[i] == null) {
                next = changes[i] == null ? State.PLAIN : unmarked.get(changes[i]);
            } else if (i < text.length() && counted.contains(marks[i])) {
                // Blanks and periods within a mark carry no information by themselves.
                boolean goesOn = i > 0
                        && Objects.equals(marks[i - 1], marks[i])
                        && changes[i] == null
                        && !ScoredCharacters.isLetterOrDigit(text.codePointAt(i));
                next = goesOn ? state : changes[i] != null ? State.RIGHT : found[i] ? State.LEFT : State.MISSED;
            } else if (i < text.length()) {
                next = State.NEUTRAL;
            }
            if (i > from
                    && (i == text.length()
                            || next != state
                            || !Objects.equals(marks[i], marks[i - 1])
                            || !Objects.equals(changes[i], changes[i - 1]))) {
                stretches.add(new Stretch(from, i, state, tag(state, marks[i - 1], changes[i - 1])));
                from = i;
            }
            state = next;
        }
        return stretches;
    }

    /** How the part of each change outside of marks is shown. */
    private static Map<Replacement, State> unmarked(TextResult result) {
        Map<Replacement, State> states = new HashMap<>();
        result.falseSpans().forEach(change -> states.put(change, State.FALSE));
        for (Replacement change : result.changed()) {
            boolean isAge = change.category().equals(Category.AGE.name())
                    && result.gold().spans().stream()
                            .flatMap(span -> span.parts().stream())
                            .noneMatch(part -> part.start() < change.end() && change.start() < part.end());
            states.putIfAbsent(change, isAge ? State.NEUTRAL : State.BEYOND);
        }
        return states;
    }

    private static void fill(GoldSpan[] marks, GoldSpan span) {
        for (Part part : span.parts()) {
            Arrays.fill(marks, part.start(), part.end(), span);
        }
    }

    private static String tag(State state, GoldSpan mark, Replacement change) {
        String now = change == null ? "" : " → " + shortened(change);
        return switch (state) {
            case PLAIN -> "";
            case RIGHT, NEUTRAL -> (mark == null ? change.category() : mark.type()) + now;
            case MISSED, LEFT -> mark.type();
            case FALSE, BEYOND -> change.category() + now;
        };
    }

    /** Returns the replacement as the page shows it: of a token only its category. */
    private static String shortened(Replacement change) {
        return change.replacement().startsWith("[" + change.category() + " ")
                ? "[" + change.category() + " …]"
                : change.replacement();
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\t', '\r' -> escaped.append(c);
                default -> escaped.append(Character.isISOControl(c) ? '\uFFFD' : c);
            }
        }
        return escaped.toString();
    }

    private void put(String html) {
        try {
            out.append(html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = EvaluationPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
