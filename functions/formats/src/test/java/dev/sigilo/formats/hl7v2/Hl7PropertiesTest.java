package dev.sigilo.formats.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.formats.Conversion;
import dev.sigilo.formats.SourceRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold for any message, shown with random ones. */
class Hl7PropertiesTest {
    private static final int MESSAGES = 3_000;

    @Test
    void everyValueIsInARecordOrItsPathIsCounted() {
        for (long seed = 0; seed < MESSAGES; seed++) {
            RandomMessages random = new RandomMessages(seed);
            String[] segments = random.message();
            Conversion conversion;
            try {
                conversion = Hl7.read(segments);
            } catch (RecordFormatException e) {
                assertThat(e.reason()).isEqualTo(RejectReason.NO_RECORD);
                continue;
            }
            Set<String> words = new HashSet<>();
            StringBuilder texts = new StringBuilder();
            for (SourceRecord record : conversion.records()) {
                texts.append(record.record().json());
                for (String word : record.record().json().split("[^A-Z0-9]+")) {
                    words.add(word);
                }
            }
            for (RandomMessages.Value value : random.values()) {
                boolean found = words.contains(value.word())
                        || texts.indexOf(value.word()) >= 0
                        || isCounted(value, conversion);
                assertThat(found)
                        .as("seed %d: %s-%d.%d", seed, value.segment(), value.field(), value.component())
                        .isTrue();
            }
        }
    }

    private static boolean isCounted(RandomMessages.Value value, Conversion conversion) {
        String field = value.segment() + "-" + value.field();
        Set<String> dropped = conversion.dropped().keySet();
        return dropped.contains(field)
                || dropped.contains(field + "." + value.component())
                || dropped.contains(value.segment())
                || value.segment().equals("XQX") && dropped.contains("(unknown)")
                || value.segment().equals("OBX")
                        && (dropped.contains("OBX[D]")
                                || field.equals("OBX-5") && dropped.toString().contains("OBX-5["))
                || DataTypes.isEnvelope(value.segment(), value.field())
                || DataTypes.of(value.segment(), value.field()).isQualifier(value.component());
    }

    @Test
    void thePartOfARecordIsAMessageThatGivesTheSameRecord() throws RecordFormatException {
        for (long seed = 0; seed < MESSAGES; seed++) {
            Conversion conversion;
            try {
                conversion = Hl7.read(new RandomMessages(seed).message());
            } catch (RecordFormatException e) {
                continue;
            }
            Set<String> ids = new HashSet<>();
            for (SourceRecord record : conversion.records()) {
                Conversion again = Hl7.READER.read(record.message());
                assertThat(again.records()).as("seed %d", seed).hasSize(1);
                assertThat(again.records().get(0).record().json())
                        .as("seed %d %s", seed, record.place())
                        .isEqualTo(record.record().json());
                assertThat(ids.add(record.record().text("record_id")))
                        .as("seed %d", seed)
                        .isTrue();
            }
        }
    }

    @Test
    void theSameBytesGiveTheSameRecords() throws RecordFormatException {
        for (long seed = 0; seed < 300; seed++) {
            byte[] message = Hl7.bytes(new RandomMessages(seed).message());
            assertThat(outcome(message)).as("seed %d", seed).isEqualTo(outcome(message));
        }
    }

    @Test
    void damagedMessagesGiveRecordsOrARejectAndNothingElse() {
        Random random = new Random(7);
        for (long seed = 0; seed < MESSAGES; seed++) {
            byte[] message = Hl7.bytes(new RandomMessages(seed).message());
            int changes = 1 + random.nextInt(30);
            for (int i = 0; i < changes; i++) {
                int at = random.nextInt(message.length);
                byte other = message[random.nextInt(message.length)];
                message[at] = random.nextInt(3) == 0 ? (byte) random.nextInt(256) : other;
            }
            assertThat(outcome(message)).isNotNull();
        }
    }

    private static String outcome(byte[] message) {
        try {
            StringBuilder outcome = new StringBuilder();
            Conversion conversion = Hl7.READER.read(message);
            for (SourceRecord record : conversion.records()) {
                outcome.append(record.place()).append(record.record().json());
                outcome.append(new String(record.message(), StandardCharsets.ISO_8859_1));
            }
            return outcome.append(conversion.rejects())
                    .append(conversion.dropped())
                    .toString();
        } catch (RecordFormatException e) {
            return e.reason() + " " + e.field();
        }
    }
}
