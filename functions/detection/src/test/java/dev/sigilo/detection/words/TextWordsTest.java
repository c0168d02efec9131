package dev.sigilo.detection.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.detection.patterns.NetPatterns;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextWordsTest {

    private static List<String> words(String text) {
        TextWords words = new TextWords(text, 0, text.length(), NetPatterns.find(text));
        List<String> result = new ArrayList<>();
        for (int i = 0; i < words.count; i++) {
            result.add(text.substring(words.start[i], words.end[i]));
        }
        return result;
    }

    @Test
    void separatesLettersDigitsAndSigns() {
        assertThat(words("C/ Mayor 3, 2ºB.\n28001"))
                .containsExactly("C", "/", "Mayor", "3", ",", "2", "ºB", ".", "28001");
    }

    @Test
    void cutsBeforeACapitalThatIsWrittenOn() {
        assertThat(words("MartínezNºCol")).containsExactly("Martínez", "NºCol");
        assertThat(words("McDowell")).containsExactly("McDowell");
    }

    @Test
    void keepsAnAddressOnTheNetInOnePiece() {
        assertThat(words("mail ana@example.org!")).containsExactly("mail", "ana@example.org", "!");
    }

    @Test
    void seesCombiningAccentsAsPartOfTheLetter() {
        String decomposed = "Jose\u0301 Pe\u0301rez";

        assertThat(words(decomposed)).containsExactly("Jose\u0301", "Pe\u0301rez");
    }

    @Test
    void foldsCaseAndAccents() {
        assertThat(Hashes.folded("PÉREZ")).isEqualTo(Hashes.folded("perez"));
    }
}
