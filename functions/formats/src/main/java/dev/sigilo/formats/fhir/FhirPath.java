package dev.sigilo.formats.fhir;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of the map, such as {@code Patient.identifier[MR].value}: a resource type and the names of elements, as in
 * FHIRPath. Elements that may have several types are written without it: {@code Observation.value}. Brackets after an
 * element choose among its values:
 *
 * <ul>
 * <li>by a code of its type, such as MR of an identifier; well-known identifier systems have their type too;
 * <li>by its use or system, such as {@code official} of a name or {@code phone} of a telecom;
 * <li>by the last part of an extension's URL;
 * <li>by the type of resource that a reference points to;
 * <li>{@code none}: values without any of these;
 * <li>{@code !email}: all values but those.
 * </ul>
 *
 * A bar separates alternatives: {@code [phone|sms]}. {@code resolve()} goes on in the resource that a reference points
 * to.
 */
final class FhirPath {
    private static final Pattern STEP = Pattern.compile("([A-Za-z][A-Za-z0-9]*|resolve\\(\\))(?:\\[([^\\[\\]]+)\\])?");
    private static final String NONE = "none";
    private static final String RESOLVE = "resolve()";
    private static final int MAX_STEPS = 8;

    private record Step(String name, boolean choice, Set<String> filter) {}

    private final String type;
    private final List<Step> steps;

    private FhirPath(String type, List<Step> steps) {
        this.type = type;
        this.steps = steps;
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException with what is wrong; the path is text of the map, so the message may quote it
     */
    static FhirPath of(String path) {
        List<String> parts = split(path);
        String type = parts.get(0);
        if (!FhirNames.isType(type)) {
            throw new IllegalArgumentException("does not begin with a FHIR R4 resource type");
        }
        if (parts.size() < 2 || parts.size() > MAX_STEPS) {
            throw new IllegalArgumentException("needs one to " + (MAX_STEPS - 1) + " elements after the resource type");
        }
        List<Step> steps = new ArrayList<>();
        for (String part : parts.subList(1, parts.size())) {
            Matcher step = STEP.matcher(part);
            if (!step.matches()) {
                throw new IllegalArgumentException(part + " is not an element; write name, name[filter] or resolve()");
            }
            String name = step.group(1);
            boolean known = name.equals(RESOLVE)
                    ? !steps.isEmpty()
                    : steps.isEmpty() ? FhirNames.isElement(type, name) : FhirNames.isNested(name);
            if (!known) {
                throw new IllegalArgumentException("FHIR R4 has no element " + name
                        + (steps.isEmpty() ? " in " + type : "; a choice is written without its type, as in value"));
            }
            Set<String> filter = step.group(2) == null
                    ? Set.of()
                    : new HashSet<>(List.of(step.group(2).split("\\|")));
            steps.add(new Step(name, FhirNames.isChoice(name), filter));
        }
        return new FhirPath(type, List.copyOf(steps));
    }

    /** Splits at dots outside of brackets. */
    private static List<String> split(String path) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        boolean inside = false;
        for (int at = 0; at < path.length(); at++) {
            char c = path.charAt(at);
            inside = c == '[' || inside && c != ']';
            if (c == '.' && !inside) {
                parts.add(path.substring(start, at));
                start = at + 1;
            }
        }
        parts.add(path.substring(start));
        return parts;
    }

    /** Returns the resource type that the path begins with. */
    String type() {
        return type;
    }

    /** Returns the values that the path leads to, in their order. */
    List<Element> values(Element root) {
        List<Element> current = List.of(root);
        for (Step step : steps) {
            List<Element> next = new ArrayList<>();
            for (Element element : current) {
                for (Element value : values(element, step)) {
                    if (step.filter.isEmpty() || matches(value, step.filter)) {
                        next.add(value);
                    }
                }
            }
            current = next;
            if (next.isEmpty()) {
                break;
            }
        }
        return current;
    }

    private static List<Element> values(Element element, Step step) {
        if (step.name.equals(RESOLVE)) {
            Element target = resolve(element);
            return target == null ? List.of() : List.of(target);
        }
        List<Element> exact = element.values(step.name);
        return exact.isEmpty() && step.choice ? element.choices(step.name) : exact;
    }

    /** Goes on from a role to the practitioner who has it. */
    private static Element resolve(Element reference) {
        Resource target = reference.target();
        if (target != null && target.type().equals("PractitionerRole")) {
            Element practitioner = target.root().first("practitioner");
            target = practitioner == null ? null : practitioner.target();
        }
        return target == null ? null : target.root();
    }

    private static boolean matches(Element value, Set<String> filter) {
        Set<String> keys = keys(value);
        if (filter.stream().anyMatch(one -> one.startsWith("!"))) {
            return keys.stream().noneMatch(key -> filter.contains('!' + key));
        }
        if (keys.isEmpty()) {
            return filter.contains(NONE);
        }
        for (String key : keys) {
            if (filter.contains(key)) {
                return true;
            }
        }
        return false;
    }

    /** Returns what a filter may choose the value by. */
    private static Set<String> keys(Element value) {
        Set<String> keys = new HashSet<>();
        boolean identifier = value.name().equals("identifier");
        for (Element type : value.values("type")) {
            if (type.isScalar()) {
                add(keys, value.peek("type"));
            }
            for (Element coding : type.values("coding")) {
                add(keys, coding.peek("code"));
                String code = coding.peek("code");
                if (identifier && code != null && code.startsWith("NN")) {
                    // National identifiers have the country's code at their end (HL7 table 0203).
                    keys.add("NI");
                }
            }
        }
        for (Element coding : value.values("coding")) {
            add(keys, coding.peek("code"));
        }
        if (identifier) {
            add(keys, CodeSystems.identifierType(value.peek("system")));
            String id = value.peek("value");
            if (id != null && id.startsWith("urn:oid:")) {
                keys.add("UID");
            }
            return keys;
        }
        add(keys, value.peek("use"));
        add(keys, value.peek("system"));
        String url = value.peek("url");
        if (url != null) {
            keys.add(url.substring(url.lastIndexOf('/') + 1));
        }
        add(keys, value.target() != null ? value.target().type() : Reference.urlType(value.peek("reference")));
        return keys;
    }

    private static void add(Set<String> keys, String key) {
        if (key != null) {
            keys.add(key);
        }
    }
}
