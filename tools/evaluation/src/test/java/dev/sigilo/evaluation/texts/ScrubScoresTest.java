package dev.sigilo.evaluation.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sigilo.evaluation.texts.GoldText.GoldSpan;
import dev.sigilo.evaluation.texts.GoldText.Part;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import dev.sigilo.tokenize.domain.ScrubbedText.Replacement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The expected numbers were counted by hand, by the definitions in docs/EVALUATE.md. */
class ScrubScoresTest {
    private static final double EXACT = 1e-12;

    /** Ten words, two marks that count and two that do not. */
    private static final GoldText TEXT = new GoldText(
            "1",
            "Ana Ruiz, 44, Lugo: BP 120 left foot. XYZ 2019",
            List.of(
                    new GoldSpan(0, 8, "PERSON"),
                    new GoldSpan(14, 18, "PLACE"),
                    new GoldSpan(38, 41, "PLACEHOLDER"),
                    new GoldSpan(42, 46, "YEAR")));

    private static Replacement changed(int start, int end, String category) {
        return new Replacement(start, end, category, "[" + category + "]");
    }

    @Test
    void countsAMarkAsHiddenOnlyIfEveryLetterAndFigureOfItIsFound() {
        ScrubScores scores = new ScrubScores();

        // The blank in "Ana Ruiz" need not be found; the last letter of "Lugo" is not found.
        scores.add(
                TEXT,
                List.of(
                        new Span(0, 3, IdentifierType.PATIENT_NAME),
                        new Span(4, 8, IdentifierType.PATIENT_NAME),
                        new Span(14, 17, IdentifierType.TERRITORY)),
                List.of());

        assertThat(scores.marked().get("PERSON").hiddenShare()).isEqualTo(1);
        assertThat(scores.marked().get("PLACE").hiddenShare()).isZero();
        assertThat(scores.allMarked().hiddenShare()).isEqualTo(0.5);
    }

    @Test
    void countsWhatIsFoundAndNotChangedAsLeftByPolicy() {
        ScrubScores scores = new ScrubScores();

        scores.add(
                TEXT,
                List.of(new Span(0, 8, IdentifierType.PATIENT_NAME), new Span(14, 18, IdentifierType.TERRITORY)),
                List.of(changed(0, 8, "NAME")));

        assertThat(scores.allMarked().hidden()).isEqualTo(2);
        assertThat(scores.marked().get("PERSON").left()).isZero();
        assertThat(scores.marked().get("PLACE").left()).isEqualTo(1);
    }

    @Test
    void countsWhatIsChangedAndTouchesNoMarkAsFalseAndWithAFigureAsAltered() {
        ScrubScores scores = new ScrubScores();

        scores.add(TEXT, List.of(), List.of(changed(20, 26, "DATE"), changed(27, 31, "NAME"), changed(32, 42, "NAME")));

        // The third touches a neutral mark: it is neither right nor wrong.
        assertThat(scores.words()).isEqualTo(10);
        assertThat(scores.allChanged().falseSpans()).isEqualTo(2);
        assertThat(scores.changed().get("NAME").falseSpans()).isEqualTo(1);
        assertThat(scores.perThousandWords(scores.allChanged().falseSpans())).isEqualTo(200);
        assertThat(scores.allChanged().altered()).isEqualTo(1);
    }

    @Test
    void leavesAgesOutOfWhatIsFalseButNotOutOfWhatIsSpoilt() {
        ScrubScores scores = new ScrubScores();

        scores.add(TEXT, List.of(), List.of(changed(10, 12, "AGE")));

        // Outside marks are 44, BP, 120, left, foot: 2 + 2 + 3 + 4 + 4.
        assertThat(scores.allChanged().falseSpans()).isZero();
        assertThat(scores.allChanged().spoilt()).isEqualTo(2);
        assertThat(scores.spoiltShare(scores.allChanged().spoilt())).isEqualTo(2.0 / 15, within(EXACT));
    }

    @Test
    void countsWhatIsChangedBeyondAMarkAsSpoiltAndNotAsFalse() {
        ScrubScores scores = new ScrubScores();

        scores.add(TEXT, List.of(), List.of(changed(0, 12, "NAME")));

        assertThat(scores.allChanged().falseSpans()).isZero();
        assertThat(scores.changed().get("NAME").spoilt()).isEqualTo(2);
    }

    @Test
    void saysTheSumsInOneLine() {
        ScrubScores scores = new ScrubScores();

        scores.add(
                TEXT,
                List.of(new Span(0, 8, IdentifierType.PATIENT_NAME)),
                List.of(changed(0, 8, "NAME"), changed(23, 26, "ZIP")));

        assertThat(scores.summary())
                .isEqualTo(
                        "documents 1, words 10, hidden 0.5000 of 2, false 100.000 per 1,000 words, spoilt 20.000%, altered 1");
    }

    @Test
    void roundsTheNumberItselfHalfToEven() {
        assertThat(ScrubScores.fixed(0.5, 0)).isEqualTo("0");
        assertThat(ScrubScores.fixed(0.00005, 4)).isEqualTo("0.0001");
        assertThat(ScrubScores.fixed(1.0005, 3)).isEqualTo("1.000");
    }

    @Test
    void countsCodePointsAndUnusualLettersFiguresAndBlanksAsTheyAre() {
        ScrubScores scores = new ScrubScores();
        GoldText text = new GoldText("1", "\uD835\uDC00\uD835\uDC01\u00a0x\u00b2 \u216b", List.of());

        scores.add(text, List.of(), List.of(changed(0, 4, "NAME"), changed(5, 7, "OTHER_ID")));

        // Two mathematical letters; x and a raised 2; a Roman twelve, which is one letter and not a digit.
        assertThat(scores.words()).isEqualTo(3);
        assertThat(scores.allChanged().spoilt()).isEqualTo(4);
        assertThat(scores.spoiltShare(4)).isEqualTo(4.0 / 5, within(EXACT));
        assertThat(scores.allChanged().altered()).isEqualTo(1);
    }

    @Test
    void takesAMarkInPiecesByItsPieces() {
        ScrubScores scores = new ScrubScores();
        GoldText text = new GoldText(
                "1",
                "Ana and Eva Ruiz",
                List.of(new GoldSpan(0, 16, "PERSON", List.of(new Part(0, 3), new Part(12, 16)))));

        scores.add(
                text,
                List.of(new Span(0, 3, IdentifierType.PATIENT_NAME), new Span(12, 16, IdentifierType.PATIENT_NAME)),
                List.of(changed(4, 7, "NAME")));

        assertThat(scores.allMarked().hidden()).isEqualTo(1);
        assertThat(scores.allChanged().falseSpans()).isEqualTo(1);
    }

    @Test
    void takesOtherTypesAsNeutralIfToldTo() {
        ScrubScores scores = new ScrubScores(Set.of("PLACE"), TypeMapping.standard());

        scores.add(TEXT, List.of(), List.of(changed(12, 15, "GEOGRAPHIC")));

        assertThat(scores.marked()).containsOnlyKeys("PERSON", "PLACEHOLDER", "YEAR");
        assertThat(scores.allChanged().falseSpans()).isZero();
    }

    @Test
    void countsAsRightByTypeWhatHasTheMarksEndsAndAFittingType() {
        ScrubScores scores = new ScrubScores();
        GoldText text = new GoldText(
                "1",
                "Ana Ruiz, Eva Sanz, Lugo, Vigo",
                List.of(
                        new GoldSpan(0, 8, "PERSON"),
                        new GoldSpan(10, 18, "PERSON"),
                        new GoldSpan(20, 24, "TERRITORIO"),
                        new GoldSpan(26, 30, "TERRITORIO")));

        scores.add(
                text,
                List.of(
                        new Span(0, 8, IdentifierType.STAFF_NAME),
                        new Span(10, 13, IdentifierType.PATIENT_NAME),
                        new Span(20, 24, IdentifierType.PATIENT_NAME),
                        new Span(26, 30, IdentifierType.ZIP),
                        new Span(8, 9, IdentifierType.EMAIL)),
                List.of());

        ScrubScores.Agreements agreements = scores.agreements();
        // PERSON: found 3 (one of them is the place), exact 1, touching 2; marked 2, exact 1, touched 2. No e-mail is
        // marked in this corpus.
        Agreement person = agreements.byType().get("PERSON");
        assertThat(person.found()).isEqualTo(3);
        assertThat(person.strictPrecision()).isEqualTo(1.0 / 3, within(EXACT));
        assertThat(person.strictRecall()).isEqualTo(0.5);
        assertThat(person.strictF1()).isEqualTo(0.4, within(EXACT));
        assertThat(person.relaxedPrecision()).isEqualTo(2.0 / 3, within(EXACT));
        assertThat(person.relaxedRecall()).isEqualTo(1);
        assertThat(person.relaxedF1()).isEqualTo(0.8, within(EXACT));
        Agreement place = agreements.byType().get("TERRITORIO");
        assertThat(place.strictPrecision()).isEqualTo(1);
        assertThat(place.strictRecall()).isEqualTo(0.5);
        // Ignoring types: 3 of 4 found spans equal one of 4 marks.
        assertThat(agreements.spans().strictF1()).isEqualTo(0.75);
        assertThat(agreements.spans().relaxedF1()).isEqualTo(1);
        assertThat(agreements.all().strictPrecision()).isEqualTo(0.5);
    }

    @Test
    void namesTypesThatItHasNoCounterpartForUnlessItIsToldOne() {
        ScrubScores scores = new ScrubScores();
        GoldText text = new GoldText("1", "Ana", List.of(new GoldSpan(0, 3, "PACIENTE")));
        scores.add(text, List.of(new Span(0, 3, IdentifierType.PATIENT_NAME)), List.of());
        ScrubScores told = new ScrubScores(
                ScrubScores.NEUTRAL, TypeMapping.standard().with("paciente", List.of(IdentifierType.PATIENT_NAME)));
        told.add(text, List.of(new Span(0, 3, IdentifierType.PATIENT_NAME)), List.of());

        assertThat(scores.unmapped()).containsEntry("PACIENTE", 1);
        assertThat(scores.agreements().byType()).isEmpty();
        assertThat(told.unmapped()).isEmpty();
        assertThat(told.agreements().byType().get("PACIENTE").strictF1()).isEqualTo(1);
    }

    @Test
    void countsATypeOfMeddocanThatDoesNotOccurAsMarkedNowhere() {
        ScrubScores scores = new ScrubScores();
        GoldText text = new GoldText("1", "el 3 de mayo, a@b.es", List.of(new GoldSpan(3, 12, "FECHAS")));

        scores.add(
                text, List.of(new Span(3, 12, IdentifierType.DATE), new Span(14, 20, IdentifierType.EMAIL)), List.of());

        assertThat(scores.agreements().byType().get("CORREO_ELECTRONICO").found())
                .isEqualTo(1);
        assertThat(scores.agreements().spans().strictPrecision()).isEqualTo(0.5);
    }

    @Test
    void tellsTheCommonestErrorsOfEachWording() {
        ScrubScores scores = new ScrubScores();
        GoldText text =
                new GoldText("7", "foot\u001b[2J and foot, Ana. BP 120", List.of(new GoldSpan(19, 22, "PERSON")));
        scores.add(text, List.of(), List.of(changed(0, 4, "NAME"), changed(13, 17, "NAME"), changed(27, 30, "DATE")));

        List<CommonErrors.CommonError> wrong = CommonErrors.of(scores.results(), false, 10);
        List<CommonErrors.CommonError> missed = CommonErrors.of(scores.results(), true, 10);

        assertThat(wrong).extracting(CommonErrors.CommonError::count).containsExactly(2, 1);
        assertThat(wrong.get(0).wording()).isEqualTo("foot");
        assertThat(wrong.get(0).after()).startsWith(" [2J");
        assertThat(wrong.get(1).kind()).isEqualTo(CommonErrors.Kind.ALTERED);
        assertThat(missed).hasSize(1);
        assertThat(missed.get(0).toString()).doesNotContain("Ana");
    }
}
