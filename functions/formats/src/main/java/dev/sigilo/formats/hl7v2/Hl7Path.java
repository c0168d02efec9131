package dev.sigilo.formats.hl7v2;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of the map:
 *
 * <ul>
 *   <li>{@code PID-5}: a field, with all its repetitions
 *   <li>{@code PID-3.1}, {@code SPM-2.1.1}: a component, a subcomponent
 *   <li>{@code PID-3[MR,PI].1}: only repetitions of these types; {@code PID-3[!SS].1}: only repetitions of other types;
 *       {@code NN*} is every type that begins with NN
 *   <li>{@code OBX-5(59776-5|FINDINGS)}: only observations whose identifier (OBX-3) has one of these codes or texts
 * </ul>
 *
 * @param segment      the segment's name
 * @param field        the field's number
 * @param types        the type codes in brackets, in capitals; may be empty
 * @param except       whether the path selects the repetitions of all other types
 * @param observations the codes or texts in parentheses, in capitals; may be empty
 * @param component    the component's number, or 0
 * @param subcomponent the subcomponent's number, or 0
 */
record Hl7Path(
        String segment,
        int field,
        List<String> types,
        boolean except,
        List<String> observations,
        int component,
        int subcomponent) {
    private static final Pattern SYNTAX = Pattern.compile("(?<segment>[A-Z][A-Z0-9]{2})-(?<field>[1-9][0-9]?)"
            + "(?:\\[(?<except>!)?(?<types>[A-Za-z0-9]{1,20}[*]?(?:, ?[A-Za-z0-9]{1,20}[*]?)*)])?"
            + "(?:\\((?<observations>[^()]{1,500})\\))?"
            + "(?:\\.(?<component>[1-9][0-9]?))?(?:\\.(?<subcomponent>[1-9][0-9]?))?");

    Hl7Path {
        types = List.copyOf(types);
        observations = List.copyOf(observations);
    }

    /** Returns the path, or null if the text is not one. */
    static Hl7Path parse(String text) {
        Matcher path = SYNTAX.matcher(text);
        if (!path.matches()) {
            return null;
        }
        return new Hl7Path(
                path.group("segment"),
                Integer.parseInt(path.group("field")),
                list(path.group("types"), ", ?"),
                path.group("except") != null,
                list(path.group("observations"), "\\|"),
                number(path.group("component")),
                number(path.group("subcomponent")));
    }

    private static List<String> list(String text, String separator) {
        return text == null
                ? List.of()
                : Arrays.stream(text.toUpperCase(Locale.ROOT).split(separator))
                        .map(String::strip)
                        .toList();
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** Returns why the path can select nothing, or null. */
    String fault() {
        if (!DataTypes.isStandard(segment)) {
            return segment + " is not a segment of HL7 v2 (Z segments are not read)";
        }
        if (!types.isEmpty() && type().typeComponent() == 0) {
            return segment + "-" + field + " has no types to select; leave out the brackets";
        }
        if (!observations.isEmpty() && !(segment.equals("OBX") && field == 5)) {
            return "only OBX-5 has observation codes in parentheses";
        }
        return observations.isEmpty() && segment.equals("OBX") && field == 5
                ? "OBX-5 is read as the report; select observations with their codes, such as OBX-5(59776-5)"
                : null;
    }

    /** Returns the data type of the path's field. */
    DataTypes.Type type() {
        return DataTypes.of(segment, field);
    }

    /** Returns whether the path selects the repetition by its type. */
    boolean selects(Repetition repetition) {
        if (types.isEmpty()) {
            return true;
        }
        DataTypes.Type type = type();
        boolean found = isSelected(repetition.peek(type.typeComponent()))
                || type == DataTypes.Type.XTN && isSelected(repetition.peek(2));
        return found != except;
    }

    private boolean isSelected(String written) {
        String code = written.toUpperCase(Locale.ROOT);
        for (String type : types) {
            boolean prefix = type.endsWith("*");
            if (prefix ? code.startsWith(type.substring(0, type.length() - 1)) : code.equals(type)) {
                return true;
            }
        }
        return false;
    }
}
