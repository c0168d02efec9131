package dev.sigilo.evaluation.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.evaluation.texts.GoldText.GoldSpan;
import dev.sigilo.evaluation.texts.GoldText.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldFilesTest {

    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void readsOffsetsInCodePoints() throws IOException {
        Path file = file(
                "gold.ndjson",
                "\uFEFF{\"id\":7,\"lang\":\"es\",\"text\":\"😀 Ana\",\"spans\":[{\"start\":2,\"end\":5,\"type\":\"PERSON\",\"text\":\"Ana\"}]}\r\n\n{\"text\":\"\"}");

        List<GoldText> texts = GoldFiles.read(file);

        assertThat(texts).hasSize(2);
        assertThat(texts.get(0).id()).isEqualTo("7");
        assertThat(texts.get(0).language()).isEqualTo("es");
        assertThat(texts.get(0).spans()).containsExactly(new GoldSpan(3, 6, "PERSON"));
        assertThat(texts.get(0).toString()).doesNotContain("Ana");
        assertThat(texts.get(1).id()).isEqualTo("line 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{secret                                                                        | not a JSON object",
                "{\"text\":\"a\"} secret                                                         | not a JSON object",
                "{\"txt\":\"secret\"}                                                            | no \"text\"",
                "{\"text\":\"secret\",\"spans\":{}}                                               | \"spans\" is not a list",
                "{\"text\":\"secret\",\"spans\":[{\"start\":0,\"end\":1}]}                        | span 1 has no \"type\"",
                "{\"text\":\"secret\",\"spans\":[{\"type\":\"A\",\"start\":0.5,\"end\":1}]}        | needs whole numbers",
                "{\"text\":\"secret\",\"spans\":[{\"type\":\"A\",\"start\":0,\"end\":7}]}          | outside the text, which has 6",
                "{\"text\":\"secret\",\"spans\":[{\"type\":\"A\",\"start\":-1,\"end\":2}]}         | outside the text",
                "{\"text\":\"secret\",\"spans\":[{\"type\":\"A\",\"start\":3,\"end\":3}]}          | is empty",
                "{\"text\":\"secret\",\"spans\":[{\"type\":\"A\",\"start\":0,\"end\":3,\"text\":\"ecr\"}]} | span 1 does not equal the text",
                "{\"id\":\"secret\",\"text\":\"\",\"lang\":\"klingon\"}                            | the language is unknown",
                "{\"id\":\"first\",\"text\":\"secret\"}                                           | the id is already used in line 1",
            })
    void namesTheLineThatIsWrongAndWhatIsWrongAndNotItsContent(String line, String expected) throws IOException {
        Path file = file("gold.ndjson", "{\"id\":\"first\",\"text\":\"b\"}\n" + line.strip() + "\n");

        assertThatThrownBy(() -> GoldFiles.read(file))
                .isInstanceOf(GoldException.class)
                .hasMessageContaining("gold.ndjson, line 2: ")
                .hasMessageContaining(expected.strip())
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertThatThrownBy(() -> GoldFiles.read(folder))
                .isInstanceOf(GoldException.class)
                .hasMessageContaining("contains no .txt");
        assertThatThrownBy(() -> GoldFiles.read(folder.resolve("none")))
                .isInstanceOf(GoldException.class)
                .hasMessageContaining("does not exist");
        Path empty = file("empty.ndjson", "\n");
        assertThatThrownBy(() -> GoldFiles.read(empty))
                .isInstanceOf(GoldException.class)
                .hasMessageContaining("contains no texts");
        Path latin = Files.write(
                folder.resolve("latin.ndjson"), "{\"text\":\"niño\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> GoldFiles.read(latin))
                .isInstanceOf(GoldException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void readsABratFolderWithMarksInPiecesAndOverALinesEnd() throws IOException {
        file("b.txt", "😀 Ana and Eva Ruiz\nLugo Norte");
        file("b.ann", """
                T1\tPERSON 2 5;14 18\tAna Ruiz
                R1\tRel Arg1:T1 Arg2:T2
                T2\tPLACE 19 23;24 29\tLugo Norte
                #1\tAnnotatorNotes T1\tsure
                T3\tPERSON 10 18\tEva Ruiz
                """);
        file("a.txt", "nobody");
        file("a.ann", "");

        List<GoldText> texts = GoldFiles.read(folder);

        assertThat(texts).extracting(GoldText::id).containsExactly("a", "b");
        assertThat(texts.get(0).spans()).isEmpty();
        assertThat(texts.get(1).spans())
                .containsExactly(
                        new GoldSpan(3, 19, "PERSON", List.of(new Part(3, 6), new Part(15, 19))),
                        new GoldSpan(11, 19, "PERSON"),
                        new GoldSpan(20, 30, "PLACE", List.of(new Part(20, 24), new Part(25, 30))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "T1;PERSON 0 7;secret    | outside the text",
                "T1;PERSON 0 3;ecr       | does not equal the text at its offsets",
                "T1;PERSON zero 3;sec    | not pairs of numbers",
                "T1;PERSON;sec           | not a mark",
            })
    void namesTheAnnotationThatIsWrong(String annotation, String expected) throws IOException {
        file("a.txt", "secret");
        file("a.ann", "T9\tOTHER 0 1\ts\n" + annotation.strip().replace(';', '\t'));

        assertThatThrownBy(() -> GoldFiles.read(folder))
                .isInstanceOf(GoldException.class)
                .hasMessageContaining("a.ann, line 2: ")
                .hasMessageContaining(expected.strip())
                .hasMessageNotContaining("secret");
    }

    @Test
    void wantsATextForEachAnnotationAndAnAnnotationForEachText() throws IOException {
        file("a.txt", "x");
        assertThatThrownBy(() -> GoldFiles.read(folder)).hasMessageContaining("a.txt has no a.ann");
        file("a.ann", "");
        file("b.ann", "");
        assertThatThrownBy(() -> GoldFiles.read(folder)).hasMessageContaining("b.ann has no b.txt");
    }
}
