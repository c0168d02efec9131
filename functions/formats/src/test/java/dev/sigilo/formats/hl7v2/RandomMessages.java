package dev.sigilo.formats.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Random messages. Every value is a word that no other value contains. */
final class RandomMessages {
    /** One value of a message, by its place. */
    record Value(String segment, int field, int component, String word) {}

    private static final List<String> SEGMENTS = List.of(
            "EVN", "PID", "PD1", "NK1", "PV1", "PV2", "MRG", "AL1", "DG1", "PR1", "GT1", "IN1", "IN2", "ORC", "OBR",
            "NTE", "OBX", "OBX", "OBX", "SPM", "TXA", "RXA", "RXE", "RXR", "FT1", "SCH", "AIP", "PRB", "ROL", "PRT",
            "TQ1", "ZZZ", "XQX", "UB2", "ACC", "SAC", "IPC");
    private static final List<String> TYPES = List.of(
            "ORU^R01", "MDM^T02", "ADT^A01", "ADT^A40", "ORM^O01", "OUL^R22", "VXU^V04", "SIU^S12", "RAS^O17", "XYZ");
    private static final List<String> VALUE_TYPES = List.of(
            "TX", "FT", "ST", "NM", "CE", "CWE", "SN", "DT", "TS", "XPN", "XCN", "CX", "XAD", "XTN", "HD", "ED", "RP",
            "XX", "");

    private final Random random;
    private final List<Value> values = new ArrayList<>();
    private int words;

    RandomMessages(long seed) {
        random = new Random(seed);
    }

    /** Returns the values of the last message. */
    List<Value> values() {
        return values;
    }

    /** Returns the segments of a message. */
    String[] message() {
        values.clear();
        List<String> segments = new ArrayList<>();
        segments.add("MSH|^~\\&|APP|HOSP|||20240101||" + pick(TYPES) + "|" + random.nextInt(1000) + "|P|2.5");
        if (random.nextInt(10) > 0) {
            segments.add(segment("PID"));
        }
        int count = random.nextInt(14);
        for (int i = 0; i < count; i++) {
            segments.add(segment(pick(SEGMENTS)));
        }
        return segments.toArray(String[]::new);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String segment(String name) {
        StringBuilder segment = new StringBuilder(name);
        int fields = 1 + random.nextInt(random.nextInt(4) == 0 ? 60 : 25);
        for (int field = 1; field <= fields; field++) {
            segment.append('|');
            if (name.equals("OBX") && field == 2) {
                segment.append(pick(VALUE_TYPES));
            } else if (name.equals("OBX") && field == 11) {
                segment.append(pick(List.of("F", "F", "C", "P", "D", "X", "")));
            } else if (random.nextInt(3) > 0) {
                field(segment, name, field);
            }
        }
        return segment.toString();
    }

    private void field(StringBuilder segment, String name, int field) {
        int repetitions = random.nextInt(5) == 0 ? 1 + random.nextInt(3) : 1;
        for (int r = 0; r < repetitions; r++) {
            segment.append(r == 0 ? "" : "~");
            int components = random.nextBoolean() ? 1 : 1 + random.nextInt(8);
            for (int c = 1; c <= components; c++) {
                segment.append(c == 1 ? "" : "^");
                if (random.nextInt(4) > 0) {
                    String word = "Q" + Integer.toString(words++, 36).toUpperCase(Locale.ROOT) + "Z";
                    values.add(new Value(name, field, c, word));
                    segment.append(word);
                }
            }
        }
    }
}
