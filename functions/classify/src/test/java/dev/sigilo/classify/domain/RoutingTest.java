package dev.sigilo.classify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.Classification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {
    private final Classifier classifier = new Classifier(TestRecords.catalogue(), FieldCategories.NONE);

    private Classification classify(String... namesAndTexts) {
        return classifier.classify(TestRecords.record(namesAndTexts));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CR       | CHEST      | chest-xray-triage",
                "DX       | T-D3000    | chest-xray-triage",
                "X-ray    | Thorax     | chest-xray-triage",
                "Rx       | tórax      | chest-xray-triage",
                "ct       | brain      | brain-ct-haemorrhage",
                "TAC      | Cráneo     | brain-ct-haemorrhage",
                "MRI      | Head       | brain-mr-tumour",
                "RM       | rodilla    | knee-mr-meniscus",
                "CT scan  | abdomen and pelvis | abdomen-ct-organs",
                "MG       | BREAST     | mammography-diagnostic",
                "DR       | left wrist | fracture-wrist-hand",
                "XR       | Knee, right | fracture-knee",
                "US       | thyroid    | thyroid-us-nodule",
                "PT       | WHOLEBODY  | pet-ct-oncology",
                "PET/CT   | whole body | pet-ct-oncology",
                "MR       | LSPINE     | spine-mr-disc",
                "DXA      | hip        | bone-density",
                "OP       | EYE        | retina-diabetic",
                "SM       | SKIN       | pathology-slide",
                "ECG      | HEART      | ecg-arrhythmia",
            })
    void routesByDeclaredModalityAndBodyPart(String modality, String bodyPart, String model) {
        Classification result = classify("modality", modality, "body_part", bodyPart);
        assertThat(result.modelId()).isEqualTo(model);
        assertThat(result.modalityFrom()).isEqualTo("modality:declared");
        assertThat(result.bodyPartFrom()).isEqualTo("body_part:declared");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Dr. Alvarez was informed by telephone.",
                "Seen by DR HOLM this morning.",
                "The pt tolerated it well.",
                "Pt is comfortable, PT and INR pending."
            })
    void takesADoctorOrAPatientForNoModality(String text) {
        assertThat(classify("report", text).modality()).isNull();
        assertThat(classify("image", text).modality()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Aspirin 75 mg daily.",
                "ASPIRIN 75 MG DAILY.",
                "Creatinine: 1.10 mg/dL (H)",
                "GLUCOSE 99 MG/DL",
                "Emission at 540 nm.",
                "El hígado es normal.",
                "EL HIGADO ES NORMAL.",
                "Post op day 3, 5 gm given. Neutrophils seg 50 %."
            })
    void takesAUnitOrAWordForNoModality(String text) {
        assertThat(classify("report", text).modality()).isNull();
        assertThat(classify("findings", text).modality()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "image, MG bilateral, MG",
        "image, mg bilateral, MG",
        "image, BILATERAL MG, MG",
        "image, NM bone, NM",
        "image, OP left eye, OP",
        "image, NM/CT bone, NM",
        "modality, NM/CT, NM",
        "modality, MG/US, MG",
        "modality, mg/us, MG",
        "modality, OP/SM, OP"
    })
    void takesACodeAtItsPlaceForTheModality(String field, String text, String code) {
        assertThat(classify(field, text).modality()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"DR, DX", "dr, DX", "CR/DR, DX", "PT, PT", "PT-CT, PT"})
    void takesShortNamesOfADeclaredModality(String declared, String code) {
        assertThat(classify("modality", declared, "body_part", "CHEST").modality())
                .isEqualTo(code);
        assertThat(classify("image", "DR CHEST").modality()).isEqualTo("DX");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Xray Chest PA and Lateral                    | DX | CHEST   | chest-xray-triage",
                "CHEST 2V FRONTAL/LATERAL                     | DX | CHEST   | chest-xray-triage",
                "Chest x-XXXX XXXX and lateral                | DX | CHEST   | chest-xray-triage",
                "PA and lateral views.                        | DX | CHEST   | chest-xray-triage",
                "AP chest at XXXX with comparison CT abdomen  | DX | CHEST   | chest-xray-triage",
                "Two-view chest; three-view right shoulder    | DX | CHEST   | chest-xray-triage",
                "TAC de abdomen                               | CT | ABDOMEN | abdomen-ct-organs",
                "Radiografía de tórax PA y lateral            | DX | CHEST   | chest-xray-triage",
                "Ecografía abdominal                          | US | ABDOMEN | abdomen-us-liver",
                "Resonancia magnética de columna lumbar       | MR | LSPINE  | spine-mr-disc",
                "Mamografía bilateral                         | MG | BREAST  | mammography-diagnostic",
                "Ecocardiograma transtorácico                 | US | HEART   | echocardiography-ef",
                "Three views of the left ankle                | DX | ANKLE   | fracture-ankle-foot",
                "Non-contrast head CT                         | CT | HEAD    | brain-ct-haemorrhage",
                "TC de tórax, abdomen y pelvis con contraste  | CT | CHESTABDPELVIS | abdomen-ct-organs",
                "Gammagrafía ósea de cuerpo entero            | NM | WHOLEBODY | bone-scan-metastasis",
            })
    void infersModalityAndBodyPartFromTheImage(String image, String modality, String bodyPart, String model) {
        Classification result = classify("image", image);
        assertThat(result.modality()).isEqualTo(modality);
        assertThat(result.bodyPart()).isEqualTo(bodyPart);
        assertThat(result.modelId()).isEqualTo(model);
        assertThat(result.modalityFrom()).isEqualTo("image:inferred");
        assertThat(result.rule()).contains(modality).contains(bodyPart).contains(model);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mr. Hargreaves was examined. PA and lateral views of the chest.       | DX",
                "Mr Hargreaves has a cough. PA and lateral views of the chest.         | DX",
                "MR. HARGREAVES WAS EXAMINED. PA AND LATERAL VIEWS OF THE CHEST.       | DX",
                "Discussed with Mr. Hargreaves. CT of the chest with contrast.         | CT",
                "MR of the brain without contrast, discussed with Mr. Hargreaves.      | MR",
                "MR Brain with contrast.                                               | MR",
                "Mr brain w/o.                                                         | MR",
            })
    void readsMrBeforeANameAsATitleAndElseAsTheModality(String report, String modality) {
        assertThat(classify("report", report).modality()).isEqualTo(modality);
    }

    @Test
    void saysWhatAnUnroutedRecordLacks() {
        Classification result = classify("image", "Not Available.");
        assertThat(result.modelId()).isNull();
        assertThat(result.rule()).isEqualTo("unrouted");
        assertThat(result.missing()).containsExactly("modality", "body_part");
    }

    @Test
    void reportsConflictsAndLetsTheDeclaredWin() {
        Classification result = classify("modality", "CT", "body_part", "CHEST", "technique", "MRI of the knee");
        assertThat(result.modality()).isEqualTo("CT");
        assertThat(result.bodyPart()).isEqualTo("CHEST");
        assertThat(result.conflicts())
                .containsExactly(
                        "modality: declared CT, written MR in technique",
                        "body_part: declared CHEST, written KNEE in technique");
    }

    @Test
    void keepsBoneAgeForMinors() {
        String[] child = {"modality", "DX", "body_part", "HAND", "indication", "bone age", "age", "009Y"};
        assertThat(classify(child).modelId()).isEqualTo("bone-age");
        child[7] = "19";
        assertThat(classify(child).modelIds()).doesNotContain("bone-age");
        child[7] = "XXXX";
        Classification unknown = classify(child);
        assertThat(unknown.modelIds()).doesNotContain("bone-age");
        assertThat(unknown.missing()).contains("age for bone-age");
    }

    @Test
    void keepsModelsOfOneSexToIt() {
        assertThat(classify("modality", "MG", "sex", "F", "age", "55").modelId())
                .isEqualTo("mammography-screening");
        assertThat(classify("modality", "MG", "sex", "M", "age", "55").modelId())
                .isEqualTo("mammography-diagnostic");
    }

    @Test
    void ranksTheModelThatTheRequestSpeaksOfHigher() {
        Classification result = classify(
                "modality",
                "CT",
                "body_part",
                "CHEST",
                "indication",
                "dyspnea, rule out pulmonary embolism",
                "technique",
                "CTPA");
        assertThat(result.modelId()).isEqualTo("chest-ct-pulmonary-embolism");
        assertThat(result.modelIds()).contains("chest-ct-nodule");
    }

    @Test
    void routesTextAloneToTheReadersOfText() {
        assertThat(classify("report", "The patient is doing well.").modelIds()).containsExactly("report-nlp-en");
    }
}
