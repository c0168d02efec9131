package dev.sigilo.tests.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.classify.domain.Classifier;
import dev.sigilo.classify.domain.FieldCategories;
import dev.sigilo.classify.domain.Intake;
import dev.sigilo.classify.domain.IntakeLimits;
import dev.sigilo.classify.domain.ModelCatalogue;
import dev.sigilo.classify.infrastructure.pulsar.ClassifyFunction;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.ClassifiedRecordCodec;
import dev.sigilo.records.Fields;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.OriginalEnvelope;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.ReceivedRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.SealedRecord;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.TokenizedRecordCodec;
import dev.sigilo.tests.fault.Chain;
import dev.sigilo.tokenize.domain.RecordFacts;
import dev.sigilo.tokenize.domain.Sealing;
import dev.sigilo.tokenize.domain.Tokenizer;
import dev.sigilo.tokenize.domain.text.Scrubber;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.pulsar.functions.api.Context;
import org.junit.jupiter.api.Test;

/** A format is one class: no stage after the intake knows it, and the vault keeps the message as it came. */
class SecondFormatTest {
    private static final byte[] MESSAGE = """
            record_id=R-77
            patient_id=P-1
            patient_name=Íñigo Zabriskie
            modality=DX
            body_part=CHEST
            report=Íñigo Zabriskie: no pleural effusion.
            """.strip().getBytes(StandardCharsets.ISO_8859_1);

    private final TokenKeys tokenKeys = TokenKeys.of(Keyset.generate(Keyset.Purpose.TOKEN));
    private final Sealer sealer = Sealer.of(Keyset.generate(Keyset.Purpose.SEALING));
    private final Intake intake = new Intake(IntakeLimits.DEFAULT, new KeyValueFormat());

    @Test
    void aRecordOfAnotherFormatIsDeidentifiedAndItsOriginalBytesAreSealed() throws Exception {
        Policy policy = Policy.load(Chain.policy("pseudonymized"), "pseudonymized.yaml");
        ClassifiedRecord classified = ClassifiedRecordCodec.decode(ClassifiedRecordCodec.encode(classified(policy)));
        RecordFacts facts = RecordFacts.of(classified, policy);

        TokenizedRecord event = new Tokenizer(policy, tokenKeys, Scrubber.standard()).tokenize(facts);
        SealedRecord sealed = new Sealing(policy, tokenKeys, sealer).seal(facts);

        assertThat(event.fields().get(Fields.REPORT)).contains("no pleural effusion");
        assertThat(new String(TokenizedRecordCodec.encode(event), StandardCharsets.UTF_8))
                .doesNotContain("Zabriskie", "R-77", "P-1");
        assertThat(event.classification().label().text()).isEqualTo("no_finding");
        assertThat(sealed.recordToken()).isEqualTo(event.recordToken());
        OriginalEnvelope original =
                OriginalEnvelope.open(sealer.open(sealed.sealed(), sealed.wrappedKey(), sealed.recordToken()));
        assertThat(original.format()).isEqualTo("key-value");
        assertThat(original.message()).isEqualTo(MESSAGE);
    }

    @Test
    void theIntakeChecksEveryFormatAlike() {
        assertThatThrownBy(() -> intake.receive("normal=perhaps".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        RecordFormatException.class,
                        fault -> assertThat(fault.reason()).isEqualTo(RejectReason.WRONG_TYPE));
        assertThatThrownBy(() -> intake.receive("no record".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        RecordFormatException.class,
                        fault -> assertThat(fault.reason()).isEqualTo(RejectReason.UNREADABLE_INPUT));
    }

    @Test
    void classifyDoesNotStartWithAFormatThatItDoesNotKnow() {
        Context context = (Context) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Context.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getUserConfigValue" -> Optional.ofNullable("format".equals(arguments[0]) ? "fax" : null);
                    case "getFunctionName" -> "classify";
                    default -> null;
                });

        assertThatThrownBy(() -> new ClassifyFunction().initialize(context))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("userConfig.format must be one of json");
    }

    private ClassifiedRecord classified(Policy policy) throws Exception {
        Classifier classifier = new Classifier(
                ModelCatalogue.load(Files.readString(Chain.config().resolve("models.yaml")), "models.yaml"),
                FieldCategories.NONE);
        ReceivedRecord received = intake.receive(MESSAGE);
        MedicalRecord record = received.record();
        return new ClassifiedRecord(
                new Provenance("raw", "1:2:-1:-1", 1_763_970_000_000L, 4_000_000_000L),
                policy.treatment(null),
                Fields.RECORD_ID,
                record.text(Fields.RECORD_ID),
                classifier.categories(record),
                classifier.classify(record),
                received.original());
    }
}
