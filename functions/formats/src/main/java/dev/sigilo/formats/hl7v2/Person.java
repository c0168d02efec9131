package dev.sigilo.formats.hl7v2;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A person of an XPN, XCN or NDL field (HL7 v2.8.2 section 2A.3.83, 2A.3.84, 2A.3.38). Contains PHI.
 *
 * @param name    given names and family name, without prefix and suffix, or an empty text
 * @param aliases the same given names with other family names: the person's own and the partner's
 * @param id      the person's id, or an empty text
 */
record Person(String name, List<String> aliases, String id) {

    /** Reads a repetition of a field of this type. */
    static Person read(Repetition repetition, DataTypes.Type type) {
        Segment segment = repetition.segment();
        if (type == DataTypes.Type.NDL) {
            List<String> parts = repetition.components().isEmpty()
                    ? List.of()
                    : segment.subcomponents(repetition.components().get(0));
            repetition.read(1);
            return new Person(name(segment, parts, 1), List.of(), part(segment, parts, 0));
        }
        boolean staff = type == DataTypes.Type.XCN;
        int family = staff ? 2 : 1;
        String id = staff ? repetition.read(1) : "";
        String given = joined(repetition.read(family + 1), repetition.read(family + 2));
        // FN.1 is the name in use, FN.3 the person's own name, FN.5 the partner's (HL7 v2.8.2 section 2A.3.30).
        String own = repetition.read(family, 3);
        String surname = repetition.read(family, 1);
        if (surname.isEmpty()) {
            surname = own;
        }
        String name = joined(given, surname);
        if (staff && name.isEmpty() && isName(id)) {
            return new Person(id, List.of(), "");
        }
        Set<String> aliases = new LinkedHashSet<>();
        for (String other : List.of(own, repetition.read(family, 5))) {
            if (!other.isEmpty() && !other.equals(surname)) {
                aliases.add(joined(given, other));
            }
        }
        return new Person(name, List.copyOf(aliases), id);
    }

    private static String name(Segment segment, List<String> parts, int from) {
        return joined(
                joined(part(segment, parts, from + 1), part(segment, parts, from + 2)), part(segment, parts, from));
    }

    private static String part(Segment segment, List<String> parts, int index) {
        return index < parts.size() ? segment.text(parts.get(index)) : "";
    }

    private static String joined(String first, String second) {
        StringJoiner joined = new StringJoiner(" ");
        if (!first.isEmpty()) {
            joined.add(first);
        }
        if (!second.isEmpty()) {
            joined.add(second);
        }
        return joined.toString();
    }

    /** Some systems write a name where an id belongs. An id has a digit. */
    private static boolean isName(String id) {
        return id.chars().anyMatch(Character::isLetter) && id.chars().noneMatch(Character::isDigit);
    }

    @Override
    public String toString() {
        return "Person";
    }
}
