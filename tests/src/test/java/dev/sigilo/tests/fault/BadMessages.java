package dev.sigilo.tests.fault;

import dev.sigilo.records.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A bad message of every kind that the intake rejects. */
public final class BadMessages {
    /** Marks the values: it must not occur in a reject. */
    public static final String MARKER = "Zzyzx-Marker";

    /** Returns a map of fault to message. */
    public static Map<String, byte[]> byName() {
        Map<String, byte[]> messages = new LinkedHashMap<>();
        messages.put("empty", new byte[0]);
        messages.put("blank", utf8(" \n\t "));
        messages.put("not UTF-8", new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'});
        messages.put("UTF-16", ("{\"record_id\":\"" + MARKER + "\"}").getBytes(StandardCharsets.UTF_16));
        messages.put("not JSON", utf8(MARKER));
        messages.put("cut short", utf8("{\"record_id\":\"" + MARKER + "\",\"report\":\"x"));
        messages.put("rubbish after", utf8("{\"record_id\":\"" + MARKER + "\"} " + MARKER));
        messages.put("two objects", utf8("{\"record_id\":\"" + MARKER + "\"}{\"record_id\":\"" + MARKER + "\"}"));
        messages.put("an array", utf8("[{\"record_id\":\"" + MARKER + "\"}]"));
        messages.put("a string", utf8("\"" + MARKER + "\""));
        messages.put("null", utf8("null"));
        messages.put(
                "a field twice",
                utf8("{\"record_id\":\"" + MARKER + "\",\"report\":\"1\",\"report\":\"" + MARKER + "\"}"));
        messages.put(
                "a field twice, once null",
                utf8("{\"record_id\":\"" + MARKER + "\",\"report\":null,\"report\":\"1\"}"));
        messages.put(
                "too deep",
                utf8("{\"record_id\":\"" + MARKER + "\",\"report\":" + "[".repeat(5000) + "]".repeat(5000) + "}"));
        messages.put("NaN", utf8("{\"record_id\":\"" + MARKER + "\",\"age\":NaN}"));
        messages.put("Infinity", utf8("{\"record_id\":\"" + MARKER + "\",\"age\":-Infinity}"));
        messages.put("a huge number", utf8("{\"record_id\":\"" + MARKER + "\",\"age\":" + "9".repeat(100_000) + "}"));
        messages.put("too many fields", utf8(manyFields()));
        messages.put(
                "too large", utf8("{\"record_id\":\"" + MARKER + "\",\"report\":\"" + "x".repeat(1_100_000) + "\"}"));
        messages.put("no identity", utf8("{}"));
        messages.put("no identity, blank", utf8("{\"record_id\":\"  \"}"));
        return messages;
    }

    /** Returns only the messages. */
    public static List<byte[]> all() {
        return new ArrayList<>(byName().values());
    }

    /** Returns the reasons for which at least one of these messages is rejected. */
    static List<RejectReason> reasons() {
        return List.of(
                RejectReason.EMPTY_MESSAGE,
                RejectReason.UNKNOWN_ENCODING,
                RejectReason.NOT_JSON,
                RejectReason.NOT_AN_OBJECT,
                RejectReason.DUPLICATE_FIELD,
                RejectReason.TOO_DEEP,
                RejectReason.TOO_MANY_FIELDS,
                RejectReason.TOO_LARGE,
                RejectReason.NO_IDENTITY);
    }

    private static String manyFields() {
        StringBuilder json = new StringBuilder("{\"record_id\":\"" + MARKER + "\"");
        for (int i = 0; i < 1200; i++) {
            json.append(",\"f").append(i).append("\":").append(i);
        }
        return json.append('}').toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private BadMessages() {}
}
