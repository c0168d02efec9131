package dev.sigilo.records;

import java.util.Map;

/** Writes and reads a {@link Suppression} as JSON. Thread-safe. */
public final class SuppressionCodec {
    private SuppressionCodec() {}

    /** Returns a suppression decision as JSON. */
    public static byte[] encode(Suppression suppression) {
        return MessageJson.write(json -> {
            json.writeBooleanField("lifted", suppression.lifted());
            MessageJson.writeMap(json, "tokens", suppression.tokens());
        });
    }

    /**
     * Reads a suppression decision.
     *
     * @throws RecordFormatException {@link RejectReason#UNREADABLE_INPUT} if the bytes cannot be read or a field is
     *                               missing
     */
    public static Suppression decode(byte[] bytes) throws RecordFormatException {
        Decision decision = new Decision();
        MessageJson.read(bytes, (name, json) -> {
            switch (name) {
                case "lifted" -> decision.lifted = json.getBooleanValue();
                case "tokens" -> decision.tokens = MessageJson.readMap(json);
                default -> {
                    return false;
                }
            }
            return true;
        });
        MessageJson.require(decision.lifted, decision.tokens);
        return new Suppression(decision.lifted, decision.tokens);
    }

    private static final class Decision {
        private Boolean lifted;
        private Map<String, String> tokens;
    }
}
