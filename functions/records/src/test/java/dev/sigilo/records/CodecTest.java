package dev.sigilo.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CodecTest {

    @Test
    void readsBackWhatItWrote() throws RecordFormatException {
        assertThat(ClassifiedRecordCodec.decode(ClassifiedRecordCodec.encode(TestRecords.CLASSIFIED)))
                .isEqualTo(TestRecords.CLASSIFIED);
        assertThat(TokenizedRecordCodec.decode(TokenizedRecordCodec.encode(TestRecords.TOKENIZED)))
                .isEqualTo(TestRecords.TOKENIZED);
        assertThat(SealedRecordCodec.decode(SealedRecordCodec.encode(TestRecords.SEALED)))
                .usingRecursiveComparison()
                .isEqualTo(TestRecords.SEALED);
        assertThat(RejectedRecordCodec.decode(RejectedRecordCodec.encode(TestRecords.REJECTED)))
                .usingRecursiveComparison()
                .isEqualTo(TestRecords.REJECTED);
    }

    /** A partially read decision could accept an erased patient, or reject one who was not erased. */
    @Test
    void readsADecisionWholeOrNotAtAll() throws RecordFormatException {
        Suppression decision = new Suppression(false, Map.of("pat_1_a", "patient"));
        assertThat(SuppressionCodec.decode(SuppressionCodec.encode(decision))).isEqualTo(decision);
        for (String part :
                List.of("{}", "{\"lifted\":false}", "{\"tokens\":{}}", "{\"lifted\":1,\"tokens\":{}}", "[]", "")) {
            assertThatThrownBy(() -> SuppressionCodec.decode(part.getBytes(StandardCharsets.UTF_8)))
                    .as(part)
                    .isInstanceOf(RecordFormatException.class);
        }
    }

    @Test
    void readsWhereARecordStandsFromWhatCarriesIt() throws RecordFormatException {
        SealedRecord seal = TestRecords.SEALED;
        assertThat(RecordStatusCodec.decode(SealedRecordCodec.encode(seal)))
                .isEqualTo(new RecordStatus(
                        seal.recordToken(),
                        seal.patientToken(),
                        seal.keyEpoch(),
                        seal.treatment(),
                        seal.provenance(),
                        null));
        TokenizedRecord event = TestRecords.TOKENIZED;
        assertThat(RecordStatusCodec.decode(TokenizedRecordCodec.encode(event)))
                .isEqualTo(new RecordStatus(
                        event.recordToken(),
                        event.patientToken(),
                        event.keyEpoch(),
                        event.treatment(),
                        event.provenance(),
                        EventKind.TOKENIZED));
        TokenizedRecord erased = new TokenizedRecord(
                EventKind.ERASED,
                "rec_1_A",
                "pat_1_B",
                1,
                TestRecords.TREATMENT,
                TestRecords.PROVENANCE,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                null);
        assertThat(RecordStatusCodec.decode(TokenizedRecordCodec.encode(erased)).erased())
                .isTrue();
    }

    @Test
    void readsFromTheLogWhatTheEventSaysWithListsAndMapsAsWritten() throws Exception {
        byte[] bytes = TokenizedRecordCodec.encode(TestRecords.TOKENIZED);
        JsonNode written = new ObjectMapper().readTree(bytes);

        LoggedRecord read = LoggedRecordCodec.decode(bytes);

        assertThat(read.event()).isEqualTo(TestRecords.TOKENIZED.event());
        assertThat(read.recordToken()).isEqualTo(TestRecords.TOKENIZED.recordToken());
        assertThat(read.provenance()).isEqualTo(TestRecords.TOKENIZED.provenance());
        assertThat(read.fields()).isEqualTo(TestRecords.TOKENIZED.fields());
        Set<String> names = new HashSet<>();
        written.fieldNames().forEachRemaining(names::add);
        names.removeAll(Set.of("event", "record_token", "provenance", "fields"));
        assertThat(read.columns().keySet()).isEqualTo(names);
        assertThat(read.columns().get("evidence"))
                .isEqualTo(TestRecords.TOKENIZED.classification().evidence());
        names.remove("evidence");
        for (String name : names) {
            JsonNode value = written.get(name);
            assertThat(read.columns().get(name))
                    .as(name)
                    .isEqualTo(
                            value.isContainerNode()
                                    ? new JsonText(value.toString())
                                    : value.isInt()
                                            ? value.intValue()
                                            : value.isBoolean() ? value.booleanValue() : value.textValue());
        }
    }

    @Test
    void listsAndMapsThatALoggedRecordDoesNotHaveAreEmpty() throws RecordFormatException {
        TokenizedRecord erased = new TokenizedRecord(
                EventKind.ERASED,
                "rec_1_A",
                "pat_1_B",
                1,
                TestRecords.TREATMENT,
                TestRecords.PROVENANCE,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                null);

        LoggedRecord read = LoggedRecordCodec.decode(TokenizedRecordCodec.encode(erased));

        assertThat(read.removed()).isTrue();
        assertThat(read.columns())
                .containsEntry("evidence", List.of())
                .containsEntry("observations", JsonText.EMPTY_OBJECT)
                .containsEntry("policy", "pseudonymized")
                .doesNotContainKeys("label", "language");
    }

    @Test
    void refusesALoggedRecordWhoseListsAndMapsAreOfOtherTypes() throws RecordFormatException {
        String good =
                "{\"event\":\"TOKENIZED\",\"record_token\":\"r\",\"policy\":\"p\",\"provenance\":{\"topic\":\"t\"},\"key_epoch\":1";
        assertThat(LoggedRecordCodec.decode(utf8(good + ",\"tokens\": { \"a\" : \"b\" } }"))
                        .columns())
                .containsEntry("tokens", new JsonText("{ \"a\" : \"b\" }"));
        for (String bad : List.of(
                "\"model_ids\":{}",
                "\"model_ids\":[1]",
                "\"missing\":[[\"a\"]]",
                "\"missing\":\"a\"",
                "\"tokens\":[]",
                "\"tokens\":{\"a\":1}",
                "\"tokens\":{\"a\":null}",
                "\"extra\":{\"a\":{}}",
                "\"scrubbed\":{\"a\":\"1\"}",
                "\"scrubbed\":{\"a\":1.5}",
                "\"scrubbed\":{\"a\":9999999999}",
                "\"evidence\":[1]",
                "\"evidence\":{}",
                "\"evidence\":[{\"start\":\"1\"}]",
                "\"evidence\":[{\"field\":2}]",
                "\"observations\":{\"a\"}",
                "\"label\":[]",
                "\"label_agrees\":1",
                "\"tokens\":{\"a\":\"\\x\"}")) {
            assertThatThrownBy(() -> LoggedRecordCodec.decode(utf8(good + "," + bad + "}")))
                    .as(bad)
                    .isInstanceOf(RecordFormatException.class);
        }
    }

    /** It was carried into the view as it stood, once. */
    @Test
    void whatANewerVersionAddsToEvidenceGetsIntoNoView() throws RecordFormatException {
        LoggedRecord read = LoggedRecordCodec.decode(
                utf8(
                        "{\"event\":\"TOKENIZED\",\"record_token\":\"r\",\"policy\":\"p\","
                                + "\"provenance\":{\"topic\":\"t\"},\"evidence\":[{\"field\":\"report\",\"start\":1,\"end\":4,\"quote\":\"Ana\",\"deep\":{\"x\":[\"Ana\"]}}]}"));

        assertThat(read.columns()).containsEntry("evidence", List.of(new Evidence("report", 1, 4, null, null)));
        assertThat(new String(ViewRowCodec.encode(new ViewRow("r", read.columns())), StandardCharsets.UTF_8))
                .contains("report")
                .doesNotContain("Ana");
    }

    @Test
    void aCutOrChangedLoggedRecordIsReadOrUnreadableAndNotAnotherException() {
        byte[] good = TokenizedRecordCodec.encode(TestRecords.TOKENIZED);
        Random random = new Random(8);
        int readable = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] bad = random.nextBoolean() ? good.clone() : Arrays.copyOf(good, random.nextInt(good.length));
            for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(128);
            }
            try {
                LoggedRecord read = LoggedRecordCodec.decode(bad);
                readable++;
                // What is carried on unread is well-formed.
                for (Object column : read.columns().values()) {
                    if (column instanceof JsonText json) {
                        assertThatCode(() -> new ObjectMapper().readTree(json.text()))
                                .doesNotThrowAnyException();
                    }
                }
            } catch (RecordFormatException e) {
                assertThat(e.reason()).isEqualTo(RejectReason.UNREADABLE_INPUT);
            }
        }
        assertThat(readable).as("both kinds occur").isBetween(500, 4_500);
    }

    @Test
    void evidenceThatIsNoListOfObjectsIsUnreadable() {
        String json = new String(TokenizedRecordCodec.encode(TestRecords.TOKENIZED), StandardCharsets.UTF_8);
        String other = json.replaceFirst("\"evidence\":\\[.*?]", "\"evidence\":[1,2]");
        assertThat(other).isNotEqualTo(json);
        assertThatThrownBy(() -> TokenizedRecordCodec.decode(utf8(other))).isInstanceOf(RecordFormatException.class);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aCutMessageDoesNotSayWhereItsRecordStands() {
        byte[] event = TokenizedRecordCodec.encode(TestRecords.TOKENIZED);
        for (int length = 0; length < event.length; length++) {
            byte[] cut = Arrays.copyOf(event, length);
            assertThatThrownBy(() -> RecordStatusCodec.decode(cut)).isInstanceOf(RecordFormatException.class);
        }
    }

    @Test
    void readsAnErasureThatHasNoClassification() throws RecordFormatException {
        TokenizedRecord erased = new TokenizedRecord(
                EventKind.ERASED,
                "rec_1_A",
                "pat_1_B",
                1,
                TestRecords.TREATMENT,
                TestRecords.PROVENANCE,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                null);
        assertThat(TokenizedRecordCodec.decode(TokenizedRecordCodec.encode(erased)))
                .isEqualTo(erased);
    }

    @Test
    void passesOverFieldsOfANewerVersion() throws RecordFormatException {
        String json = new String(TokenizedRecordCodec.encode(TestRecords.TOKENIZED), StandardCharsets.UTF_8);
        String newer = "{\"new_field\":{\"deep\":[1,{\"x\":2}]}," + json.substring(1);
        assertThat(TokenizedRecordCodec.decode(newer.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(TestRecords.TOKENIZED);
    }

    @Test
    void anyCutMessageIsUnreadableAndNotAnotherException() {
        byte[] good = ClassifiedRecordCodec.encode(TestRecords.CLASSIFIED);
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length));
            for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            assertThatThrownBy(() -> ClassifiedRecordCodec.decode(bad))
                    .isInstanceOfSatisfying(
                            RecordFormatException.class,
                            fault -> assertThat(fault.reason()).isEqualTo(RejectReason.UNREADABLE_INPUT));
        }
    }

    /** The log is kept for ever, so older events, which do not say how they were processed, must stay readable. */
    @Test
    void anEventThatNamesOnlyThePolicyIsRead() throws RecordFormatException {
        String json = new String(TokenizedRecordCodec.encode(TestRecords.TOKENIZED), StandardCharsets.UTF_8)
                .replaceAll("\"(policy_version)\":3,|\"(policy_hash|detector_version|code_version)\":\"[^\"]*\",", "");

        assertThat(json).doesNotContain("policy_version", "policy_hash", "detector_version", "code_version");
        assertThat(TokenizedRecordCodec.decode(json.getBytes(StandardCharsets.UTF_8))
                        .treatment())
                .isEqualTo(Treatment.of("pseudonymized"));
        assertThat(RecordStatusCodec.decode(json.getBytes(StandardCharsets.UTF_8))
                        .treatment())
                .isEqualTo(Treatment.of("pseudonymized"));
        assertThat(LoggedRecordCodec.decode(json.getBytes(StandardCharsets.UTF_8))
                        .columns())
                .containsEntry("policy", "pseudonymized")
                .doesNotContainKeys("policy_version", "policy_hash");
    }

    @Test
    void bytesThatAreNotUtf8AreUnreadableAndTheCharacterThatStandsForThemIsNot() throws RecordFormatException {
        String json = new String(TokenizedRecordCodec.encode(TestRecords.TOKENIZED), StandardCharsets.UTF_8);
        byte[] written = json.replace("\"policy\":\"", "\"policy\":\"\uFFFD").getBytes(StandardCharsets.UTF_8);
        assertThat(TokenizedRecordCodec.decode(written).treatment().policy()).startsWith("\uFFFD");

        byte[] broken = TokenizedRecordCodec.encode(TestRecords.TOKENIZED);
        broken[json.indexOf("\"policy\":\"") + "\"policy\":\"".length()] = (byte) 0xC3;
        assertThatThrownBy(() -> TokenizedRecordCodec.decode(broken))
                .isInstanceOfSatisfying(
                        RecordFormatException.class,
                        fault -> assertThat(fault.reason()).isEqualTo(RejectReason.UNREADABLE_INPUT));
    }

    @Test
    void aWrongTypeIsUnreadable() {
        for (String bad : List.of("[]", "{}", "null", "{\"provenance\":3}", "{\"original\":{\"a\":1}}", "")) {
            assertThatThrownBy(() -> ClassifiedRecordCodec.decode(bad.getBytes(StandardCharsets.UTF_8)))
                    .as(bad)
                    .isInstanceOf(RecordFormatException.class)
                    .hasNoCause();
        }
    }

    @Test
    void aCategoryOfANewerVersionCountsAsUnknown() throws RecordFormatException {
        String json = new String(ClassifiedRecordCodec.encode(TestRecords.CLASSIFIED), StandardCharsets.UTF_8)
                .replace("{\"patient_name\":\"NAME\"}", "{\"patient_name\":\"NAME\",\"genome\":\"GENETIC\"}");

        ClassifiedRecord read = ClassifiedRecordCodec.decode(utf8(json));

        assertThat(read.categories())
                .containsExactly(Map.entry("patient_name", Category.NAME), Map.entry("genome", Category.UNKNOWN));
        assertThat(Category.UNKNOWN.mayBeKept()).isFalse();
    }

    @Test
    void labelsAndStatusesOfANewerVersionAreRead() throws RecordFormatException {
        String json = new String(ClassifiedRecordCodec.encode(TestRecords.CLASSIFIED), StandardCharsets.UTF_8)
                .replace("\"label\":\"abnormal\"", "\"label\":\"incidental\"")
                .replace("\"cardiomegaly\":\"positive\"", "\"cardiomegaly\":\"severe\"");

        Classification read = ClassifiedRecordCodec.decode(utf8(json)).classification();

        assertThat(read.label()).isEqualTo(Label.UNKNOWN);
        assertThat(read.evidence()).extracting(Evidence::label).containsExactly("incidental");
        assertThat(read.observations()).containsExactly(Map.entry("cardiomegaly", ObservationStatus.UNCERTAIN));
    }

    /** Views treat an event of a kind that they do not know like one that was tokenized. */
    @Test
    void anEventOfANewerKindRemovesNothing() throws RecordFormatException {
        byte[] newer = utf8(new String(TokenizedRecordCodec.encode(TestRecords.TOKENIZED), StandardCharsets.UTF_8)
                .replace("\"event\":\"TOKENIZED\"", "\"event\":\"AMENDED\""));

        assertThat(TokenizedRecordCodec.decode(newer).event()).isEqualTo(EventKind.OTHER);
        assertThat(RecordStatusCodec.decode(newer).removed()).isFalse();
        assertThat(LoggedRecordCodec.decode(newer).removed()).isFalse();
    }

    @Test
    void aMessageOfAnotherFormatIsCarriedBesideItsRecord() throws RecordFormatException {
        byte[] message = {'i', 'd', '=', (byte) 0xE9};
        MedicalRecord record = MedicalRecord.of(Map.of("record_id", new FieldValue(FieldValue.Type.STRING, "\u00e9")));
        ClassifiedRecord classified = new ClassifiedRecord(
                TestRecords.PROVENANCE,
                TestRecords.TREATMENT,
                "record_id",
                "\u00e9",
                Map.of(),
                TestRecords.CLASSIFICATION,
                OriginalMessage.of("lines", message, record));

        byte[] bytes = ClassifiedRecordCodec.encode(classified);

        ClassifiedRecord read = ClassifiedRecordCodec.decode(bytes);
        assertThat(read).isEqualTo(classified);
        assertThat(read.original().bytes()).isEqualTo(message);
        assertThat(read.original().record()).isEqualTo(record);
        assertThat(read.original().toString()).isEqualTo("OriginalMessage[lines]");
        String json = new String(bytes, StandardCharsets.UTF_8);
        assertThat(json).contains("\"format\":\"lines\"");
        for (String bad : List.of(
                json.replaceFirst(",\"record\":\".*\"}$", "}"),
                json.replaceFirst("\"original\":\"", "\"original\":\"?"))) {
            assertThat(bad).isNotEqualTo(json);
            assertThatThrownBy(() -> ClassifiedRecordCodec.decode(utf8(bad)))
                    .isInstanceOf(RecordFormatException.class)
                    .hasNoCause();
        }
    }

    @Test
    void noTypeThatHoldsPhiPrintsIt() {
        assertThat(TestRecords.CLASSIFIED.toString()).doesNotContain("R-1", "😀", "report");
        assertThat(new FieldValue(FieldValue.Type.STRING, "María").toString()).doesNotContain("María");
    }

    @Test
    void ordersTheSealsOfARecordByVersionThenByTheirKeys() {
        SealedRecord seal = TestRecords.SEALED;
        SealedRecord again = sealed(seal.provenance().version(), new byte[] {0, -1, 126});
        SealedRecord later = sealed(seal.provenance().version() + 4, new byte[] {0, 0, 0});
        assertThat(again.sealOrder()).isLessThan(seal.sealOrder()).hasSameSizeAs(seal.sealOrder());
        assertThat(later.sealOrder()).isGreaterThan(seal.sealOrder());
        assertThat(new String(SealedRecordCodec.encode(seal), StandardCharsets.UTF_8))
                .contains("\"seal_order\":\"" + seal.sealOrder() + "\"");
    }

    private static SealedRecord sealed(long version, byte[] wrappedKey) {
        Provenance at = TestRecords.SEALED.provenance();
        return new SealedRecord(
                "rec_1_A",
                null,
                1,
                Map.of(),
                TestRecords.TREATMENT,
                new Provenance(at.topic(), at.messageId(), at.publishedAt(), version),
                new byte[] {1},
                wrappedKey,
                77);
    }
}
