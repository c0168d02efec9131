package dev.sigilo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import dev.sigilo.training.sequence.ModelTraining.MarkedText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateTextsTest {

    private static final Path FOLDER = Path.of("training");

    private static final String SLOTS = "name first last staff age date year weekday month street longstreet city "
            + "state zip country nat org hospital job kin sex sexword phone fax email url ip mrn acc plan account "
            + "ssn nhs dl passport card cardexpiry iban device plate upname lowname eslowname upstaff staffcomma "
            + "esupname esupstaff esnamecoma esstaffcoma eslastp esini esname esfirst eslast esstaff esage esdate "
            + "esstreet escity espais eshospital esphone cp dni pariente sexo patient patientlast patientfull "
            + "rolecap pronoun smallpronoun objective possessive possessivecap nursinghome employer shorthospital "
            + "shortemployer university school pharmacy street2 relative fullstaff last-staff brand time n d "
            + "capsentence capfiller upfiller";

    /** Texts of every slot, from lists of this test's own, so that they depend on the code only. */
    private static List<MarkedText> textsOfEverySlot() {
        TrainingWordLists lists = new TrainingWordLists(
                List.of("Adela", "Bruno", "Grace", "Ingrid", "Mary Ann"),
                List.of("Walker", "Ortega", "O'Neil", "Lindqvist", "Price"),
                List.of("Duluth", "Santa Fe", "Lugo"),
                List.of("Chile", "Norway"),
                List.of("grace", "walker", "price", "house"),
                List.of("baker", "nurse"),
                List.of("Elm"),
                List.of("norwegian", "chilean"),
                List.of("cough"),
                List.of("Murphy"),
                List.of("tos"));
        List<String> phrases = List.of(
                "[kin]",
                "mother",
                "brother",
                "[sex]",
                "M",
                "F",
                "[sexword]",
                "man",
                "woman",
                "[pariente]",
                "hija",
                "padre",
                "[sexo]",
                "varón",
                "mujer",
                "[role]",
                "nurse",
                "social worker",
                "[sentence]",
                "No fever today.",
                "Eats well.",
                "[filler]",
                "seen at home",
                "by phone");
        TemplateTexts writer = new TemplateTexts(lists, phrases, 5);
        List<MarkedText> texts = new ArrayList<>();
        for (String slot : SLOTS.split(" ")) {
            for (int i = 0; i < 60; i++) {
                texts.add(writer.persona(i % 2 == 0, () -> writer.fill("Is {" + slot + "},\\nthen {" + slot + "}.")));
            }
        }
        List.copyOf(texts).forEach(text -> texts.add(writer.refill(text)));
        return texts;
    }

    private static List<MarkedText> texts() throws IOException {
        List<MarkedText> texts = new ArrayList<>();
        for (String file : List.of("english/clinical.txt", "english/everyday.txt", "spanish/clinical.txt")) {
            Path phrases = FOLDER.resolve(file).resolveSibling("phrases.txt");
            TemplateTexts filled = new TemplateTexts(
                    TrainingWordLists.read(FOLDER.resolve("lists")), TrainingWordLists.lines(phrases), 1);
            for (String template : TrainingWordLists.lines(FOLDER.resolve(file))) {
                texts.add(filled.fill(template));
            }
        }
        return texts;
    }

    @Test
    void fillsEverySlotOfEveryTemplate() throws IOException {
        assertThat(texts()).allSatisfy(text -> {
            assertThat(text.text()).doesNotContain("{", "}", "\\n");
            text.spans()
                    .forEach(span -> assertThat(text.text().substring(span.start(), span.end()))
                            .isNotBlank());
        });
    }

    @Test
    void writesTheSameTextsForTheSameSeed() throws IOException {
        assertThat(texts()).isEqualTo(texts());
    }

    @Test
    void writesWhatItAlwaysWroteForASeed() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (MarkedText text : textsOfEverySlot()) {
            digest.update(text.text().getBytes(StandardCharsets.UTF_8));
            for (Span span : text.spans()) {
                digest.update(
                        (span.start() + "-" + span.end() + " " + span.type() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("6097ea9f9163917403f28d25395545661b2a732431bf05f5511c1c51c2da6a91");
    }

    @Test
    void anUnknownSlotIsNamedInTheError() {
        TrainingWordLists lists = new TrainingWordLists(
                List.of("Ana"),
                List.of("Ruiz"),
                List.of("Lugo"),
                List.of("Chile"),
                List.of(),
                List.of("baker"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        TemplateTexts texts = new TemplateTexts(lists, List.of("[kin]", "mother"), 1);

        assertThatThrownBy(() -> texts.fill("a {kinn}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{kinn}");
    }

    @Test
    void hasExamplesOfNearlyEveryType() throws IOException {
        assertThat(texts().stream()
                        .flatMap(text -> text.spans().stream())
                        .map(Span::type)
                        .distinct())
                .contains(
                        IdentifierType.PATIENT_NAME,
                        IdentifierType.STAFF_NAME,
                        IdentifierType.STREET,
                        IdentifierType.ID_PATIENT,
                        IdentifierType.PASSPORT,
                        IdentifierType.DEVICE);
    }
}
