package dev.sigilo.formats.fhir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of FHIR R4's resource types and elements. Only these may be shown: other names come from the message. */
final class FhirNames {
    /** What an unknown element is called in the counts of what was left out. */
    static final String UNKNOWN = "unknown";

    /** The elements of every resource. */
    private static final List<String> RESOURCE = List.of(
            "resourceType",
            "id",
            "meta",
            "implicitRules",
            "language",
            "text",
            "contained",
            "extension",
            "modifierExtension");

    private static final Map<String, Set<String>> ELEMENTS = new HashMap<>();
    /** The names of all types' elements without their choice of type, and the elements of data types. */
    private static final Map<String, String> ALL = new HashMap<>();

    private static final Set<String> CHOICES = new HashSet<>();

    static {
        read();
    }

    private FhirNames() {}

    private static void read() {
        try (InputStream file = FhirNames.class.getResourceAsStream("elements.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            String type = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("#")) {
                    continue;
                }
                int colon = line.indexOf(':');
                if (colon >= 0) {
                    type = line.substring(0, colon);
                }
                Set<String> names = ELEMENTS.computeIfAbsent(type, any -> new HashSet<>(RESOURCE));
                for (String name : line.substring(colon + 1).strip().split(" ")) {
                    String base = name.endsWith("[x]") ? name.substring(0, name.length() - 3) : name;
                    if (!base.equals(name)) {
                        CHOICES.add(base);
                    }
                    names.add(base);
                    ALL.put(base, base);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("elements.txt of the package cannot be read", e);
        }
        RESOURCE.forEach(name -> ALL.put(name, name));
    }

    /** Returns whether FHIR R4 has a resource type of this name. */
    static boolean isType(String name) {
        return name != null && !name.equals("*") && ELEMENTS.containsKey(name);
    }

    /** Returns whether a resource type has this element; the name of a choice is without its type. */
    static boolean isElement(String type, String element) {
        return ELEMENTS.getOrDefault(type, Set.of()).contains(element);
    }

    /** Returns whether an element of this name may be in a data type or in a nested element. */
    static boolean isNested(String element) {
        return ALL.containsKey(element);
    }

    /** Returns whether some elements of this name are choices, which end in their type. */
    static boolean isChoice(String element) {
        return CHOICES.contains(element);
    }

    /** Returns the name for display: as it is if FHIR has it, otherwise {@link #UNKNOWN}. */
    static String shown(String element) {
        if (element.startsWith("_")) {
            return "_" + shown(element.substring(1));
        }
        String known = ALL.get(element);
        if (known != null) {
            return known;
        }
        for (int at = 1; at < Math.min(element.length(), 40); at++) {
            // A choice such as valueQuantity is shown without its type.
            if (Character.isUpperCase(element.charAt(at)) && CHOICES.contains(element.substring(0, at))) {
                return ALL.get(element.substring(0, at));
            }
        }
        return UNKNOWN;
    }
}
