package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Recognizes words for the patient's sex in Spanish texts: "varón de 70 años", "paciente femenina". Words for the sex
 * of another person ("su mujer", "feto varón") or of people in general ("en mujeres") do not count.
 */
public final class SexWords {

    private static final IntTable NOUNS = IntTable.words("varon mujer hombre nino nina hembra");
    private static final IntTable ADJECTIVES = IntTable.words("femenina femenino masculina masculino");
    private static final IntTable PATIENT = IntTable.words("paciente sexo");
    private static final IntTable OTHERS = IntTable.words(
            "su sus mi feto fetos producto del al cada ambos los las y e o otro otra segundo segunda primer primera");

    private SexWords() {}

    /** Returns the words, in the order of the text and without overlap. */
    public static List<Span> find(TextWords words) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < words.count; i++) {
            if (words.kind[i] != TextWords.LETTERS) {
                continue;
            }
            boolean first = i == 0 || words.startsLine(i) || words.kind[i - 1] == TextWords.OTHER;
            boolean noun = words.isIn(i, NOUNS) && (first || !words.isIn(i - 1, OTHERS));
            boolean adjective = words.isIn(i, ADJECTIVES) && !first && words.isIn(i - 1, PATIENT);
            if (noun || adjective) {
                spans.add(new Span(words.start[i], words.end[i], IdentifierType.SEX));
            }
        }
        return spans;
    }
}
