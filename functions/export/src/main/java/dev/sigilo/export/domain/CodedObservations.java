package dev.sigilo.export.domain;

import static dev.sigilo.export.domain.Elements.coding;
import static dev.sigilo.export.domain.Elements.isCode;
import static dev.sigilo.export.domain.Elements.list;
import static dev.sigilo.export.domain.Elements.object;
import static dev.sigilo.export.domain.Elements.putString;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the field {@code coded_observations} into the elements of FHIR Observations. Codes stay what they are; a value
 * becomes a quantity only if it is written as a number, and keeps its digits.
 */
final class CodedObservations {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A FHIR decimal (R4, 2.24.0.1) of at most 18 digits, as HL7 v2 SN values after a comparator. */
    private static final Pattern NUMBER =
            Pattern.compile("(<=|>=|<|>)? ?(-?(?:0|[1-9]\\d{0,17})(?:\\.\\d{1,18})?(?:[eE][+-]?\\d{1,2})?)");

    private CodedObservations() {}

    /** Returns the entries of the field; none if it is null or not a list of objects. */
    static List<JsonNode> entries(String field) {
        List<JsonNode> entries = new ArrayList<>();
        if (field != null) {
            try {
                JsonNode array = JSON.readTree(field);
                if (array.isArray()) {
                    array.forEach(entry -> {
                        if (text(entry, "code") != null || text(entry, "display") != null || hasValue(entry)) {
                            entries.add(entry);
                        }
                    });
                }
            } catch (JsonProcessingException e) {
                return List.of();
            }
        }
        return entries;
    }

    /** Puts what the entry says into an Observation: its status, code, value, flag and reference range. */
    static void put(ObjectNode observation, JsonNode entry) {
        observation.put("status", Codes.observationStatus(text(entry, "status")));
        observation.set("code", concept(text(entry, "system"), text(entry, "code"), text(entry, "display")));
        putValue(observation, entry);
        String flag = text(entry, "flag");
        if (flag != null) {
            observation.set("interpretation", list(interpretation(flag)));
        }
        ObjectNode range = object();
        putString(range, "text", text(entry, "range"));
        if (!range.isEmpty()) {
            observation.set("referenceRange", list(range));
        }
    }

    private static boolean hasValue(JsonNode entry) {
        return text(entry, "value") != null || text(entry, "value_code") != null;
    }

    private static void putValue(ObjectNode observation, JsonNode entry) {
        String value = text(entry, "value");
        String unit = text(entry, "unit");
        String valueCode = text(entry, "value_code");
        Matcher number = NUMBER.matcher(value == null ? "" : value.strip());
        boolean unitCode = "UCUM".equals(text(entry, "value_system"));
        if (number.matches() && (valueCode == null || unitCode)) {
            observation.set("valueQuantity", quantity(number, unit, unitCode ? valueCode : null));
        } else if (valueCode != null && !unitCode) {
            observation.set("valueCodeableConcept", concept(text(entry, "value_system"), valueCode, value));
        } else if (value != null) {
            putString(observation, "valueString", unit == null ? value : value.strip() + " " + unit.strip());
        }
    }

    private static ObjectNode quantity(Matcher number, String unit, String unitCode) {
        // This node keeps the digits as they are: 1.50 is another precision than 1.5 (FHIR R4, 2.24.0.1).
        ObjectNode quantity = object().set("value", DecimalNode.valueOf(new BigDecimal(number.group(2))));
        if (number.group(1) != null) {
            quantity.put("comparator", number.group(1));
        }
        putString(quantity, "unit", unit);
        if (Codes.isUnit(unitCode)) {
            quantity.put("system", Codes.UCUM).put("code", unitCode);
        }
        return quantity;
    }

    private static ObjectNode interpretation(String flag) {
        ObjectNode interpretation = object();
        if (Codes.isInterpretation(flag)) {
            interpretation.set("coding", list(coding(Codes.INTERPRETATION, flag, null)));
        } else {
            putString(interpretation, "text", flag);
        }
        return interpretation;
    }

    /** Returns a concept with the coding, if the code is one, and with the words that describe it. */
    private static ObjectNode concept(String system, String code, String display) {
        ObjectNode concept = object();
        if (isCode(code)) {
            concept.set("coding", list(coding(Codes.system(system, code), code, display)));
        }
        putString(concept, "text", display != null ? display : code);
        return concept.isEmpty() ? Elements.unknownConcept() : concept;
    }

    /** Returns a text or number of an entry as text; null if it is absent, blank or of another type. */
    private static String text(JsonNode entry, String name) {
        JsonNode value = entry.path(name);
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank() ? value.asText() : null;
    }
}
