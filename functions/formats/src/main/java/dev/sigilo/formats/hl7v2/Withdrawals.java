package dev.sigilo.formats.hl7v2;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The segments of a part that state no fact: a vaccine that was refused, an order that was cancelled, an allergy,
 * diagnosis, procedure or problem that was deleted or ruled out (HL7 v2.8.2 chapters 3, 4, 4A, 6 and 12). Contains PHI.
 */
final class Withdrawals {
    /**
     * Why a segment states no fact.
     *
     * @param code  the standard's code, or one of this class, never text of the message; an empty text for a segment that
     *              only adds to one that states no fact
     * @param label what a line of the clinical history begins with, or an empty text if the segment is left out
     */
    record Reason(String code, String label) {
        private static final Reason OF_WITHDRAWN = new Reason("", "");

        private static Reason leftOut(String code) {
            return new Reason(code, "");
        }
    }

    /** ORC-5 (HL7 table 0038) for the codes of ORC-1 (HL7 table 0119) that end, hold or replace an order. */
    private static final Map<String, String> STATUSES = Map.ofEntries(
            Map.entry("CA", "CA"),
            Map.entry("OC", "CA"),
            Map.entry("CR", "CA"),
            Map.entry("DC", "DC"),
            Map.entry("OD", "DC"),
            Map.entry("DR", "DC"),
            Map.entry("HD", "HD"),
            Map.entry("OH", "HD"),
            Map.entry("HR", "HD"),
            Map.entry("RP", "RP"),
            Map.entry("RQ", "RP"),
            Map.entry("RU", "RP"),
            Map.entry("UA", "ER"),
            Map.entry("DE", "ER"));

    private static final Map<String, Reason> ORDERS = Map.of(
            "CA", new Reason("CA", "Cancelled"),
            "DC", new Reason("DC", "Discontinued"),
            "HD", new Reason("HD", "On hold"),
            "RP", new Reason("RP", "Replaced"),
            "ER", Reason.leftOut("ER"));
    /** RXA-20 (HL7 table 0322) of vaccines and drugs that were not given. */
    private static final Set<String> NOT_GIVEN = Set.of("RE", "NA");
    /** The code of the vaccine (CVX) for "no vaccine administered". */
    private static final String NO_VACCINE = "998";
    /** PRB-1 (HL7 table 0287): delete. Some systems write DC. */
    private static final Set<String> PROBLEM_DELETED = Set.of("DE", "DC");
    /** The words of PRB-13 and PRB-14 for a problem that the patient does not have. The tables are the users'. */
    private static final Pattern RULED_OUT = Pattern.compile(
            "\\bro\\b|\\br/o\\b|rule[ds]?[ _-]?out|refuted|negat|excluded|entered[ _-]in[ _-]error|erroneous"
                    + "|known absent|not present|descartad|410516002|410594000|723511001");

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}");

    private final Map<Segment, Reason> reasons = new HashMap<>();
    /** Why the last order is not to be carried out, or null. */
    private Reason order;
    /** Why the last drug was not ordered or given, or null. */
    private Reason drug;

    private Withdrawals() {}

    /** Finds the segments of a part that state no fact. */
    static Withdrawals of(MessagePart part) {
        Withdrawals found = new Withdrawals();
        for (Segment segment : part.segments()) {
            Reason reason = found.reason(segment);
            if (reason != null) {
                found.reasons.put(segment, reason);
            }
        }
        return found;
    }

    /** Returns why a segment states no fact, or null if it states one. */
    Reason get(Segment segment) {
        return reasons.get(segment);
    }

    /** Returns ORC-5 for an order that ORC-1 ends, holds or replaces, or an empty text. */
    static String orderStatus(Segment order) {
        return STATUSES.getOrDefault(code(order, 1), "");
    }

    private Reason reason(Segment segment) {
        switch (segment.name()) {
            case "ORC":
                Reason status = ORDERS.get(code(segment, 5));
                order = status == null ? ORDERS.get(orderStatus(segment)) : status;
                drug = order;
                return null;
            case "RXO", "RXE":
                drug = order;
                return drug;
            case "RXD", "RXG":
                drug = null;
                return null;
            case "RXA":
                drug = administration(segment);
                return drug;
            case "RXR", "RXC", "TQ1":
                // The route, a component or the timing of a drug.
                return drug == null ? null : Reason.OF_WITHDRAWN;
            case "IAM":
                return code(segment, 17).equals("E") ? Reason.leftOut("E") : deleted(segment, 6);
            case "DG1":
                return deleted(segment, 21);
            case "PR1":
                return deleted(segment, 20);
            case "GOL":
                return PROBLEM_DELETED.contains(code(segment, 1)) ? Reason.leftOut(code(segment, 1)) : null;
            case "PRB":
                return problem(segment);
            default:
                return null;
        }
    }

    /** Table 0206 and 0323: D is deleted. X is unchanged, so the fact holds. */
    private static Reason deleted(Segment segment, int field) {
        return code(segment, field).equals("D") ? Reason.leftOut("D") : null;
    }

    private Reason administration(Segment segment) {
        if (code(segment, 21).equals("D")) {
            return Reason.leftOut("D");
        }
        String completion = code(segment, 20);
        if (segment.value(5, 1).equals(NO_VACCINE) || segment.value(5, 4).equals(NO_VACCINE)) {
            return Reason.leftOut("NA");
        }
        if (NOT_GIVEN.contains(completion)) {
            return new Reason(completion, "Not administered");
        }
        boolean silent = completion.isEmpty();
        if (silent && !segment.isEmpty(18)) {
            return new Reason("RE", "Not administered");
        }
        return silent && order != null && order.code().equals("CA") ? order : null;
    }

    private static Reason problem(Segment segment) {
        String action = code(segment, 1);
        if (PROBLEM_DELETED.contains(action)) {
            return Reason.leftOut(action);
        }
        return isRuledOut(segment, 13) || isRuledOut(segment, 14) ? Reason.leftOut("RO") : null;
    }

    private static boolean isRuledOut(Segment segment, int field) {
        for (Repetition status : segment.values(field)) {
            for (int component : new int[] {1, 2, 4, 5, 9}) {
                String plain = ACCENTS.matcher(Normalizer.normalize(status.peek(component), Normalizer.Form.NFD))
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT);
                if (RULED_OUT.matcher(plain).find()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String code(Segment segment, int field) {
        return segment.value(field, 1).toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Withdrawals[" + reasons.size() + "]";
    }
}
