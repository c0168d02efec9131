package dev.sigilo.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Checks policies against the published JSON Schema, with messages that describe how to correct a fault. */
final class PolicySchema {
    static final String RESOURCE = "policy.schema.json";

    private PolicySchema() {}

    static List<PolicyException.Fault> check(PolicySource source) {
        List<PolicyException.Fault> faults = new ArrayList<>();
        for (Error error : Holder.SCHEMA.validate(source.root())) {
            String path = path(error);
            String message = message(error);
            if (message != null) {
                faults.add(new PolicyException.Fault(source.line(path), path, message));
            }
        }
        return faults;
    }

    private static String path(Error error) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
            path.append(i == 0 ? "" : ".").append(error.getInstanceLocation().getElement(i));
        }
        String property = error.getProperty();
        if (property != null && error.getKeyword().equals("additionalProperties")) {
            path.append(path.isEmpty() ? "" : ".").append(property);
        }
        return path.toString();
    }

    /** Returns null if another error describes the fault better. */
    private static String message(Error error) {
        JsonNode rule = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "enum" -> "must be one of " + names(rule);
            case "additionalProperties" -> "is unknown here; allowed are " + known(error);
            case "required" -> "lacks " + error.getProperty() + "; add it";
            case "type" -> "must be " + rule.asText() + "; see docs/POLICY.md";
            case "pattern" -> "must match " + rule.asText();
            case "propertyNames" -> "has a name that is not allowed here: " + error.getMessage();
            case "minimum" -> "must be " + rule.asText() + " or more";
            case "maximum" -> "must be " + rule.asText() + " or less";
            case "minItems", "minProperties" -> "must not be empty";
            case "uniqueItems" -> "contains a duplicate; list each item once";
            case "if" -> null;
            default -> error.getMessage();
        };
    }

    private static String names(JsonNode values) {
        List<String> names = new ArrayList<>();
        values.forEach(value -> names.add(value.asText()));
        return String.join(", ", names);
    }

    private static String known(Error error) {
        JsonNode at = Holder.SCHEMA.getSchemaNode();
        List<String> names = new ArrayList<>();
        if (error.getInstanceLocation().getNameCount() > 0) {
            at = at.at("/$defs/"
                    + (error.getInstanceLocation().getElement(0).toString().equals("text")
                            ? "text_rule/then"
                            : "field_rule"));
            if (error.getInstanceLocation().getElement(0).toString().equals("dates")) {
                at = Holder.SCHEMA.getSchemaNode().at("/properties/dates");
            }
        }
        at.path("properties").fieldNames().forEachRemaining(names::add);
        return String.join(", ", names);
    }

    /** Read when the first policy is loaded. */
    private static final class Holder {
        static final Schema SCHEMA = load();

        private static Schema load() {
            try (InputStream in = PolicySchema.class.getResourceAsStream(RESOURCE)) {
                return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(in, InputFormat.JSON);
            } catch (IOException e) {
                throw new UncheckedIOException(RESOURCE + " is missing from sigilo-policy", e);
            }
        }
    }
}
