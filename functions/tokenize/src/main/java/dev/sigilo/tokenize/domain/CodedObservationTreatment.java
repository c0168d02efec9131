package dev.sigilo.tokenize.domain;

import dev.sigilo.policy.Action;
import dev.sigilo.policy.FieldRule;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.Category;
import dev.sigilo.records.Fields;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.text.AgeReader;
import dev.sigilo.text.Ages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Treats the coded observations of one record. Codes of public systems, measured values, units, flags, statuses and
 * ranges stay if they have the strict form of their kind; everything else is scrubbed as text. Not thread-safe.
 */
final class CodedObservationTreatment {
    /** Numbers with as many digits are measured values only with a unit that has a name; otherwise they may be somebody's number. */
    private static final int LONG_NUMBER = 8;
    /** Shorter numbers are no identifiers without a label. */
    private static final int SHORTEST_IDENTIFIER = 5;
    /** Up to as many digits, a number is a measured value if a public code says what it measures. */
    private static final int LONGEST_CODED_NUMBER = 6;

    /** LOINC: birth date, date of birth of the mother and the like are read as birth dates. */
    private static final Set<String> BIRTH_DATE_CODES = Set.of("21112-8", "18185-9");
    /** LOINC: age, reported, estimated, calculated, at the time of a study. */
    private static final Set<String> AGE_CODES =
            Set.of("30525-0", "21612-7", "21611-9", "29553-5", "30972-4", "35659-2", "63900-5", "39016-1");

    private static final Set<String> AGE_WORDS = Set.of("age", "aged", "edad");

    private final Policy policy;
    private final FieldTreatment fieldTreatment;
    private final RecordFacts facts;
    private final int epoch;
    private final TextScrubber.Session session;
    private final Set<String> ownNumbers;
    private final Map<String, Integer> counts;

    /**
     * @param ownNumbers the record's own identifiers, as {@link #compact} writes them; none of them passes as a code
     * @param counts     counts the identifiers that are taken out of texts, by category
     */
    CodedObservationTreatment(
            Policy policy,
            FieldTreatment fieldTreatment,
            RecordFacts facts,
            int epoch,
            TextScrubber.Session session,
            Set<String> ownNumbers,
            Map<String, Integer> counts) {
        this.policy = policy;
        this.fieldTreatment = fieldTreatment;
        this.facts = facts;
        this.epoch = epoch;
        this.session = session;
        this.ownNumbers = ownNumbers;
        this.counts = counts;
    }

    /** Returns the parts of an observation after treatment. */
    Map<String, String> treat(Map<String, String> parts) {
        Map<String, String> treated = new LinkedHashMap<>();
        putCode(parts, CodedObservations.SYSTEM, CodedObservations.CODE, treated);
        putCode(parts, CodedObservations.VALUE_SYSTEM, CodedObservations.VALUE_CODE, treated);
        String display = parts.get(CodedObservations.DISPLAY);
        if (display != null) {
            treated.put(CodedObservations.DISPLAY, scrubbed(display));
        }
        if (parts.containsKey(CodedObservations.VALUE)) {
            treated.put(CodedObservations.VALUE, value(parts));
        }
        put(parts, CodedObservations.UNIT, MeasuredValues::isUnit, treated);
        put(parts, CodedObservations.FLAG, MeasuredValues::isFlag, treated);
        put(parts, CodedObservations.STATUS, KeptValues::isReportStatus, treated);
        put(parts, CodedObservations.RANGE, MeasuredValues::isRange, treated);
        return treated;
    }

    private void putCode(Map<String, String> parts, String systemPart, String codePart, Map<String, String> treated) {
        String system = parts.get(systemPart);
        String code = parts.get(codePart);
        if (system == null || code == null || !PublicCodes.isSystem(system)) {
            return;
        }
        treated.put(systemPart, system);
        if (PublicCodes.isCode(system, code) && !ownNumbers.contains(compact(code))) {
            treated.put(codePart, code);
        }
    }

    private void put(
            Map<String, String> parts, String part, Predicate<String> strictForm, Map<String, String> treated) {
        String text = parts.get(part);
        if (text != null) {
            treated.put(part, strictForm.test(text) ? text : scrubbed(text));
        }
    }

    private String value(Map<String, String> parts) {
        String value = parts.get(CodedObservations.VALUE);
        String unit = parts.getOrDefault(CodedObservations.UNIT, "");
        if (MeasuredValues.isNumber(value)) {
            int digits = MeasuredValues.digits(value);
            if (digits >= SHORTEST_IDENTIFIER && ownNumbers.contains(compact(value))) {
                return RecordContext.redacted(Category.OTHER_ID);
            }
            if (isAge(parts, unit)) {
                return age(value, unit);
            }
            if (digits < SHORTEST_IDENTIFIER || MeasuredValues.isNamedUnit(unit)) {
                return value;
            }
            if (digits < LONG_NUMBER || hasFraction(value)) {
                return digits <= LONGEST_CODED_NUMBER && hasPublicCode(parts) ? value : inLine(parts);
            }
        }
        if (unit.isEmpty() && isDate(value)) {
            return date(parts, value);
        }
        return MeasuredValues.isNumber(value) ? RecordContext.redacted(Category.OTHER_ID) : inLine(parts);
    }

    private static boolean hasFraction(String value) {
        int point = value.indexOf('.');
        return point > 0 && point <= SHORTEST_IDENTIFIER;
    }

    private static boolean hasPublicCode(Map<String, String> parts) {
        return PublicCodes.isCode(parts.get(CodedObservations.SYSTEM), parts.getOrDefault(CodedObservations.CODE, ""));
    }

    private static boolean isAge(Map<String, String> parts, String unit) {
        String display = parts.get(CodedObservations.DISPLAY);
        return MeasuredValues.isYears(unit)
                || AGE_CODES.contains(parts.getOrDefault(CodedObservations.CODE, ""))
                || display != null && namesAge(display);
    }

    private static boolean namesAge(String display) {
        int from = 0;
        for (int i = 0; i <= display.length(); i++) {
            if (i == display.length() || !Character.isLetter(display.charAt(i))) {
                // Compared only if its length is right, because displays are many.
                if (i - from >= 3
                        && i - from <= 4
                        && AGE_WORDS.contains(display.substring(from, i).toLowerCase(Locale.ROOT))) {
                    return true;
                }
                from = i + 1;
            }
        }
        return false;
    }

    /** Returns whether this has the form of a date in ISO 8601, HL7 v2 or DICOM, with or without a time. */
    private static boolean isDate(String value) {
        FormCursor cursor = new FormCursor(value);
        if (!cursor.skip("12") || !cursor.skip("8901") || !cursor.skipDigits(2, 2)) {
            return false;
        }
        if (cursor.skip("-")) {
            if (!cursor.skipDigits(2, 2) || cursor.skip("-") && !cursor.skipDigits(2, 2)) {
                return false;
            }
            return cursor.isAtEnd() || cursor.skip("T ") && cursor.skip("0123456789:.,+Z -", 2, 24) && cursor.isAtEnd();
        }
        if (!cursor.skipDigits(4, 10)) {
            return false;
        }
        if (cursor.skip(".")) {
            cursor.skipDigits(1, 6);
        }
        return cursor.isAtEnd() || cursor.skip("+-") && cursor.skipDigits(4, 4) && cursor.isAtEnd();
    }

    /** Returns an age, with 90 and over as the policy treats ages in texts. Younger ages do not change. */
    private String age(String value, String unit) {
        Action action = policy.textRule("AGE", Category.AGE).action();
        String years =
                MeasuredValues.isYears(unit) || unit.isEmpty() ? value : value + " " + unit.toLowerCase(Locale.ROOT);
        double age = AgeReader.years(years);
        if (action == Action.KEEP || age != AgeReader.NONE && age < Ages.OLDEST_YEARS) {
            return value;
        }
        // A number that is no age with this unit, such as a percentage, is judged by its digits only.
        if (age == AgeReader.NONE && MeasuredValues.digits(value) < SHORTEST_IDENTIFIER && !unit.isEmpty()) {
            return value;
        }
        return action == Action.CAP_AGE && age != AgeReader.NONE ? Ages.OLDEST : RecordContext.redacted(Category.AGE);
    }

    private String date(Map<String, String> parts, String value) {
        Action action = policy.textRule("DATE", Category.DATE).action();
        if (action != Action.SHIFT_DATE && action != Action.YEAR) {
            return RecordContext.redacted(Category.DATE);
        }
        boolean birth = BIRTH_DATE_CODES.contains(parts.getOrDefault(CodedObservations.CODE, ""));
        String field = birth ? Fields.BIRTH_DATE : Fields.CODED_OBSERVATIONS;
        try {
            return fieldTreatment.treat(
                    new FieldRule(field, Category.DATE, action, null, null, null, null), value, epoch, facts);
        } catch (RecordFormatException e) {
            throw new IllegalStateException("a date is shifted, cut or redacted", e);
        }
    }

    /** Returns the value scrubbed as the end of a line that begins with the display. */
    private String inLine(Map<String, String> parts) {
        int from = CodedObservations.label(parts).length();
        ScrubbedText line = session.scrub(CodedObservations.labelled(parts));
        count(line.replacements().stream()
                .filter(replaced -> replaced.end() > from)
                .toList());
        return line.text().substring(line.moved(from, false));
    }

    private String scrubbed(String text) {
        ScrubbedText scrubbed = session.scrub(text);
        count(scrubbed.replacements());
        return scrubbed.text();
    }

    private void count(List<ScrubbedText.Replacement> replacements) {
        for (ScrubbedText.Replacement replacement : replacements) {
            counts.merge(replacement.category(), 1, Integer::sum);
        }
    }

    /** Returns the letters and digits of an identifier, in capitals. */
    static String compact(String value) {
        StringBuilder compact = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                compact.append(Character.toUpperCase(c));
            }
        }
        return compact.toString();
    }
}
