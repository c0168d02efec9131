package dev.sigilo.formats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Maps the paths of a format to the fields of a record. An operator edits it as YAML:
 *
 * <pre>{@code
 * format: hl7v2
 * settings: {charset: ISO-8859-1}
 * fields:
 *   PID-3[MR].1: patient_id
 *   PID-3.1: patient_id        # used if the path before has no value
 *   NK1-2: related_names+      # a list: every value is kept
 * }</pre>
 *
 * The order of the paths matters: the first path with a value gives the field, except that a format may join texts. A
 * field with a plus sign is a list, which gets the values of all its paths. A path must not be repeated. Each format
 * defines the syntax of its paths and the names of its settings.
 */
public final class FieldMap {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9_]{0,63}\\+?");

    /**
     * One line of a map.
     *
     * @param path  a path in the syntax of the format
     * @param field the name of the field
     * @param list  whether the field is a list
     */
    public record Entry(String path, String field, boolean list) {}

    private final String format;
    private final Map<String, String> settings;
    private final List<Entry> entries;

    private FieldMap(String format, Map<String, String> settings, List<Entry> entries) {
        this.format = format;
        this.settings = Map.copyOf(settings);
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads a map.
     *
     * @param yaml       its text
     * @param sourceName its name in messages, such as the file name
     * @param format     the format that the map must be for
     * @throws FieldMapException with every fault that does not depend on the format's path syntax
     */
    public static FieldMap load(String yaml, String sourceName, String format) {
        JsonNode root;
        try {
            root = YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new FieldMapException(
                    sourceName,
                    List.of("line " + line
                            + " is not YAML, or repeats a path; check its indentation and quotes, and remove one of two"
                            + " lines with the same path"));
        }
        List<String> faults = new ArrayList<>();
        if (root == null || !root.isObject()) {
            throw new FieldMapException(
                    sourceName, List.of("is not a YAML mapping; write format, settings and fields"));
        }
        root.fieldNames().forEachRemaining(name -> {
            if (!List.of("format", "settings", "fields").contains(name)) {
                faults.add("unknown key " + name + "; use format, settings and fields");
            }
        });
        if (!root.path("format").asText().equals(format)) {
            faults.add("format: must be " + format);
        }
        Map<String, String> settings = new TreeMap<>();
        root.path("settings").properties().forEach(setting -> {
            if (setting.getValue().isValueNode()) {
                settings.put(setting.getKey(), setting.getValue().asText());
            } else {
                faults.add("settings." + setting.getKey() + ": must be one value");
            }
        });
        List<Entry> entries = entries(root.path("fields"), faults);
        if (!faults.isEmpty()) {
            throw new FieldMapException(sourceName, faults);
        }
        return new FieldMap(format, settings, entries);
    }

    private static List<Entry> entries(JsonNode fields, List<String> faults) {
        List<Entry> entries = new ArrayList<>();
        if (!fields.isObject() || fields.isEmpty()) {
            faults.add("fields: must map paths to field names, such as \"PID-5: patient_name\"");
            return entries;
        }
        Map<String, Boolean> lists = new LinkedHashMap<>();
        fields.properties().forEach(line -> {
            String name = line.getValue().asText();
            // YAML reads a missing name as null, and true as a boolean.
            if (!line.getValue().isTextual() || !FIELD.matcher(name).matches()) {
                faults.add("fields." + line.getKey()
                        + ": must be a field name of lower-case letters, digits and _, with + at its end for a list");
                return;
            }
            boolean list = name.endsWith("+");
            String field = list ? name.substring(0, name.length() - 1) : name;
            if (lists.merge(field, list, (one, other) -> one.equals(other) ? one : null) == null) {
                faults.add("fields." + line.getKey() + ": " + field + " is a list in one line and not in another");
            }
            entries.add(new Entry(line.getKey(), field, list));
        });
        return entries;
    }

    /** Returns the name of the format. */
    public String format() {
        return format;
    }

    /** Returns the settings by name. */
    public Map<String, String> settings() {
        return settings;
    }

    /** Returns the lines, in the order of the file. */
    public List<Entry> entries() {
        return entries;
    }
}
