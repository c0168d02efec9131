package dev.sigilo.driver;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that bytes are JSON that matches the Avro definition in Pulsar's JSON schema: they must have the types that
 * the definition names, and no other fields, because a reader of the schema would not see them. Thread-safe.
 */
final class JsonShape {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(64 * 1024 * 1024)
                    .build())
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .build();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Node root;

    private JsonShape(Node root) {
        this.root = root;
    }

    /**
     * Returns the shape of an Avro definition.
     *
     * @throws TopologyException if the text is not an Avro definition
     */
    static JsonShape of(byte[] avroDefinition) {
        try {
            return new JsonShape(new Parser().node(MAPPER.readTree(avroDefinition)));
        } catch (IOException e) {
            throw new TopologyException("a message's schema is not an Avro definition; check the .avsc file");
        }
    }

    /**
     * Returns the path of the first field where {@code bytes} do not match the shape, with what was expected; null if
     * they match.
     */
    String mismatch(byte[] bytes) {
        try (JsonParser json = JSON.createParser(bytes)) {
            json.nextToken();
            String fault = root.mismatch(json, "$");
            if (fault == null && json.nextToken() != null) {
                return "$: one JSON value and nothing after it expected";
            }
            return fault;
        } catch (IOException e) {
            return "$: JSON expected";
        }
    }

    /** One type of the definition. */
    private interface Node {
        boolean accepts(JsonToken token);

        /** Returns the name of this type for a report. */
        String name();

        /** Checks the content of a value that begins with a token of this type. */
        String contentMismatch(JsonParser json, String path) throws IOException;

        default String mismatch(JsonParser json, String path) throws IOException {
            return accepts(json.currentToken()) ? contentMismatch(json, path) : expected(path);
        }

        default String expected(String path) {
            return path + ": " + name() + " expected";
        }
    }

    private record Scalar(String name) implements Node {
        @Override
        public boolean accepts(JsonToken token) {
            return switch (name) {
                case "null" -> token == JsonToken.VALUE_NULL;
                case "boolean" -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
                case "int", "long" -> token == JsonToken.VALUE_NUMBER_INT;
                case "float", "double" -> token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
                default -> token == JsonToken.VALUE_STRING;
            };
        }

        @Override
        public String contentMismatch(JsonParser json, String path) {
            try {
                switch (name) {
                    case "int" -> json.getIntValue();
                    case "long" -> json.getLongValue();
                    case "bytes" -> json.getBinaryValue();
                    default -> {
                        return null;
                    }
                }
                return null;
            } catch (IOException e) {
                return expected(path);
            }
        }
    }

    private record Symbols(List<String> symbols) implements Node {
        @Override
        public boolean accepts(JsonToken token) {
            return token == JsonToken.VALUE_STRING;
        }

        @Override
        public String name() {
            return "one of " + symbols;
        }

        @Override
        public String contentMismatch(JsonParser json, String path) throws IOException {
            return symbols.contains(json.getText()) ? null : expected(path);
        }
    }

    private record Union(List<Node> branches) implements Node {
        @Override
        public boolean accepts(JsonToken token) {
            return branches.stream().anyMatch(branch -> branch.accepts(token));
        }

        @Override
        public String name() {
            return "another type";
        }

        @Override
        public String contentMismatch(JsonParser json, String path) throws IOException {
            for (Node branch : branches) {
                if (branch.accepts(json.currentToken())) {
                    return branch.mismatch(json, path);
                }
            }
            return expected(path);
        }
    }

    private record Items(Node item) implements Node {
        @Override
        public boolean accepts(JsonToken token) {
            return token == JsonToken.START_ARRAY;
        }

        @Override
        public String name() {
            return "array";
        }

        @Override
        public String contentMismatch(JsonParser json, String path) throws IOException {
            for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                String fault = item.mismatch(json, path + "[" + i + "]");
                if (fault != null) {
                    return fault;
                }
            }
            return null;
        }
    }

    /** The two types whose JSON is an object. */
    private interface Members extends Node {
        @Override
        default boolean accepts(JsonToken token) {
            return token == JsonToken.START_OBJECT;
        }

        /** Checks the value of the member with this name; the parser is at the name. */
        String memberMismatch(String member, JsonParser json, String path) throws IOException;

        @Override
        default String contentMismatch(JsonParser json, String path) throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String fault = memberMismatch(json.currentName(), json, path);
                if (fault != null) {
                    return fault;
                }
            }
            return null;
        }
    }

    private record Values(Node value) implements Members {
        @Override
        public String name() {
            return "map";
        }

        @Override
        public String memberMismatch(String member, JsonParser json, String path) throws IOException {
            json.nextToken();
            // The name is data here and may contain anything, so the report omits it.
            return value.mismatch(json, path + ".*");
        }
    }

    private record Fields(Map<String, Node> fields) implements Members {
        @Override
        public String name() {
            return "record";
        }

        @Override
        public String memberMismatch(String member, JsonParser json, String path) throws IOException {
            Node field = fields.get(member);
            if (field == null) {
                return path + ": a field that the schema does not name";
            }
            json.nextToken();
            return field.mismatch(json, path + "." + member);
        }
    }

    /** Reads a definition. A named type may be referenced after its definition. */
    private static final class Parser {
        private final Map<String, Node> named = new HashMap<>();

        Node node(JsonNode type) {
            if (type.isTextual()) {
                return named.getOrDefault(type.asText(), new Scalar(type.asText()));
            }
            if (type.isArray()) {
                List<Node> branches = new ArrayList<>();
                type.forEach(branch -> branches.add(node(branch)));
                return new Union(branches);
            }
            return switch (type.path("type").asText()) {
                case "record" -> record(type);
                case "array" -> new Items(node(type.path("items")));
                case "map" -> new Values(node(type.path("values")));
                case "enum" -> name(type, new Symbols(symbols(type)));
                default -> node(type.path("type"));
            };
        }

        private Node record(JsonNode type) {
            Map<String, Node> fields = new HashMap<>();
            Node record = name(type, new Fields(fields));
            type.path("fields").forEach(field -> fields.put(field.path("name").asText(), node(field.path("type"))));
            return record;
        }

        private static List<String> symbols(JsonNode type) {
            List<String> symbols = new ArrayList<>();
            type.path("symbols").forEach(symbol -> symbols.add(symbol.asText()));
            return symbols;
        }

        private Node name(JsonNode type, Node node) {
            String name = type.path("name").asText();
            named.put(name, node);
            if (type.hasNonNull("namespace")) {
                named.put(type.path("namespace").asText() + "." + name, node);
            }
            return node;
        }
    }
}
