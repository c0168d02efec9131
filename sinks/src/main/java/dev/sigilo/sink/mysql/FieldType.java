package dev.sigilo.sink.mysql;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * What only the schema says about a field: whether its text is base64, and the unit of its number.
 *
 * @param meaning what the value represents
 * @param scale   digits after the point of a {@link Meaning#DECIMAL} in bytes
 */
record FieldType(Meaning meaning, int scale) {
    /** The type of a field without a schema. */
    static final FieldType PLAIN = new FieldType(Meaning.PLAIN, 0);

    enum Meaning {
        PLAIN,
        BYTES,
        DECIMAL,
        DATE,
        TIME_MILLIS,
        TIME_MICROS,
        TIMESTAMP_MILLIS,
        TIMESTAMP_MICROS,
        TIMESTAMP_NANOS
    }

    /** Returns the fields of a record schema by name, in order. */
    static Map<String, FieldType> ofDefinition(String definition) {
        // Definitions generated from Java classes often have defaults that Avro's own check would refuse.
        Schema schema = new Schema.Parser().setValidateDefaults(false).parse(definition);
        Map<String, FieldType> fields = new LinkedHashMap<>();
        if (schema.getType() == Schema.Type.RECORD) {
            for (Schema.Field field : schema.getFields()) {
                fields.put(field.name(), of(field.schema()));
            }
        }
        return fields;
    }

    private static FieldType of(Schema schema) {
        if (schema.getType() == Schema.Type.UNION) {
            FieldType only = null;
            for (Schema member : schema.getTypes()) {
                if (member.getType() != Schema.Type.NULL) {
                    if (only != null) {
                        return PLAIN;
                    }
                    only = of(member);
                }
            }
            return only == null ? PLAIN : only;
        }
        boolean binary = schema.getType() == Schema.Type.BYTES || schema.getType() == Schema.Type.FIXED;
        // Read as text: this Avro version has no class for the nanosecond types and drops logical types that it does
        // not know.
        String logicalType = schema.getProp("logicalType");
        if (logicalType == null) {
            return binary ? new FieldType(Meaning.BYTES, 0) : PLAIN;
        }
        return switch (logicalType) {
            case "decimal" ->
                new FieldType(
                        Meaning.DECIMAL, schema.getObjectProp("scale") instanceof Number scale ? scale.intValue() : 0);
            case "date" -> new FieldType(Meaning.DATE, 0);
            case "time-millis" -> new FieldType(Meaning.TIME_MILLIS, 0);
            case "time-micros" -> new FieldType(Meaning.TIME_MICROS, 0);
            case "timestamp-millis", "local-timestamp-millis" -> new FieldType(Meaning.TIMESTAMP_MILLIS, 0);
            case "timestamp-micros", "local-timestamp-micros" -> new FieldType(Meaning.TIMESTAMP_MICROS, 0);
            case "timestamp-nanos", "local-timestamp-nanos" -> new FieldType(Meaning.TIMESTAMP_NANOS, 0);
            default -> binary ? new FieldType(Meaning.BYTES, 0) : PLAIN;
        };
    }
}
