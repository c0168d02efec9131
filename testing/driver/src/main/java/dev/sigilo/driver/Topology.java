package dev.sigilo.driver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The functions and sinks that pulsar-config describes, and the topics between them. Immutable.
 *
 * @param functions every function, in the order of the flow
 * @param sinks     every sink, by name
 */
public record Topology(List<FunctionSpec> functions, List<SinkSpec> sinks) {
    private static final String PERSISTENT = "persistent://";
    private static final String JSON_ENTRY = "raw";
    private static final Pattern PARTITION = Pattern.compile("-partition-\\d+$");

    /** Keeps copies. */
    public Topology {
        functions = List.copyOf(functions);
        sinks = List.copyOf(sinks);
    }

    /**
     * Reads {@code functions/*.yaml} and {@code sinks/*.yaml} under {@code pulsarConfig}.
     *
     * @throws TopologyException with the file and the key at fault
     */
    public static Topology read(Path pulsarConfig) {
        return TopologyReader.read(pulsarConfig);
    }

    /** Returns the topic's full name; {@code tenant/namespace/topic} is short for a persistent topic. */
    public static String fullName(String topic) {
        return topic.contains("://") ? topic : PERSISTENT + topic;
    }

    /** Returns the topic of a partition name ({@code …-partition-3}); any other name is returned unchanged. */
    public static String ofPartition(String topic) {
        return PARTITION.matcher(topic).replaceFirst("");
    }

    /** Returns the topic's name without {@code persistent://} and tenant, such as {@code intake/raw}. */
    public static String shortName(String topic) {
        String path = topic.substring(topic.indexOf("://") + (topic.contains("://") ? 3 : 1));
        return path.substring(path.indexOf('/') + 1);
    }

    /** Returns every topic in the order of the flow, with the functions' lookup topics last. */
    public Set<String> topics() {
        Set<String> topics = new LinkedHashSet<>();
        for (FunctionSpec function : functions) {
            topics.addAll(function.inputs());
            topics.addAll(function.outputs());
        }
        sinks.forEach(sink -> topics.addAll(sink.inputs()));
        functions.forEach(function -> topics.addAll(function.lookups()));
        return topics;
    }

    /** Returns the topics that functions read but no function writes. */
    public List<String> entryTopics() {
        Set<String> entries = new LinkedHashSet<>();
        functions.forEach(function -> entries.addAll(function.inputs()));
        functions.forEach(function -> entries.removeAll(function.outputs()));
        return List.copyOf(entries);
    }

    /**
     * Returns the entry topic for records as JSON: the only topic that nothing writes, or the one named {@value
     * #JSON_ENTRY} among several.
     *
     * @throws TopologyException if several topics are entries and none has that name
     */
    public String entryTopic() {
        List<String> entries = entryTopics();
        return entries.size() == 1
                ? entries.get(0)
                : entries.stream()
                        .filter(topic -> topic.endsWith("/" + JSON_ENTRY))
                        .findFirst()
                        .orElseThrow(() -> new TopologyException("the topology has " + entries.size()
                                + " topics that nothing writes: " + entries + "; name the topic to pipe to"));
    }

    /**
     * Returns the topic that messages of this format are published to: the value of the user config key that is the
     * format's name and {@code Input}.
     *
     * @param format a format's name, such as {@code hl7v2}; null for records as JSON
     * @throws TopologyException if no function reads this format
     */
    public String entryTopic(String format) {
        if (format == null) {
            return entryTopic();
        }
        return functions.stream()
                .map(function -> function.userConfig().get(format + "Input"))
                .filter(String.class::isInstance)
                .map(topic -> fullName((String) topic))
                .filter(entryTopics()::contains)
                .findFirst()
                .orElseThrow(() -> new TopologyException("no function reads messages of this format"));
    }

    /** Returns the topics that a function writes and nothing reads. */
    public List<String> deadEnds() {
        Set<String> written = new LinkedHashSet<>();
        functions.forEach(function -> written.addAll(function.outputs()));
        functions.forEach(function -> written.removeAll(function.inputs()));
        sinks.forEach(sink -> written.removeAll(sink.inputs()));
        return List.copyOf(written);
    }

    /** Returns the topics that a sink reads and no function or sink writes. */
    public List<String> emptyInputs() {
        Set<String> read = new LinkedHashSet<>();
        sinks.forEach(sink -> read.addAll(sink.inputs()));
        functions.forEach(function -> read.removeAll(function.outputs()));
        sinks.forEach(sink -> read.remove(sink.errorTopic()));
        return List.copyOf(read);
    }

    /**
     * Returns the full name of a topic. It may be given in full, as {@code namespace/topic}, or by its last part only.
     *
     * @throws TopologyException if no topic or more than one has this name
     */
    public String topic(String name) {
        List<String> found = new ArrayList<>();
        for (String topic : topics()) {
            if (topic.equals(name) || topic.equals(fullName(name)) || topic.endsWith("/" + name)) {
                found.add(topic);
            }
        }
        if (found.size() != 1) {
            throw new TopologyException((found.isEmpty() ? "no topic is named " : "more than one topic is named ")
                    + name + "; the topology has " + String.join(", ", topics()));
        }
        return found.get(0);
    }

    /**
     * Returns the function with this name.
     *
     * @throws TopologyException if there is none
     */
    public FunctionSpec function(String name) {
        return functions.stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TopologyException("no function is named " + name + "; the topology has "
                        + String.join(
                                ", ", functions.stream().map(FunctionSpec::name).toList())));
    }

    /** Returns the topology as text for a terminal: each topic in the order of the flow, with its readers. */
    public String describe() {
        return TopologyDescription.text(this);
    }

    /** Returns the topology as a Mermaid flowchart. */
    public String describeAsMermaid() {
        return TopologyDescription.mermaid(this);
    }
}
