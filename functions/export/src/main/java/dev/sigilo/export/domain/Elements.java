package dev.sigilo.export.domain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/** Makes the FHIR data types that several resources have (FHIR R4, 2.24). */
final class Elements {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final String DATA_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    /** FHIR allows strings of 1 MB (R4, 2.24.0.1). */
    private static final int LONGEST_STRING = 1024 * 1024;

    private static final Pattern CODE = Pattern.compile("[^\\s\\p{Cc}]+( [^\\s\\p{Cc}]+)*");
    private static final Pattern DATE = Pattern.compile("[1-9]\\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?");
    private static final Pattern COUNT = Pattern.compile("0|[1-9]\\d{0,8}");
    private static final Pattern NOT_ALLOWED = Pattern.compile("[\\p{Cc}&&[^\\t\\r\\n]]");

    private Elements() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    /** Returns a list with this one element. */
    static ArrayNode list(ObjectNode element) {
        return NODES.arrayNode().add(element);
    }

    /** Returns a resource with its type, id, version and security label. */
    static ObjectNode resource(String type, String id, ObjectNode meta) {
        ObjectNode resource = object().put("resourceType", type).put("id", id);
        resource.set("meta", meta);
        return resource;
    }

    /** Returns a coding; without a system if {@code system} is null, and without a display if it is null or blank. */
    static ObjectNode coding(String system, String code, String display) {
        ObjectNode coding = object();
        if (system != null) {
            coding.put("system", system);
        }
        coding.put("code", code);
        putString(coding, "display", display);
        return coding;
    }

    /** Returns a concept with this one coding. */
    static ObjectNode concept(String system, String code, String display) {
        return object().set("coding", list(coding(system, code, display)));
    }

    /** Returns a concept that says that the source names none. */
    static ObjectNode unknownConcept() {
        return object().set("extension", list(object().put("url", DATA_ABSENT).put("valueCode", "unknown")));
    }

    static ObjectNode identifier(String system, String value) {
        return object().put("system", system).put("value", value);
    }

    /** Returns a reference to an entry of the bundle. */
    static ObjectNode reference(String type, String id) {
        return object().put("reference", ResourceIds.fullUrl(type, id)).put("type", type);
    }

    /**
     * Puts a text as a FHIR string: without spaces at its ends, and with U+FFFD for the control characters that FHIR does
     * not allow. Puts nothing if the text is null, blank or longer than FHIR allows.
     */
    static void putString(ObjectNode object, String name, String text) {
        if (text != null && !text.isBlank() && text.length() <= LONGEST_STRING) {
            object.put(name, NOT_ALLOWED.matcher(text.strip()).replaceAll("\uFFFD"));
        }
    }

    /** Puts a date, or nothing if the text is not a day, month or year. */
    static void putDate(ObjectNode object, String name, String text) {
        if (text != null && DATE.matcher(text).matches() && isDay(text)) {
            object.put(name, text);
        }
    }

    private static boolean isDay(String date) {
        return date.length() < 10
                || Integer.parseInt(date.substring(8))
                        <= java.time.YearMonth.parse(date.substring(0, 7)).lengthOfMonth();
    }

    /** Puts a whole number, or nothing if the text is not one. */
    static void putCount(ObjectNode object, String name, String text) {
        if (text != null && COUNT.matcher(text).matches()) {
            object.put(name, Integer.parseInt(text));
        }
    }

    /** Returns whether the text can be a code (FHIR R4, 2.24.0.1): not empty, and spaces only between words. */
    static boolean isCode(String text) {
        return text != null && text.length() <= 256 && CODE.matcher(text).matches();
    }
}
