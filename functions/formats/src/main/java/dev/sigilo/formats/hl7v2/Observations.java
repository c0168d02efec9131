package dev.sigilo.formats.hl7v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigilo.records.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * Reads the observations, notes and coded facts of a part. The report has the findings, the impression, all texts
 * without a section and the results in words, in the order of the message. What was known or asked before (history,
 * allergies, earlier procedures, comparison, technique) is only in its own field, because the report's label must not
 * depend on it. Every result is a coded observation; measured values are only that. Not thread-safe.
 */
final class Observations {
    /** OBX-11 (HL7 table 0085): deleted, and reported for the wrong patient. */
    private static final Set<String> WITHDRAWN = Set.of("D", "W");
    /** A longer ST is text, not a result. */
    private static final int LONGEST_RESULT = 200;
    /** The sections that are part of the report too, so that it can be read as a whole. */
    private static final Set<String> IN_REPORT = Set.of(Fields.REPORT, Fields.FINDINGS, Fields.IMPRESSION);
    /** Segments about the patient and the visit. Their notes are no part of the report. */
    private static final Set<String> BACKGROUND = Set.of(
            "PID", "PD1", "NK1", "PV1", "PV2", "GT1", "IN1", "IN2", "ACC", "AL1", "IAM", "DG1", "PR1", "PRB", "GOL",
            "PDA");
    /** Neighbours of the same identifier are results if they are all shorter. */
    private static final int LONGEST_WORDS = 30;

    private static final class Block {
        private final String key;
        /** The field of the block's section, or null. */
        private final String section;
        /** The identifiers (OBX-3) that the label shows if there is one. */
        private final List<Repetition> labels = new ArrayList<>();

        private final List<String> lines = new ArrayList<>();

        Block(String key, String section) {
            this.key = key;
            this.section = section;
        }

        /** Reads the label: the text of OBX-3, or its code. */
        String label() {
            String label = "";
            for (Repetition id : labels) {
                for (int component : new int[] {2, 5, 1}) {
                    if (!id.peek(component).isEmpty()) {
                        label = id.read(component);
                        break;
                    }
                }
            }
            return label;
        }

        String text() {
            return String.join("\n", lines);
        }

        boolean isInReport() {
            return section == null || IN_REPORT.contains(section);
        }
    }

    /**
     * What the notes after a segment are about.
     *
     * @param index     the segment's position in the part
     * @param section   the field that the notes belong to, or null
     * @param measured  the identifier of a measured value, which the report shows only with its notes; or null
     * @param withdrawn whether the notes are about an observation that was withdrawn
     */
    private record Noted(int index, String section, Repetition measured, boolean withdrawn) {
        @Override
        public String toString() {
            return "Noted[" + index + "]";
        }
    }

    private final MessagePart part;
    private final Hl7Map map;
    private final RecordBuilder record;
    private final Withdrawals withdrawals;
    private final List<Block> blocks = new ArrayList<>();
    private final Set<String> statuses = new TreeSet<>();

    Observations(MessagePart part, Hl7Map map, Withdrawals withdrawals, RecordBuilder record) {
        this.part = part;
        this.map = map;
        this.withdrawals = withdrawals;
        this.record = record;
    }

    /** Reads them. */
    void read() {
        List<Segment> segments = part.segments();
        Noted noted = new Noted(0, null, null, false);
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            switch (segment.name()) {
                case "OBX" -> noted = observation(segment, i);
                case "NTE" -> note(segment, noted);
                // A participation is placed between an observation and its notes.
                case "PRT", "ROL" -> {}
                default -> noted = fact(segment, i);
            }
        }
        report();
    }

    private Noted fact(Segment segment, int index) {
        Withdrawals.Reason reason = withdrawals.get(segment);
        List<String> lines;
        if (reason == null) {
            lines = CodedFact.read(segment, record);
        } else if (reason.label().isEmpty()) {
            if (!reason.code().isEmpty()) {
                record.drop(segment.name() + "[" + reason.code() + "]");
                readAll(segment);
            }
            return new Noted(index, null, null, true);
        } else {
            lines = CodedFact.readNames(segment, reason.label());
        }
        lines.forEach(line -> record.addText(Fields.CLINICAL_HISTORY, line));
        boolean background = reason != null || BACKGROUND.contains(segment.name());
        return new Noted(index, background ? Fields.CLINICAL_HISTORY : null, null, false);
    }

    private Noted observation(Segment segment, int index) {
        String status = segment.value(11, 1);
        if (WITHDRAWN.contains(status)) {
            record.drop("OBX[" + status + "]");
            readAll(segment);
            return new Noted(index, null, null, true);
        }
        String type = ObservationValue.type(segment);
        segment.readField(2);
        segment.readField(4);
        segment.readField(11);
        statuses.add(status);
        if (ObservationValue.isWithheld(type)) {
            if (!segment.isEmpty(5)) {
                record.drop("OBX-5[" + type + "]");
                segment.readField(5);
            }
            return new Noted(index, null, null, false);
        }
        PathReader section = map.observation(identifiers(segment));
        if (section != null && section.target() != Target.TEXT) {
            segment.readField(3);
            segment.values(5).forEach(value -> section.read(value, record));
            return new Noted(index, null, null, false);
        }
        String field = section == null ? null : section.field();
        boolean narrative = ObservationValue.isNarrative(type)
                || (type.isEmpty() || type.equals("ST"))
                        && (field != null
                                || isContinued(part.segments(), index)
                                || segment.raw(5).length() > LONGEST_RESULT);
        boolean measured = false;
        if (narrative) {
            narrative(segment, field);
        } else {
            measured = results(segment, type, field);
        }
        return new Noted(
                index,
                field,
                measured && !segment.values(3).isEmpty() ? segment.values(3).get(0) : null,
                false);
    }

    private static void readAll(Segment segment) {
        for (int field = 1; field <= 99; field++) {
            if (!segment.isEmpty(field)) {
                segment.readField(field);
            }
        }
    }

    /** Returns whether this one and the one before or after it are lines of one text, of which one is long. */
    private static boolean isContinued(List<Segment> segments, int index) {
        String id = segments.get(index).raw(3);
        for (int other : new int[] {index - 1, index + 1}) {
            boolean same = other >= 0
                    && other < segments.size()
                    && segments.get(other).name().equals("OBX")
                    && segments.get(other).raw(3).equals(id)
                    && segments.get(other).value(2, 1).equals("ST")
                    && Math.max(
                                    segments.get(other).raw(5).length(),
                                    segments.get(index).raw(5).length())
                            > LONGEST_WORDS;
            if (same) {
                return true;
            }
        }
        return false;
    }

    /** Returns the codes and texts of OBX-3 that a map can name. */
    private static List<String> identifiers(Segment segment) {
        List<String> identifiers = new ArrayList<>();
        for (Repetition id : segment.values(3)) {
            for (int component : new int[] {1, 2, 4, 5}) {
                identifiers.add(id.peek(component));
                if (component == 1) {
                    // Older systems write 71020&IMP for the impression of procedure 71020.
                    segment.subcomponents(id.components().get(0))
                            .forEach(suffix -> identifiers.add(segment.text(suffix)));
                }
            }
        }
        identifiers.removeIf(String::isEmpty);
        return identifiers;
    }

    private void narrative(Segment segment, String section) {
        char repetition = segment.delimiters().repetition();
        String text = segment.isEmpty(5) ? "" : segment.lines(segment.raw(5).replace(repetition, '\n'));
        if (text.isBlank()) {
            return;
        }
        segment.readField(5);
        List<Repetition> ids = segment.values(3);
        Block block = block("OBX " + segment.raw(3), section, text.stripTrailing());
        if (!ids.isEmpty()) {
            block.labels.add(ids.get(0));
        }
    }

    /** Reads the results of an observation; returns whether the report does not show them, because they were measured. */
    private boolean results(Segment segment, String type, String section) {
        boolean measured = false;
        for (Repetition repetition : segment.values(5)) {
            if (ObservationValue.readIdentifier(repetition, type, record)) {
                continue;
            }
            ObservationValue value = ObservationValue.read(repetition, type);
            String line = result(segment, value);
            if (section == null && value.isMeasured(type)) {
                measured = true;
            } else if (!value.text().isEmpty()) {
                block("", section, line);
            }
        }
        if (segment.values(5).isEmpty() && !segment.values(3).isEmpty()) {
            result(segment, new ObservationValue("", "", ""));
        }
        return measured;
    }

    /** Reads a result into a coded observation; returns its line. */
    private String result(Segment segment, ObservationValue value) {
        List<Repetition> ids = segment.values(3);
        Coded id = ids.isEmpty() ? new Coded("", "", "") : Coded.read(ids.get(0));
        ObjectNode observation = record.addObservation();
        String unit = unit(segment, 6);
        String flag = flags(segment);
        put(observation, "system", id.system());
        put(observation, "code", id.code());
        put(observation, "display", id.text());
        put(observation, "value", value.text());
        put(observation, "value_system", value.system());
        put(observation, "value_code", value.code());
        put(observation, "unit", unit);
        put(observation, "flag", flag);
        put(observation, "status", segment.value(11, 1));
        put(observation, "range", range(segment));
        String shown = flag.isEmpty() || flag.equals("N") ? "" : " (" + flag + ")";
        String label = id.display().isEmpty() ? "" : id.display() + ": ";
        return label + value.text() + (unit.isEmpty() ? "" : " " + unit) + shown;
    }

    static void put(ObjectNode observation, String name, String value) {
        if (!value.isEmpty()) {
            observation.put(name, value);
        }
    }

    /** Reads a unit: its code, or its text if there is no code or only a number. */
    static String unit(Segment segment, int field) {
        for (Repetition unit : segment.values(field)) {
            String code = unit.read(1);
            boolean number = code.chars().allMatch(Character::isDigit);
            return number && !unit.peek(2).isEmpty() ? unit.read(2) : code;
        }
        return "";
    }

    private static String range(Segment segment) {
        StringJoiner range = new StringJoiner(", ");
        segment.values(7)
                .forEach(part -> range.add(ObservationValue.read(part, "ST").text()));
        return range.toString();
    }

    private static String flags(Segment segment) {
        StringJoiner flags = new StringJoiner(",");
        for (Repetition flag : segment.values(8)) {
            flags.add(flag.read(1));
        }
        return flags.toString();
    }

    private void note(Segment segment, Noted noted) {
        if (noted.withdrawn() || segment.isEmpty(3)) {
            return;
        }
        char repetition = segment.delimiters().repetition();
        String text = segment.lines(segment.raw(3).replace(repetition, '\n'));
        segment.readField(3);
        Block block = block("NTE " + noted.index(), noted.section(), text.stripTrailing());
        if (noted.measured() != null) {
            block.labels.add(noted.measured());
        }
    }

    private Block block(String key, String section, String line) {
        Block last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
        if (last == null || key.isEmpty() || !last.key.equals(key)) {
            last = new Block(key, section);
            blocks.add(last);
        }
        last.lines.add(line);
        return last;
    }

    private void report() {
        StringJoiner report = new StringJoiner("\n");
        long shown = blocks.stream().filter(Block::isInReport).count();
        for (Block block : blocks) {
            String text = block.text();
            if (block.section != null && !block.section.equals(Fields.REPORT)) {
                record.addText(block.section, text);
            }
            if (block.isInReport()) {
                String label = shown > 1 || block.key.startsWith("NTE ") ? block.label() : "";
                String separator = text.indexOf('\n') < 0 ? ": " : ":\n";
                report.add(label.isEmpty() ? text : label + separator + text);
            }
        }
        record.addText(Fields.REPORT, report.toString());
    }

    /** Returns the status of the report that the observations' statuses (OBX-11) add up to, or an empty text. */
    String status() {
        statuses.removeIf(status -> !status.matches("[A-Za-z]{1,16}"));
        if (statuses.contains("C")) {
            return "C";
        }
        return statuses.size() == 1 ? statuses.iterator().next() : "";
    }
}
