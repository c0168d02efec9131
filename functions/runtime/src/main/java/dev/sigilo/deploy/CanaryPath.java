package dev.sigilo.deploy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The path of a canary through the deployed functions and sinks.
 *
 * @param units   all functions and sinks, each once per input topic
 * @param entries the topics that producers publish to, at least one
 */
record CanaryPath(List<Unit> units, Set<String> entries) {
    /** First words of the lines that name a topic which only functions write, even if none of the deployed ones does. */
    private static final Set<String> NOT_ENTRIES = Set.of("rejects", "converted");

    /**
     * A function or sink and one of its inputs.
     *
     * @param kind         {@code function} or {@code sink}
     * @param tenant       its tenant
     * @param namespace    its namespace, without the tenant
     * @param name         its name
     * @param subscription the subscription that it reads with
     * @param input        the topic, or the partition of one, that it reads
     * @param output       the topic that a function writes; null for a sink
     */
    record Unit(
            String kind,
            String tenant,
            String namespace,
            String name,
            String subscription,
            String input,
            String output) {
        boolean isSink() {
            return output == null;
        }

        /** Returns whether the unit reads this partition. */
        boolean reads(String partition) {
            return input.equals(partition) || input.equals(topicOf(partition));
        }
    }

    /**
     * Reads one line per unit: kind, tenant, namespace, name, subscription, input and output ({@code -} if there is
     * none). A line {@code rejects TOPIC} names a topic of rejected records and a line {@code converted TOPIC} one of
     * converted records, to which no canary is sent: producers do not write them, and a message there is no canary's.
     *
     * @throws IllegalArgumentException if a line has another format, or if producers write no topic that a function
     *                                  reads
     */
    static CanaryPath of(List<String> lines) {
        List<Unit> units = new ArrayList<>();
        Set<String> notEntries = new TreeSet<>();
        for (String line : lines) {
            String[] words = line.strip().split(" +");
            if (words.length == 2 && NOT_ENTRIES.contains(words[0])) {
                notEntries.add(words[1]);
                continue;
            }
            if (words.length != 7) {
                throw new IllegalArgumentException("a unit is described by " + words.length + " words, not 7");
            }
            units.add(new Unit(
                    words[0],
                    words[1],
                    words[2],
                    words[3],
                    words[4],
                    words[5],
                    words[6].equals("-") ? null : words[6]));
        }
        Set<String> entries = new TreeSet<>();
        units.stream().filter(unit -> !unit.isSink()).forEach(unit -> entries.add(topicOf(unit.input())));
        units.stream().filter(unit -> !unit.isSink()).forEach(unit -> entries.remove(unit.output()));
        entries.removeAll(notEntries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("there are 0 topics that only producers write");
        }
        return new CanaryPath(List.copyOf(units), Collections.unmodifiableSet(entries));
    }

    /**
     * Returns the minimum number of messages that one canary on each entry causes, by topic; 0 for topics that it reaches only if it
     * is rejected.
     */
    Map<String, Integer> expected() {
        Map<String, Integer> expected = new LinkedHashMap<>();
        units.forEach(unit -> expected.put(topicOf(unit.input()), 0));
        entries.forEach(entry -> expected.put(entry, 1));
        // One round per function is enough for a chain of functions.
        for (int round = 0; round < units.size(); round++) {
            Map<String, Integer> next = new LinkedHashMap<>();
            expected.keySet().forEach(topic -> next.put(topic, entries.contains(topic) ? 1 : 0));
            units.stream()
                    .filter(unit -> !unit.isSink())
                    .forEach(unit -> next.merge(unit.output(), expected.get(unit.input()), Integer::sum));
            expected.putAll(next);
        }
        return expected;
    }

    /**
     * Returns the topics that are searched for the canary: all except those in the entries' namespaces that
     * contain original records.
     */
    Set<String> watched() {
        Set<String> watched = new TreeSet<>(expected().keySet());
        Map<String, Integer> expected = expected();
        Set<String> namespaces = new TreeSet<>();
        entries.forEach(entry -> namespaces.add(namespaceOf(entry)));
        watched.removeIf(topic -> namespaces.contains(namespaceOf(topic)) && expected.get(topic) > 0);
        return watched;
    }

    /** Returns the topic of a partition; the topic itself if it is not a partition. */
    static String topicOf(String partition) {
        return partition.replaceFirst("-partition-\\d+$", "");
    }

    private static String namespaceOf(String topic) {
        return topic.substring(0, topic.lastIndexOf('/'));
    }
}
