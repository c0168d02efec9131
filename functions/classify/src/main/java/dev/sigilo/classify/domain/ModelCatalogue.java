package dev.sigilo.classify.domain;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sigilo.classify.domain.CatalogueException.Fault;
import dev.sigilo.records.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The models that records are routed to, read from {@code models.yaml}. The whole catalogue is checked before use:
 * first against its JSON Schema, then its codes, terms and field names against those that Sigilo knows. Immutable and
 * thread-safe.
 */
public final class ModelCatalogue {
    private static final String SCHEMA = Resources.text("models.schema.json");
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final List<Model> models;

    private ModelCatalogue(List<Model> models) {
        this.models = List.copyOf(models);
    }

    /**
     * Reads a catalogue.
     *
     * @param yaml       its text
     * @param sourceName the name for it in fault messages, such as a file name
     * @throws CatalogueException with every fault, if the text is not valid
     */
    public static ModelCatalogue load(String yaml, String sourceName) throws CatalogueException {
        JsonNode root = parse(yaml, sourceName);
        List<Fault> faults = new ArrayList<>();
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SCHEMA);
        for (Error error : schema.validate(root)) {
            faults.add(new Fault(path(error), fault(error), advice(error)));
        }
        List<Model> models = new ArrayList<>();
        if (root.path("models").isArray()) {
            Map<String, Integer> first = new HashMap<>();
            for (int i = 0; i < root.get("models").size(); i++) {
                JsonNode node = root.get("models").get(i);
                checkMeaning(node, "models[" + i + "]", i, first, faults);
                if (faults.isEmpty()) {
                    models.add(model(node));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new CatalogueException(sourceName, faults);
        }
        return new ModelCatalogue(models);
    }

    /** Returns the JSON Schema that catalogues are checked against. */
    public static String schema() {
        return SCHEMA;
    }

    /** Returns every model, in the order of the text. */
    public List<Model> models() {
        return models;
    }

    private static JsonNode parse(String yaml, String sourceName) throws CatalogueException {
        try {
            JsonNode root = YAML.readTree(yaml);
            if (root == null || root.isMissingNode() || root.isNull()) {
                throw new CatalogueException(
                        sourceName,
                        List.of(new Fault("-", "the text is empty", "begin with 'version: 1' and a list 'models'")));
            }
            return root;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "-" : "line " + at.getLineNr() + " column " + at.getColumnNr();
            String problem =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("unreadable");
            throw new CatalogueException(
                    sourceName,
                    List.of(new Fault(
                            place,
                            "the text is not YAML: " + problem,
                            "check indentation, quotes and names that stand twice")));
        }
    }

    private static String path(Error error) {
        String pointer = error.getInstanceLocation().toString();
        StringBuilder path = new StringBuilder();
        for (String part : pointer.split("/")) {
            if (part.isEmpty()) {
                continue;
            }
            if (part.chars().allMatch(Character::isDigit)) {
                path.append('[').append(part).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(part);
            }
        }
        return path.length() == 0 ? "-" : path.toString();
    }

    private static String fault(Error error) {
        String property = error.getProperty();
        return switch (error.getKeyword()) {
            case "required" -> "'" + property + "' is missing";
            case "additionalProperties" -> "'" + property + "' is not a setting";
            default -> error.getMessage();
        };
    }

    private static String advice(Error error) {
        return switch (error.getKeyword()) {
            case "required" -> "add it";
            case "additionalProperties" -> "remove it or correct its spelling";
            case "enum", "const" -> "use one of " + error.getSchemaNode();
            case "pattern" -> "write it so that it matches " + error.getSchemaNode();
            case "type" ->
                "make it of type "
                        + error.getSchemaNode().asText(error.getSchemaNode().toString());
            default -> "the limit is " + error.getSchemaNode();
        };
    }

    private static void checkMeaning(
            JsonNode node, String path, int index, Map<String, Integer> first, List<Fault> faults) {
        String id = node.path("id").asText("");
        Integer earlier = id.isEmpty() ? null : first.putIfAbsent(id, index);
        if (earlier != null) {
            faults.add(new Fault(
                    path + ".id",
                    "'" + id + "' is taken by models[" + earlier + "]",
                    "give each model an id of its own"));
        }
        each(node, "modalities", path, (value, place) -> {
            if (!Modalities.isCode(value)) {
                faults.add(new Fault(
                        place,
                        "'" + value + "' is not a DICOM modality code",
                        "use a code of PS3.3 C.7.3.1.1.1, such as " + Modalities.examples()));
            }
        });
        each(node, "body_parts", path, (value, place) -> {
            if (Anatomy.termOf(value) == null) {
                faults.add(new Fault(
                        place,
                        "'" + value + "' is not a body part",
                        "use one of " + String.join(", ", Anatomy.terms())));
            }
        });
        for (String list : List.of("requires", "requires_any")) {
            each(node, list, path, (value, place) -> {
                if (!Fields.isStudy(value) && !Fields.isIdentity(value)) {
                    faults.add(new Fault(
                            place,
                            "'" + value + "' is not a field of the record",
                            "use one of " + String.join(", ", Fields.STUDY)));
                }
            });
        }
        JsonNode age = node.path("age_years");
        if (age.path("min").asDouble(0) > age.path("max").asDouble(150)) {
            faults.add(new Fault(path + ".age_years", "min is over max", "set min to max or less"));
        }
    }

    @FunctionalInterface
    private interface Check {
        void check(String value, String place);
    }

    private static void each(JsonNode node, String list, String path, Check check) {
        JsonNode values = node.path(list);
        for (int i = 0; values.isArray() && i < values.size(); i++) {
            if (values.get(i).isTextual()) {
                check.check(values.get(i).asText(), path + "." + list + "[" + i + "]");
            }
        }
    }

    private static Model model(JsonNode node) {
        List<String> bodyParts = new ArrayList<>();
        for (String part : texts(node, "body_parts")) {
            bodyParts.add(Anatomy.termOf(part));
        }
        JsonNode age = node.path("age_years");
        return new Model(
                node.get("id").asText(),
                node.get("name").asText(),
                node.get("task").asText().toLowerCase(Locale.ROOT),
                node.path("description").asText(""),
                texts(node, "modalities"),
                bodyParts,
                texts(node, "requires"),
                texts(node, "requires_any"),
                texts(node, "mentions"),
                texts(node, "prefers"),
                age.has("min") ? (Double) age.get("min").asDouble() : null,
                age.has("max") ? (Double) age.get("max").asDouble() : null,
                node.path("sex").asText(null),
                texts(node, "languages"),
                node.path("priority").asInt(5));
    }

    private static List<String> texts(JsonNode node, String list) {
        List<String> texts = new ArrayList<>();
        node.path(list).forEach(value -> texts.add(value.asText()));
        return texts;
    }
}
