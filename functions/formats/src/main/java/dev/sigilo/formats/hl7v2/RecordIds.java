package dev.sigilo.formats.hl7v2;

import java.util.HashSet;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Makes the record ids of one message. A record id depends only on what identifies the report, appointment or visit, so
 * a correction has the same id, also in the same batch. A second record of the message with the same id gets a number; its part of the message has it in a
 * segment of our own, {@value #MARK}, so that reading the part gives the same id.
 */
final class RecordIds {
    /** The segment with the number of a record whose id would not be unique. */
    static final String MARK = "ZSG";

    private final Set<String> used = new HashSet<>();
    private String mark = "";

    /** Returns the id of a part's record. {@link #mark} gives the number that it needed. */
    String of(MessagePart part, String patientId) {
        String id = id(part, patientId);
        String given = part.value(MARK, 1, 1);
        mark = given.matches("[0-9]{1,6}") ? given : "";
        String unique = mark.isEmpty() ? id : id + "#" + mark;
        if (used.contains(unique)) {
            String set = part.value("OBR", 1, 1);
            int number = set.matches("[0-9]{1,4}") ? Integer.parseInt(set) : 2;
            while (used.contains(id + "#" + number)) {
                number++;
            }
            mark = String.valueOf(number);
            unique = id + "#" + mark;
        }
        used.add(unique);
        return unique;
    }

    /** Returns the number that the last id needed, or an empty text. */
    String mark() {
        return mark;
    }

    private static String id(MessagePart part, String patientId) {
        String facility = firstOf(part.value("MSH", 4, 1), part.value("MSH", 3, 1));
        String event = part.value("MSH", 9, 1) + "^" + part.value("MSH", 9, 2);
        String control = part.value("MSH", 10, 1);
        if (part.value("MSH", 9, 1).equals("MDM") && !part.value("TXA", 12, 1).isEmpty()) {
            return join(facility, "document", part.value("TXA", 12, 1));
        }
        boolean order = part.first("OBR") != null || part.first("ORC") != null;
        String code = firstOf(
                part.value("OBR", 4, 1),
                part.value("OBR", 4, 2),
                part.value("RXA", 5, 1),
                part.value("RXE", 2, 1),
                part.value("RXO", 1, 1),
                part.value("RXD", 2, 1));
        String filler = firstOf(part.value("OBR", 3, 1), part.value("ORC", 3, 1));
        String placer = firstOf(part.value("OBR", 2, 1), part.value("ORC", 2, 1));
        if (order && !filler.isEmpty()) {
            return join(facility, filler, code);
        }
        if (order && !placer.isEmpty()) {
            return join(facility, "placer", placer, code);
        }
        if (order || !code.isEmpty()) {
            return join(facility, "message", control, patientId, code, part.value("OBR", 1, 1));
        }
        String appointment = firstOf(part.value("SCH", 2, 1), part.value("SCH", 1, 1));
        if (!appointment.isEmpty()) {
            return join(facility, "appointment", appointment, patientId);
        }
        String visit = firstOf(part.value("PV1", 19, 1), part.value("PV1", 50, 1));
        boolean merge = part.first("MRG") != null;
        return visit.isEmpty() || merge
                ? join(facility, event, "message", control, patientId, part.value("MRG", 1, 1), visit)
                : join(facility, event, "visit", visit, patientId);
    }

    private static String firstOf(String... values) {
        for (String value : values) {
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    private static String join(String... parts) {
        StringJoiner id = new StringJoiner(":").add("hl7v2");
        for (String part : parts) {
            id.add(part.replace("%", "%25").replace(":", "%3A").replace("#", "%23"));
        }
        return id.toString();
    }
}
