package dev.sigilo.driver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The functions and sinks that pulsar-config describes and the topics between them. Immutable.
 *
 * @param functions every function, in the order of the flow
 * @param sinks     every sink, by name
 */
public record Topology(List<FunctionSpec> functions, List<SinkSpec> sinks) {
    private static final String PERSISTENT = "persistent://";
    private static final Pattern PARTITION = Pattern.compile("-partition-\\d+$");

    /** Keeps copies. */
    public Topology {
        functions = List.copyOf(functions);
        sinks = List.copyOf(sinks);
    }

    /**
     * Reads {@code functions/*.yaml} and {@code sinks/*.yaml} under {@code pulsarConfig}.
     *
     * @throws TopologyException naming the file and the key at fault
     */
    public static Topology read(Path pulsarConfig) {
        return TopologyReader.read(pulsarConfig);
    }

    /** The topic's full name: {@code tenant/namespace/topic} is short for a persistent one. */
    public static String fullName(String topic) {
        return topic.contains("://") ? topic : PERSISTENT + topic;
    }

    /** The topic that this is a partition of ({@code …-partition-3}); any other name as it is. */
    public static String ofPartition(String topic) {
        return PARTITION.matcher(topic).replaceFirst("");
    }

    /** The topic's name without {@code persistent://} and tenant, as {@code intake/raw}. */
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

    /** The topics that something reads and nothing writes. */
    public List<String> entryTopics() {
        Set<String> entries = new LinkedHashSet<>();
        functions.forEach(function -> entries.addAll(function.inputs()));
        functions.forEach(function -> entries.removeAll(function.outputs()));
        return List.copyOf(entries);
    }

    /** The topics that a function writes and nothing reads. */
    public List<String> deadEnds() {
        Set<String> written = new LinkedHashSet<>();
        functions.forEach(function -> written.addAll(function.outputs()));
        functions.forEach(function -> written.removeAll(function.inputs()));
        sinks.forEach(sink -> written.removeAll(sink.inputs()));
        return List.copyOf(written);
    }

    /** The topics that a sink reads and no function and no sink writes. */
    public List<String> emptyInputs() {
        Set<String> read = new LinkedHashSet<>();
        sinks.forEach(sink -> read.addAll(sink.inputs()));
        functions.forEach(function -> read.removeAll(function.outputs()));
        sinks.forEach(sink -> read.remove(sink.errorTopic()));
        return List.copyOf(read);
    }

    /**
     * The full name of a topic given in full, as {@code namespace/topic} or by its last part alone.
     *
     * @throws TopologyException where no topic or more than one has this name
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
     * The function of this name.
     *
     * @throws TopologyException where there is none
     */
    public FunctionSpec function(String name) {
        return functions.stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TopologyException("no function is named " + name + "; the topology has "
                        + String.join(
                                ", ", functions.stream().map(FunctionSpec::name).toList())));
    }

    /** The topology for a terminal: each topic in the order of the flow, and who reads it. */
    public String describe() {
        return TopologyDescription.text(this);
    }

    /** The topology as a Mermaid flowchart. */
    public String describeAsMermaid() {
        return TopologyDescription.mermaid(this);
    }
}
