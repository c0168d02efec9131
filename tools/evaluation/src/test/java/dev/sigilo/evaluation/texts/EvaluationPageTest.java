package dev.sigilo.evaluation.texts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.evaluation.texts.GoldText.GoldSpan;
import dev.sigilo.evaluation.texts.GoldText.Part;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import dev.sigilo.tokenize.domain.ScrubbedText.Replacement;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationPageTest {

    private static String page(GoldText text, List<Span> detected, List<Replacement> changed) throws IOException {
        ScrubScores scores = new ScrubScores();
        scores.add(text, detected, changed);
        StringBuilder page = new StringBuilder();
        EvaluationPage.write(scores, "gold", page);
        return page.toString();
    }

    @Test
    void tellsRemovedMissedLeftAndFalseApartByWordAndSignAndNotByColourAlone() throws IOException {
        GoldText text = new GoldText(
                "a",
                "Ana saw Eva in Lugo: left foot",
                List.of(new GoldSpan(0, 3, "PERSON"), new GoldSpan(8, 11, "PERSON"), new GoldSpan(15, 19, "PLACE")));

        String page = page(
                text,
                List.of(new Span(0, 3, IdentifierType.PATIENT_NAME), new Span(15, 19, IdentifierType.TERRITORY)),
                List.of(new Replacement(0, 3, "NAME", "[NAME name_1_abc]"), new Replacement(26, 30, "NAME", "[NAME]")));

        assertThat(page)
                .contains("<mark class=\"ok\">Ana<i> ✓ PERSON → [NAME …]</i></mark> saw "
                        + "<mark class=\"missed\">Eva<i> ✗ missed PERSON</i></mark> in <mark class=\"left\">Lugo<i> = left PLACE</i></mark>: left "
                        + "<mark class=\"false\">foot<i> ! false NAME → [NAME]</i></mark>");
        assertThat(page)
                .contains("<b>a</b><span>3 marked</span><span>✓ 2 hidden</span>")
                .contains("✗ 1 missed")
                .contains("! 1 false");
    }

    @Test
    void showsAMarkInPiecesAndWhatIsChangedBeyondAMark() throws IOException {
        GoldText text = new GoldText(
                "a",
                "Ana and Eva Ruiz, MD",
                List.of(new GoldSpan(0, 16, "PERSON", List.of(new Part(0, 3), new Part(12, 16)))));

        String page = page(
                text,
                List.of(new Span(12, 20, IdentifierType.PATIENT_NAME)),
                List.of(new Replacement(12, 20, "NAME", "[NAME]")));

        assertThat(page)
                .contains("<mark class=\"missed\">Ana<i> ✗ missed PERSON</i></mark> and Eva <mark class=\"ok\">Ruiz<i>")
                .contains("<mark class=\"false\">, MD<i> + beyond NAME → [NAME]</i></mark>");
    }

    @Test
    void escapesWhateverComesFromOutside() throws IOException {
        String evil = "<script>alert('1')</script>\"&\u0000";
        GoldText text = new GoldText(
                "id<img src=x onerror=\"a\">",
                evil + " Ana",
                List.of(new GoldSpan(evil.length() + 1, evil.length() + 4, "T<b>")));
        ScrubScores scores = new ScrubScores();
        scores.add(text, List.of(), List.of(new Replacement(evil.length() + 1, evil.length() + 4, "C<i>", "<u>")));
        StringBuilder out = new StringBuilder();

        EvaluationPage.write(scores, "<title>", out);

        String page = out.toString();
        assertThat(page)
                .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;\uFFFD")
                .doesNotContain("<script")
                .doesNotContain("<img")
                .doesNotContain("<u>")
                .doesNotContain("T<b>")
                .doesNotContain("C<i>")
                .doesNotContain("<title><")
                .contains("Sigilo: &lt;title&gt;");
    }

    @Test
    void standsAloneAndSaysThatItHoldsPhi() throws IOException {
        String page = page(new GoldText("a", "see https://example.org", List.of()), List.of(), List.of());

        String body = page.substring(page.indexOf("<body>") + 6).strip();
        assertThat(body).startsWith("<p class=\"phi\"");
        assertThat(page)
                .contains("default-src 'none'; style-src 'sha256-")
                .doesNotContain("src=")
                .doesNotContain("href=")
                .doesNotContain("@import")
                .doesNotContain("url(")
                .doesNotContain("<script")
                .doesNotContain(" style=\"");
    }
}
