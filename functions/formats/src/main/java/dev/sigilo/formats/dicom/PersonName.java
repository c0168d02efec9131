package dev.sigilo.formats.dicom;

import dev.sigilo.text.NameComponents;
import java.util.ArrayList;
import java.util.List;

/**
 * A person's name with its component groups (PS3.5 section 6.2.1); a group that is absent is null. Contains PHI.
 *
 * @param alphabetic  such as {@code Duck^Donald^D}
 * @param ideographic in ideographic characters
 * @param phonetic    in phonetic characters
 */
record PersonName(String alphabetic, String ideographic, String phonetic) {

    /** Splits a name as files encode it: component groups separated by {@code =}. */
    static PersonName parse(String text) {
        String[] groups = text.split("=", 3);
        return new PersonName(
                blankToNull(groups[0]),
                groups.length > 1 ? blankToNull(groups[1]) : null,
                groups.length > 2 ? blankToNull(groups[2]) : null);
    }

    /** Returns the name of each group in the order given names, family name, without prefix and suffix. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (String group : new String[] {alphabetic, ideographic, phonetic}) {
            String name = group == null ? "" : NameComponents.plain(group);
            if (!name.isEmpty() && !names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    @Override
    public String toString() {
        return "PersonName";
    }
}
