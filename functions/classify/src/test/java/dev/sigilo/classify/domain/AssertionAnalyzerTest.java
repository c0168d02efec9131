package dev.sigilo.classify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sigilo.classify.domain.Assertion.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssertionAnalyzerTest {
    private final AssertionAnalyzer analyzer = new AssertionAnalyzer();

    private Assertion of(String sentence) {
        int start = sentence.indexOf('<');
        int end = sentence.indexOf('>') - 1;
        return analyzer.analyze(sentence.replace("<", "").replace(">", ""), start, end);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "AFFIRMED   | She has a <cough>.",
        "NEGATED    | She denies any <cough> or sputum.",
        "NEGATED    | No nausea, vomiting, or <diarrhea>.",
        "NEGATED    | The <fecal occult blood> was negative.",
        "NEGATED    | ALLERGIES - <penicillin>: none.",
        "NEGATED    | His nausea and <vomiting> resolved.",
        "NEGATED    | There was no evidence of <polyps>, although the examination was limited.",
        "AFFIRMED   | No clubbing, there is 2+ pitting <edema>.",
        "AFFIRMED   | No nausea but he has <vomiting>.",
        "AFFIRMED   | COMPLICATIONS: None POSTOPERATIVE DIAGNOSIS: <colitis> in the sigmoid colon",
        "AFFIRMED   | Nodule No. 4 near a <cyst>.",
        "AFFIRMED   | Dr. No examined the patient. <Effusion> is small.",
        "AFFIRMED   | No change in the <effusion>.",
        "AFFIRMED   | A <CT was done which showed no lesion>.",
        "UNCERTAIN  | Possible <pneumonia>.",
        "UNCERTAIN  | A <fracture> cannot be excluded.",
        "UNCERTAIN  | <Atelectasis> versus pneumonia.",
        "NEGATED    | No suspicious <nodules>.",
        "HISTORICAL | History of <asthma>.",
        "HISTORICAL | Old <rib fracture>.",
        "FAMILY     | Family history of <breast cancer>.",
        "FAMILY     | Mother had <diabetes>.",
        "NEGATED    | No se observa <derrame>.",
        "NEGATED    | Sin fiebre, tos ni <disnea>.",
        "NEGATED    | <Derrame>: no.",
        "AFFIRMED   | No hay derrame; se aprecia una <masa>.",
        "UNCERTAIN  | No se puede descartar <neumonía>.",
        "HISTORICAL | Antecedentes de <tuberculosis>.",
        "FAMILY     | Madre con <cáncer> de mama.",
    })
    void tellsHowAConceptIsMeant(Status status, String sentence) {
        assertThat(of(sentence).status()).isEqualTo(status);
    }

    @Test
    void saysWhichWordsToldSo() {
        assertThat(of("There is no evidence of <effusion>.").cue()).isEqualTo("no evidence of");
        assertThat(of("<Effusion>.").cue()).isNull();
    }

    @Test
    void refusesOffsetsOutsideTheText() {
        assertThatIllegalArgumentException().isThrownBy(() -> analyzer.analyze("abc", 1, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> analyzer.analyze("abc", -1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> analyzer.analyze("abc", 2, 2));
    }
}
