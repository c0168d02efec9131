package dev.sigilo.cli;

import dev.sigilo.records.RecordCodec;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectedRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The rejected messages that {@code intake/rejected} still has. */
final class Rejects {
    private static final String ID = "msg_[0-9a-z]+(_[0-9n]+){2,4}";

    /** What a rejected message is called: its time and place in the intake topic, which several stages may have rejected. */
    static String id(RejectedRecord rejected) {
        return RejectedRecord.tokenOf(rejected.provenance());
    }

    /**
     * Checks what was given for an id.
     *
     * @throws CliException where it is none; it is not repeated
     */
    static void checkId(String id) {
        if (!id.matches(ID)) {
            throw new CliException("that is no id of a reject; it begins with msg_, as `sigilo rejects list` prints it");
        }
    }

    /** Shows every reject, oldest first; what a stage told twice is shown twice. */
    static void each(PulsarConnection pulsar, String topic, Consumer<RejectedRecord> look) {
        TopicScan.each(pulsar, topic, message -> {
            try {
                look.accept(RecordCodec.decodeRejected(message.getValue()));
            } catch (RecordFormatException e) {
                // Not one of Sigilo's, or of a newer version: nothing can be said of it.
                return;
            }
        });
    }

    /**
     * What the stages told of one message, each stage once.
     *
     * @throws CliException where the topic does not have it
     */
    static List<RejectedRecord> find(PulsarConnection pulsar, String topic, String id) {
        Map<String, RejectedRecord> byStage = new LinkedHashMap<>();
        each(pulsar, topic, rejected -> {
            if (id(rejected).equals(id)) {
                byStage.putIfAbsent(rejected.stage(), rejected);
            }
        });
        if (byStage.isEmpty()) {
            throw new CliException("there is no reject of this id; `sigilo rejects list` prints those that are there, for 30 days");
        }
        return List.copyOf(byStage.values());
    }

    private Rejects() {
    }
}
