package dev.sigilo.tokenize.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.tokenize.domain.text.Scrubber;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The action {@code codes}. */
class CodedObservationsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "LN,18782-3",
        "LN,59776-5",
        "LN,LP29684-5",
        "SCT,22298006",
        "SCT,363679005",
        "SCT,900000000000003001",
        "RADLEX,RID10311",
        "RADLEX,RPID16",
        "ICD-10,J18.9",
        "ICD-10-CM,S72.001A",
        "ICD-9,V10.3",
        "CPT,71046",
        "DCM,121070",
        "DCM,CT",
        "SRT,T-28000",
        "UCUM,mm[Hg]"
    })
    void keepsACodeOfAPublicSystem(String system, String code) throws Exception {
        JsonNode treated = treat("[{'system':'%s','code':'%s'}]".formatted(system, code));

        assertThat(treated.get(0).path("code").asText()).isEqualTo(code);
        assertThat(treated.get(0).path("system").asText()).isEqualTo(system);
    }

    @ParameterizedTest
    @CsvSource({
        "LN,18782-4",
        "LN,617555-0101",
        "SCT,22298007",
        "SCT,6175550101",
        "RADLEX,SMITH",
        "ICD-10,SMITH",
        "CPT,617555",
        "DCM,ANNA",
        "UCUM,Smith",
        "LOCAL,71046",
        "SMITH,71046"
    })
    void dropsACodeThatHasNotTheFormOfItsSystem(String system, String code) throws Exception {
        JsonNode treated = treat("[{'system':'%s','code':'%s','display':'Chest'}]".formatted(system, code));

        assertThat(treated.get(0).has("code")).isFalse();
        assertThat(treated.get(0).path("display").asText()).isEqualTo("Chest");
        assertThat(treated.toString()).doesNotContain("SMITH", "617");
    }

    @ParameterizedTest
    @CsvSource({
        "13.2,g/dL",
        "<0.01,ng/mL",
        ">= 60,mL/min",
        "-2.5,",
        "4500,10*3/uL",
        "1.5e3,",
        "12000000,copies/mL",
        "1:160,",
        "++,",
        "45,%",
        "1250,mL",
        "37.2,Cel",
        "89,a",
        "95,%",
        "120,mm[Hg]",
        "25000,10*9/L"
    })
    void keepsAMeasuredValue(String value, String unit) throws Exception {
        JsonNode treated =
                treat("[{'display':'Result','value':'%s','unit':'%s','flag':'H','status':'F','range':'3.5-5.1'}]"
                        .formatted(value, unit == null ? "" : unit));

        assertThat(treated.get(0).path("value").asText()).isEqualTo(value);
        assertThat(treated.get(0).path("unit").asText("")).isEqualTo(unit == null ? "" : unit);
        assertThat(treated.get(0).path("range").asText()).isEqualTo("3.5-5.1");
        assertThat(treated.get(0).path("flag").asText()).isEqualTo("H");
        assertThat(treated.get(0).path("status").asText()).isEqualTo("F");
    }

    @Test
    void keepsALongNumberWithoutUnitIfAPublicCodeSaysWhatItMeasures() throws Exception {
        assertThat(treat("[{'system':'LN','code':'777-3','display':'Platelets','value':'250000'}]")
                        .get(0)
                        .path("value")
                        .asText())
                .isEqualTo("250000");
        assertThat(treat("[{'system':'LN','code':'777-3','display':'Platelets','value':'12345678'}]")
                        .toString())
                .doesNotContain("12345678");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "/", "()", "10*3", "10*6", "."})
    void aUnitThatNamesNothingDoesNotMakeALongNumberAMeasuredValue(String unit) throws Exception {
        assertThat(treat("[{'display':'Result','value':'77123900','unit':'%s'}]".formatted(unit))
                        .get(0)
                        .path("value")
                        .asText())
                .isEqualTo("[OTHER_ID]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mL", "a", "%", "1", ""})
    void thePatientsOwnNumberDoesNotPassAsAValueWithAUnit(String unit) throws Exception {
        TokenizedRecord event = tokenize(
                TestRecords.record()
                        .with("patient_id", "7104612")
                        .with(
                                "coded_observations",
                                TestRecords.json("[{\"system\":\"LN\",\"code\":\"777-3\",\"display\":\"Platelets\","
                                        + "\"value\":\"7104612\",\"unit\":\"" + unit + "\"}]")),
                TestRecords.PSEUDONYMIZED);

        assertThat(event.extra().get("coded_observations")).doesNotContain("7104612");
    }

    @ParameterizedTest
    @CsvSource({
        "Callback number,6175550101",
        "Number,123456789",
        "Other id,77123900",
        "MRN,77123",
        "Patient name,Quentin Zabriskie",
        "Comment,seen with Zabriskie's wife",
        "Requested by,Dr. Casimir Oyelaran"
    })
    void letsNoIdentifierThroughAsAValue(String display, String value) throws Exception {
        JsonNode treated = treat("[{'display':'%s','value':\"%s\"}]".formatted(display, value));

        assertThat(treated.toString())
                .doesNotContain("6175550101", "123456789", "77123", "Zabriskie", "Quentin", "Oyelaran");
        assertThat(treated.get(0).path("value").asText()).contains("[");
    }

    @Test
    void letsNoIdentifierThroughInAnyPart() throws Exception {
        JsonNode treated = treat("""
                [{'system':'Zabriskie','code':'Zabriskie','display':'Zabriskie','value':'Zabriskie','value_system':'Zabriskie',
                'value_code':'Zabriskie','unit':'Zabriskie','flag':'Zabriskie','status':'Zabriskie','range':'Zabriskie',
                'other':'Zabriskie','display2':{'a':'Zabriskie'}},'Zabriskie',['Zabriskie'],{'Zabriskie':1}]""");

        assertThat(treated.toString()).doesNotContain("Zabriskie");
    }

    @Test
    void aCodeOfThePatientsOwnNumberDoesNotPass() throws Exception {
        TokenizedRecord event = tokenize(
                TestRecords.record()
                        .with("patient_id", "71046")
                        .with(
                                "coded_observations",
                                TestRecords.json("[{\"system\":\"CPT\",\"code\":\"71046\",\"display\":\"x\"}]")),
                TestRecords.PSEUDONYMIZED);

        assertThat(event.extra().get("coded_observations")).doesNotContain("71046");
    }

    @Test
    void shiftsDatesWithThePatientsOthers() throws Exception {
        TokenizedRecord event = tokenize(
                TestRecords.record()
                        .with("diagnosis_date", "2024-03-10")
                        .with(
                                "coded_observations",
                                TestRecords.json(
                                        "[{\"display\":\"Surgery\",\"value\":\"2024-03-12\"},{\"display\":\"Surgery\",\"value\":\"20240312\"},"
                                                + "{\"system\":\"LN\",\"code\":\"21112-8\",\"value\":\"1920-01-05\"}]")),
                TestRecords.PSEUDONYMIZED);
        JsonNode treated = JSON.readTree(event.extra().get("coded_observations"));
        LocalDate expected =
                LocalDate.parse(event.fields().get("diagnosis_date")).plusDays(2);

        assertThat(treated.get(0).path("value").asText()).isEqualTo(expected.toString());
        assertThat(treated.get(1).path("value").asText()).isEqualTo(expected.toString());
        assertThat(treated.get(2).path("value").asText()).isEqualTo("[DATE]");
        assertThat(tokenize(
                                TestRecords.record()
                                        .with("coded_observations", TestRecords.json("[{\"value\":\"2024-03-12\"}]")),
                                TestRecords.SAFE_HARBOR)
                        .extra())
                .containsEntry("coded_observations", "[{\"value\":\"2024\"}]");
    }

    @ParameterizedTest
    @CsvSource({"94,a", "103,years", "97,", "1200,mo"})
    void makesAgesOf90AndOverOneClass(String value, String unit) throws Exception {
        JsonNode treated = treat("[{'system':'LN','code':'30525-0','display':'Age','value':'%s','unit':'%s'}]"
                .formatted(value, unit == null ? "" : unit));

        assertThat(treated.get(0).path("value").asText()).isEqualTo("90+");
    }

    @ParameterizedTest
    @CsvSource({"Pneumonia", "Normal", "Positive", "No growth after 5 days", "Right lower lobe", "4 x 3 cm", "A+"})
    void leavesClinicalTextsAsTheyAre(String value) throws Exception {
        assertThat(treat("[{'display':'Finding','value':'%s'}]".formatted(value))
                        .get(0)
                        .path("value")
                        .asText())
                .isEqualTo(value);
    }

    @Test
    void takesLinearTimeForManyObservations() throws Exception {
        String many = IntStream.range(0, 4000)
                .mapToObj(i -> "{'system':'LN','code':'718-7','display':'Hemoglobin " + i + " in blood','value':'" + i
                        + ".5','unit':'g/dL'},{'display':'Comment','value':'hemolyzed sample " + i + "'}")
                .collect(Collectors.joining(",", "[", "]"));

        JsonNode treated = assertTimeout(Duration.ofSeconds(30), () -> treat(many));

        assertThat(treated).hasSize(8000);
    }

    /** Whatever a producer writes into an observation, no unmistakable identifier of the record remains. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void letsNoIdentifierThroughWhateverTheObservationsAre(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> fillers = List.of(
                "", "LN", "718-7", "13.2", "<", "mg/dL", "Dr.", "2024-03-01", "MRN", ":", "H", "x/y", "1-2", "\n");
        for (int round = 0; round < 40; round++) {
            ArrayNode observations = JSON.createArrayNode();
            for (int i = random.nextInt(4); i >= 0; i--) {
                ObjectNode observation = observations.addObject();
                for (int j = random.nextInt(10); j >= 0; j--) {
                    String filler = fillers.get(random.nextInt(fillers.size()));
                    String own = List.of("Zabriskie", "MRN 77123", "ana.ruiz@example.org", "")
                            .get(random.nextInt(4));
                    observation.put(
                            CodedObservations.PARTS.get(random.nextInt(CodedObservations.PARTS.size())),
                            random.nextBoolean() ? filler + " " + own : own + " " + filler);
                }
            }
            String treated = tokenize(
                            TestRecords.record().with("coded_observations", TestRecords.json(observations.toString())),
                            TestRecords.PSEUDONYMIZED)
                    .extra()
                    .getOrDefault("coded_observations", "[]");

            assertThat(JSON.readTree(treated).isArray()).isTrue();
            assertThat(treated).doesNotContain("Zabriskie", "77123", "ana.ruiz");
        }
    }

    @Test
    void dropsAFieldWithoutObservations() throws Exception {
        assertThat(tokenize(
                                TestRecords.record().with("coded_observations", TestRecords.json("[]")),
                                TestRecords.PSEUDONYMIZED)
                        .extra())
                .isEmpty();
    }

    private static JsonNode treat(String observations) throws Exception {
        String json = observations.replace('\'', '"').replace("Zabriskie\"s", "Zabriskie's");
        return JSON.readTree(tokenize(
                        TestRecords.record().with("coded_observations", TestRecords.json(json)),
                        TestRecords.PSEUDONYMIZED)
                .extra()
                .get("coded_observations"));
    }

    private static TokenizedRecord tokenize(TestRecords record, Policy policy) throws Exception {
        return new Tokenizer(policy, TestRecords.KEYS, Scrubber.standard()).tokenize(record.classified());
    }
}
