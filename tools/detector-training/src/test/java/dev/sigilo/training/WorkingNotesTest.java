package dev.sigilo.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import dev.sigilo.training.sequence.ModelTraining.MarkedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkingNotesTest {
    private static final Path TRAINING = Path.of("training");

    @TempDir
    private Path folder;

    private List<MarkedText> texts(String note) throws IOException {
        Files.writeString(folder.resolve("notes.txt"), note);
        return new WorkingNotes(folder, TrainingWordLists.read(TRAINING.resolve("lists")), 3).texts(6);
    }

    private static List<String> marked(MarkedText text, IdentifierType type) {
        return text.spans().stream()
                .filter(span -> span.type() == type)
                .map(span -> text.text().substring(span.start(), span.end()))
                .toList();
    }

    @Test
    void theNoteAsWrittenComesFirst() throws IOException {
        MarkedText text = texts("=== a\nSeen by Dr. [[STAFF_NAME|Okafor]] on [[DATE|3/4/2024]], with her mother.\n")
                .get(0);

        assertThat(text.text()).isEqualTo("Seen by Dr. Okafor on 3/4/2024, with her mother.");
        assertThat(marked(text, IdentifierType.STAFF_NAME)).containsExactly("Okafor");
        assertThat(marked(text, IdentifierType.DATE)).containsExactly("3/4/2024");
        assertThat(marked(text, IdentifierType.RELATIVE)).containsExactly("mother");
    }

    @Test
    void onePersonKeepsOneNameInEveryForm() throws IOException {
        for (MarkedText text : texts(
                "=== a\n[[PATIENT_NAME|OKAFOR, ADA]]. [[PATIENT_NAME|Okafor]] is better. [[PATIENT_NAME|ada]] agrees.\n")) {
            List<String> names = marked(text, IdentifierType.PATIENT_NAME);
            String[] whole = names.get(0).split(", ");
            assertThat(names.get(0)).isUpperCase();
            assertThat(names.get(1)).isEqualToIgnoringCase(whole[0]);
            assertThat(names.get(2)).isEqualToIgnoringCase(whole[1]);
        }
    }

    @Test
    void numbersAndInitialsKeepTheirForm() throws IOException {
        for (MarkedText text : texts(
                "=== a\nMRN [[ID|00-481]], [[PHONE|(508) 555-0142]], due [[DATE|04/09]]. - [[STAFF_NAME|RY]]\n")) {
            assertThat(text.text())
                    .matches(
                            "MRN \\d\\d-\\d{3}, \\(\\d{3}\\) \\d{3}-\\d{4}, (?i:due) (?:0\\d|1[0-2])/\\d\\d?\\. - [A-Z]{2}");
        }
    }

    @Test
    void theWordsBeforeANumberTellItsType() throws IOException {
        MarkedText text = texts(
                        "=== a\nSSN [[ID|219-09-9998]], serial [[ID|PJN 604418]], acct [[ID|88-1]], chart [[ID|00-481]].\n")
                .get(0);

        assertThat(text.spans().stream().map(Span::type))
                .containsExactly(
                        IdentifierType.SSN, IdentifierType.DEVICE, IdentifierType.ACCOUNT, IdentifierType.ID_PATIENT);
    }

    @Test
    void theShippedNotesHaveOnlyKnownMarks() throws IOException {
        List<MarkedText> notes = new WorkingNotes(
                        TRAINING.resolve("english/notes"), TrainingWordLists.read(TRAINING.resolve("lists")), 1)
                .texts(1);

        assertThat(notes).hasSizeGreaterThan(400).allSatisfy(note -> {
            assertThat(note.text()).doesNotContain("[[", "]]", "\n=== ");
            int last = 0;
            for (Span span : note.spans()) {
                assertThat(span.start()).isGreaterThanOrEqualTo(last);
                assertThat(note.text().substring(span.start(), span.end())).isNotBlank();
                assertThat(span.type()).isNotEqualTo(IdentifierType.OTHER);
                last = span.end();
            }
        });
    }

    @Test
    void givesTheSameTextsForTheSameSeed() throws IOException {
        String note = "=== a\nSeen by Dr. [[STAFF_NAME|Okafor]] in [[PLACE|Duluth]] on [[DATE|3/4/2024]].\n";

        assertThat(texts(note)).isEqualTo(texts(note));
    }
}
