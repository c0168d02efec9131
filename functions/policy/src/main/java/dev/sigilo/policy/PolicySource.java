package dev.sigilo.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML text as a tree with the line of each element. YAML tags never create Java objects here. */
final class PolicySource {
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<PolicyException.Fault> faults = new ArrayList<>();
    private final IdentityHashMap<Node, Boolean> seen = new IdentityHashMap<>();
    private JsonNode root = JsonNodeFactory.instance.nullNode();

    private PolicySource() {}

    static PolicySource read(String yaml) {
        PolicySource source = new PolicySource();
        try {
            LoaderOptions options = new LoaderOptions();
            options.setNestingDepthLimit(20);
            Node node = new Yaml(options).compose(new StringReader(yaml));
            if (node == null) {
                source.faults.add(new PolicyException.Fault(
                        0, "", "the policy is empty; start from pulsar-config/policies/pseudonymized.yaml"));
            } else {
                source.root = source.convert(node, "");
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            source.faults.add(new PolicyException.Fault(line, "", "this is not YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            source.faults.add(new PolicyException.Fault(0, "", "this is not YAML: " + e.getMessage()));
        }
        return source;
    }

    JsonNode root() {
        return root;
    }

    List<PolicyException.Fault> faults() {
        return faults;
    }

    /** Returns the line of this path, or of the nearest enclosing one. */
    int line(String path) {
        String at = path;
        while (true) {
            Integer line = lines.get(at);
            if (line != null || at.isEmpty()) {
                return line == null ? 0 : line;
            }
            at = at.contains(".") ? at.substring(0, at.lastIndexOf('.')) : "";
        }
    }

    private JsonNode convert(Node node, String path) {
        lines.putIfAbsent(path, node.getStartMark().getLine() + 1);
        if (!(node instanceof ScalarNode) && seen.put(node, true) != null) {
            faults.add(new PolicyException.Fault(
                    line(path), path, "anchors and aliases are not supported; repeat the content"));
            return JsonNodeFactory.instance.nullNode();
        }
        if (node instanceof MappingNode mapping) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (NodeTuple tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                    faults.add(new PolicyException.Fault(
                            tuple.getKeyNode().getStartMark().getLine() + 1, path, "a key must be a plain name"));
                    continue;
                }
                String key = keyNode.getValue();
                String inner = path.isEmpty() ? key : path + "." + key;
                if (object.has(key)) {
                    faults.add(new PolicyException.Fault(
                            keyNode.getStartMark().getLine() + 1,
                            inner,
                            "is defined twice, first in line " + line(inner) + "; keep one"));
                    continue;
                }
                lines.put(inner, keyNode.getStartMark().getLine() + 1);
                object.set(key, convert(tuple.getValueNode(), inner));
            }
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Node item : sequence.getValue()) {
                array.add(convert(item, path + "." + array.size()));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private static JsonNode scalar(ScalarNode node) {
        String value = node.getValue();
        if (Tag.NULL.equals(node.getTag())) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (Tag.BOOL.equals(node.getTag()) && (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false"))) {
            return JsonNodeFactory.instance.booleanNode(value.equalsIgnoreCase("true"));
        }
        if (Tag.INT.equals(node.getTag()) && value.matches("-?[0-9]{1,9}")) {
            return JsonNodeFactory.instance.numberNode(Integer.parseInt(value));
        }
        return JsonNodeFactory.instance.textNode(value);
    }
}
