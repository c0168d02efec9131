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
    @CsvSource(
            delimiter = '|',
            value = {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Verbs of reporting, having and seeing, in the tenses that notes use.
                "NEGATED    | El paciente no refiere <palpitaciones>.",
                "NEGATED    | No me refiere <palpitaciones>.",
                "AFFIRMED   | No fiebre y me refiere <palpitaciones>.",
                "NEGATED    | Su hija negaba <caídas> en casa.",
                "NEGATED    | En ningún momento presentó <angina>.",
                "NEGATED    | <Espacio subaracnoideo> no se identificaba.",
                "NEGATED    | No <existe colección> drenable.",
                "NEGATED    | Esplenomegalia no <palpable>.",
                "AFFIRMED   | No refiere picor; refiere <escozor> al orinar.",
                // Findings that have resolved.
                "NEGATED    | Con corticoides cede <el broncoespasmo>.",
                "NEGATED    | El <broncoespasmo> cedió con corticoides.",
                "NEGATED    | Se pauta heparina, desapareciendo <la claudicación>.",
                "NEGATED    | La <tiritona> ya ha desaparecido pero sigue con tos.",
                "NEGATED    | Desaparición completa del <neumotórax>.",
                "AFFIRMED   | Tenía <náuseas>, la tiritona cedió.",
                "AFFIRMED   | El mareo cede, comienza con <acúfenos>.",
                "AFFIRMED   | <Picor> que no cede con antihistamínicos.",
                "AFFIRMED   | <Picor> que no ha desaparecido.",
                "AFFIRMED   | El <picor> cedió parcialmente.",
                "AFFIRMED   | No mejora la <claudicación>.",
                // Findings ruled out, impossible or lost.
                "NEGATED    | Se hizo resonancia descartándose <mielopatía>.",
                "NEGATED    | Podemos descartar <vasculitis>.",
                "NEGATED    | <Vasculitis>: se descarta.",
                "UNCERTAIN  | No pudiendo descartarse <vasculitis>.",
                "UNCERTAIN  | Imágenes que no descartan <metástasis óseas>.",
                "UNCERTAIN  | Sin poder excluir <isquemia>.",
                "NEGATED    | Imposibilidad para la <extensión> del codo.",
                "NEGATED    | Incapaz de <tragar> sólidos.",
                "NEGATED    | <Bipedestación> imposible.",
                "NEGATED    | Carecía de <sensibilidad> distal.",
                "NEGATED    | <Reflejo corneal> abolido.",
                // Uncertain negations.
                "UNCERTAIN  | Sin clara <trombosis>.",
                "UNCERTAIN  | Sin <trombosis> clara.",
                "UNCERTAIN  | No parece <obstructivo>.",
                "UNCERTAIN  | Sin aparente <luxación> ni fractura.",
                "UNCERTAIN  | Sin aparente luxación ni <fractura>.",
                "NEGATED    | Sin clara luxación, no <fractura>.",
                "NEGATED    | No <fractura>, luxación poco clara.",
                "UNCERTAIN  | Improbable <tuberculosis>.",
                "UNCERTAIN  | <Tuberculosis> poco probable.",
                // The end of a negation's scope.
                "UNCERTAIN  | No hay fiebre, probable <bronquitis>.",
                "AFFIRMED   | Sin dolor salvo <molestia> al toser.",
                "AFFIRMED   | Masa hepática (no biopsiada) y <ascitis>.",
                "AFFIRMED   | <Masa hepática> (no histología todavía).",
                "NEGATED    | <Masa hepática> (no).",
                "AFFIRMED   | Nódulos (no estudiados [plano axial]), <adenopatías>.",
                // A bracket that closes a list number does not end a negation.
                "NEGATED    | No evidence of a) abscess b) <hematoma>.",
                "NEGATED    | No evidence of: 1) abscess, 2) <hematoma>.",
                "NEGATED    | Sin signos de 1) absceso ni 2) <hematoma>.",
                "AFFIRMED   | Absceso (no drenado) y 2) <hematoma>.",
                "AFFIRMED   | <Frotis> positivo, cultivo negativo.",
                "NEGATED    | Sin derrame y/o <atelectasia>.",
                "NEGATED    | Sin hallazgos hasta el momento de <enfermedad>.",
                "AFFIRMED   | Sin lugar a dudas hay <isquemia>.",
                "AFFIRMED   | No fever in this 60 y/o male with <cough>.",
            })
    void tellsHowSpanishNotesDeny(Status status, String sentence) {
        assertThat(of(sentence).status()).isEqualTo(status);
    }

    @Test
    void readsEveryWordingOfACue() {
        assertThat(Cues.wordings("no (se|) (ve|ven)")).containsExactly("no se ve", "no se ven", "no  ve", "no  ven");
        assertThat(Cues.wordings("sin")).containsExactly("sin");
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
