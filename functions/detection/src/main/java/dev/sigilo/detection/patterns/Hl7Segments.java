package dev.sigilo.detection.patterns;

import dev.sigilo.identifiers.IdentifierType;
import java.util.HashMap;
import java.util.Map;

/** Reads values from the fields of HL7 version 2 segments. */
final class Hl7Segments {

    /** No relevant field has a higher number. */
    private static final int MOST_FIELDS = 64;

    private static final int MOST_COMPONENTS = 8;
    /**
     * The number of components of a person's name, and of a name with a number before it, that are parts of the name.
     */
    private static final int NAME_COMPONENTS = 4;

    private static final int NUMBERED_NAME_COMPONENTS = 5;
    /** From this component on, a telephone number is given in parts. */
    private static final int PHONE_PARTS = 5;

    private static final IdentifierType[] ADDRESS = {
        IdentifierType.STREET,
        IdentifierType.STREET,
        IdentifierType.TERRITORY,
        IdentifierType.TERRITORY,
        IdentifierType.ZIP
    };
    /**
     * The types of the fields of a segment: n name, s name of staff with number, i identifier of the patient, v of a
     * visit or order, d date, a address, p telephone, k social security number, u insurance, h hospital.
     */
    private static final Map<String, char[]> SEGMENTS = segments("""
            PID 2i 3i 4i 5n 6n 7d 9n 11a 13p 14p 18v 19k 20u 21i
            NK1 2n 4a 5p 6p 16d 30n 31p 32a 33i
            GT1 2u 3n 4n 5a 6p 7p 8d 12k 16n 17a 18p
            IN1 2u 5a 7p 8u 16n 18d 19a 36u 49u
            IN2 1u 2k 3n 6u 8u
            PV1 5v 7s 8s 9s 17s 19v 44d 45d 50v 52s
            PD1 3h 4s
            MRG 1i 2i 3v 4i 5v 7n
            OBR 2v 3v 6d 7d 8d 10s 14d 16s 17p 18v 19v 20v 22d 28s 32s 33s 34s 35s 36d
            ORC 2v 3v 4v 9d 10s 11s 12s 14p 15d 19s 21h 22a 23p 24a
            EVN 2d 3d 5s 6d
            MSH 4h 6h 7d 10v
            OBX 14d 16s 18v
            TXA 4d 5s 6d 7d 8d 9s 10s 11s 12v 13v 14v 15v 22s
            SCH 1v 2v 12s 16s 17p 20s
            STF 2i 3n 10p 11a
            ROL 4s
            DG1 5d 16s
            AL1 6d
            PR1 5d 8s 11s 12s
            AIP 3s 4s 6d
            ACC 1d
            RXE 15v
            ZPD 2i
            SPM 2v 17d 18d""");

    private final String text;
    private final RecordValues values;

    Hl7Segments(String text, RecordValues values) {
        this.text = text;
        this.values = values;
    }

    /** Reads the line if it is a segment; returns whether it is one. */
    boolean read(int lineStart, int to) {
        int from = lineStart;
        while (from < to && !Character.isLetterOrDigit(text.charAt(from))) {
            from++;
        }
        boolean form = from + 4 <= to && text.charAt(from + 3) == '|';
        char[] kinds = form ? SEGMENTS.get(text.substring(from, from + 3)) : null;
        if (kinds == null) {
            return false;
        }
        // The first field of MSH is the separator itself.
        int number = text.startsWith("MSH", from) ? 1 : 0;
        int start = from + 4;
        for (int i = start; i <= to && number < MOST_FIELDS; i++) {
            if (i == to || text.charAt(i) == '|') {
                number++;
                if (kinds[number] != 0 && i > start) {
                    field(kinds[number], start, i);
                }
                start = i + 1;
            }
        }
        return true;
    }

    private static Map<String, char[]> segments(String lines) {
        Map<String, char[]> segments = new HashMap<>();
        for (String line : lines.split("\n")) {
            String[] parts = line.strip().split(" ");
            char[] kinds = new char[MOST_FIELDS + 1];
            for (int k = 1; k < parts.length; k++) {
                int last = parts[k].length() - 1;
                kinds[Integer.parseInt(parts[k].substring(0, last))] = parts[k].charAt(last);
            }
            segments.put(parts[0], kinds);
        }
        return segments;
    }

    /** Reads the repetitions of a field. */
    private void field(char kind, int from, int to) {
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || text.charAt(i) == '~') {
                repetition(kind, start, i);
                start = i + 1;
            }
        }
    }

    private void repetition(char kind, int from, int to) {
        int[] starts = new int[MOST_COMPONENTS];
        int[] ends = new int[MOST_COMPONENTS];
        int count = 0;
        int start = from;
        for (int i = from; i <= to && count < MOST_COMPONENTS; i++) {
            if (i == to || text.charAt(i) == '^') {
                starts[count] = start;
                ends[count++] = i;
                start = i + 1;
            }
        }
        switch (kind) {
            case 'n' -> joined(IdentifierType.PATIENT_NAME, starts, ends, 0, Math.min(count, NAME_COMPONENTS));
            case 's' -> {
                boolean numbered = values.digits(starts[0], ends[0]) > 0 || ends[0] == starts[0];
                if (numbered) {
                    values.add(IdentifierType.ID_STAFF, starts[0], ends[0]);
                }
                int last = Math.min(count, NUMBERED_NAME_COMPONENTS);
                joined(IdentifierType.STAFF_NAME, starts, ends, numbered ? 1 : 0, last);
            }
            case 'i' -> values.add(IdentifierType.ID_PATIENT, starts[0], ends[0]);
            case 'v' -> values.add(IdentifierType.ID_CONTACT, starts[0], ends[0]);
            case 'u' -> values.add(IdentifierType.ID_INSURANCE, starts[0], ends[0]);
            case 'k' -> values.add(IdentifierType.SSN, starts[0], ends[0]);
            case 'd' -> values.add(IdentifierType.DATE, starts[0], ends[0]);
            case 'h' -> values.add(IdentifierType.HOSPITAL, starts[0], ends[0]);
            case 'p' -> {
                values.add(IdentifierType.PHONE, starts[0], ends[0]);
                for (int k = PHONE_PARTS; k < count; k++) {
                    values.add(IdentifierType.PHONE, starts[k], ends[k]);
                }
            }
            default -> {
                for (int k = 0; k < Math.min(count, ADDRESS.length); k++) {
                    values.add(ADDRESS[k], starts[k], ends[k]);
                }
            }
        }
    }

    /** Adds the components of a name as one value, from the first with a letter to the last. */
    private void joined(IdentifierType type, int[] starts, int[] ends, int first, int end) {
        int from = -1;
        int to = -1;
        for (int k = first; k < end; k++) {
            if (values.hasLetter(starts[k], ends[k])) {
                from = from < 0 ? starts[k] : from;
                to = ends[k];
            }
        }
        if (from >= 0) {
            values.add(type, from, to);
        }
    }
}
