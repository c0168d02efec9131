package dev.sigilo.formats.hl7v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A coded fact outside of OBX, such as a diagnosis or an allergy. It becomes a coded observation, and a line of the
 * clinical history if it has a label: it was known before the report.
 *
 * @param segment the segment
 * @param code    the field with the code
 * @param text    the field with its text if the code has none, or 0
 * @param value   the field with a value, such as an allergy's reaction or a dose, or 0
 * @param unit    the field with the value's unit, or 0
 * @param flag    the field with a severity or a status, or 0
 * @param label   what the line begins with, or an empty text for no line
 */
record CodedFact(String segment, int code, int text, int value, int unit, int flag, String label) {
    private static final Map<String, List<CodedFact>> FACTS = Stream.of(
                    new CodedFact("AL1", 3, 0, 5, 0, 4, "Allergy"),
                    new CodedFact("IAM", 3, 0, 5, 0, 4, "Allergy"),
                    new CodedFact("DG1", 3, 4, 0, 0, 0, ""),
                    new CodedFact("FT1", 19, 0, 0, 0, 0, ""),
                    new CodedFact("FT1", 25, 0, 0, 0, 0, "Procedure"),
                    new CodedFact("GOL", 3, 0, 0, 0, 0, "Goal"),
                    new CodedFact("OBR", 31, 0, 0, 0, 0, ""),
                    new CodedFact("PDA", 1, 0, 0, 0, 0, "Cause of death"),
                    new CodedFact("PR1", 3, 4, 0, 0, 0, "Procedure"),
                    new CodedFact("PRB", 3, 0, 0, 0, 13, "Problem"),
                    new CodedFact("PV2", 3, 0, 0, 0, 0, ""),
                    new CodedFact("RF1", 10, 0, 0, 0, 0, ""),
                    new CodedFact("RXA", 5, 0, 6, 7, 0, "Administered"),
                    new CodedFact("RXC", 2, 0, 3, 4, 0, "Component"),
                    new CodedFact("RXD", 2, 0, 4, 5, 0, "Dispensed"),
                    new CodedFact("RXE", 2, 0, 3, 5, 0, "Prescribed"),
                    new CodedFact("RXG", 4, 0, 5, 7, 0, "Given"),
                    new CodedFact("RXO", 1, 0, 2, 4, 0, "Ordered"),
                    new CodedFact("RXR", 1, 0, 0, 0, 0, "Route"),
                    new CodedFact("SPM", 4, 0, 0, 0, 0, "Specimen"))
            .collect(Collectors.groupingBy(CodedFact::segment));
    /** RXA-6 of an unknown amount (HL7 v2.8.2 section 4A.4.7.6). */
    private static final String UNKNOWN_AMOUNT = "999";
    /** RXA-18: why the patient refused. */
    private static final int REFUSAL = 18;

    /** Reads the facts of a segment into the record, and returns their lines of the clinical history. */
    static List<String> read(Segment segment, RecordBuilder record) {
        List<CodedFact> facts = FACTS.get(segment.name());
        if (facts == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        facts.forEach(fact -> fact.read(segment, record, lines));
        return lines;
    }

    /**
     * Reads the names of facts that did not happen, such as the vaccines that were refused. They are no coded
     * observations.
     *
     * @param label what the lines begin with
     * @return their lines of the clinical history
     */
    static List<String> readNames(Segment segment, String label) {
        List<String> lines = new ArrayList<>();
        for (CodedFact fact : FACTS.getOrDefault(segment.name(), List.of())) {
            for (Repetition repetition : segment.values(fact.code)) {
                String name = name(repetition);
                String refusal = segment.name().equals("RXA") ? refusal(segment) : "";
                lines.add(label + ": " + (refusal.isEmpty() ? name : name + ", " + refusal));
            }
        }
        return lines;
    }

    private static String refusal(Segment segment) {
        StringJoiner refusal = new StringJoiner(", ");
        segment.values(REFUSAL).forEach(reason -> refusal.add(name(reason)));
        return refusal.toString();
    }

    /** Reads the text of a coded element, or its code. What is not read is counted. */
    private static String name(Repetition repetition) {
        for (int component : new int[] {2, 5, 9, 1, 4}) {
            if (!repetition.peek(component).isEmpty()) {
                return repetition.read(component);
            }
        }
        return "";
    }

    private void read(Segment source, RecordBuilder record, List<String> lines) {
        for (Repetition repetition : source.values(code)) {
            Coded coded = Coded.read(repetition);
            String display = coded.text().isEmpty() && text > 0 ? source.value(text, 1) : coded.text();
            String amount = amount(source);
            String measure = unit == 0 || amount.isEmpty() ? "" : Observations.unit(source, unit);
            String severity = flag == 0 ? "" : Observations.unit(source, flag);
            ObjectNode fact = record.addObservation();
            Observations.put(fact, "system", coded.system());
            Observations.put(fact, "code", coded.code());
            Observations.put(fact, "display", display);
            Observations.put(fact, "value", amount);
            Observations.put(fact, "unit", measure);
            Observations.put(fact, "flag", severity);
            if (!label.isEmpty()) {
                StringJoiner line = new StringJoiner(", ");
                line.add(label + ": " + (display.isEmpty() ? coded.code() : display));
                if (!amount.isEmpty()) {
                    line.add(measure.isEmpty() ? amount : amount + " " + measure);
                }
                if (!severity.isEmpty()) {
                    line.add(severity);
                }
                lines.add(line.toString());
            }
        }
    }

    private String amount(Segment source) {
        StringJoiner amount = new StringJoiner(", ");
        if (value > 0) {
            for (Repetition repetition : source.values(value)) {
                repetition.readAll();
                amount.add(ObservationValue.read(repetition, "ST").text());
            }
        }
        boolean unknown = segment.equals("RXA") && amount.toString().equals(UNKNOWN_AMOUNT);
        return unknown ? "" : amount.toString();
    }
}
