package dev.sigilo.driver;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Prints a topology. Its output is covered by a golden-file test: a test compares the output for pulsar-config with a
 * stored file.
 */
final class TopologyDescription {

    static String text(Topology topology) {
        StringBuilder out = new StringBuilder();
        out.append(topology.functions().size())
                .append(" functions, ")
                .append(topology.sinks().size())
                .append(" sinks, ")
                .append(topology.topics().size())
                .append(" topics\n");
        for (String topic : inOrderOfFlow(topology)) {
            out.append('\n').append(topic).append('\n');
            boolean read = false;
            for (FunctionSpec function : topology.functions()) {
                if (function.inputs().contains(topic)) {
                    read = true;
                    out.append("  function ")
                            .append(function.name())
                            .append(" (")
                            .append(function.className())
                            .append(", subscription ")
                            .append(function.subscription())
                            .append(")\n");
                    for (String output : function.outputs()) {
                        out.append("    -> ").append(output).append('\n');
                    }
                }
            }
            for (FunctionSpec function : topology.functions()) {
                if (function.lookups().contains(topic)) {
                    read = true;
                    out.append("  function ").append(function.name()).append(" (looks up all of it)\n");
                }
            }
            for (SinkSpec sink : topology.sinks()) {
                if (sink.inputs().contains(topic)) {
                    read = true;
                    if (sink.isReports(topic)) {
                        out.append("  sink ")
                                .append(sink.name())
                                .append(" -> table ")
                                .append(sink.refusedTable())
                                .append(" (reports of refused rows)\n");
                        continue;
                    }
                    out.append("  sink ")
                            .append(sink.name())
                            .append(" -> table ")
                            .append(sink.table())
                            .append(" (key ")
                            .append(String.join(", ", sink.keyColumns()))
                            .append(sink.versionColumn() == null ? ", no guard" : ", guard " + sink.versionColumn())
                            .append(")\n");
                }
            }
            if (!read) {
                out.append("  nothing reads it\n");
            }
        }
        return out.toString();
    }

    static String mermaid(Topology topology) {
        StringBuilder out = new StringBuilder("flowchart LR\n");
        Set<String> topics = inOrderOfFlow(topology);
        for (String topic : topics) {
            out.append("    ")
                    .append(id("t", topics, topic))
                    .append("[/\"")
                    .append(Topology.shortName(topic))
                    .append("\"/]\n");
        }
        List<FunctionSpec> functions = topology.functions();
        for (int i = 0; i < functions.size(); i++) {
            FunctionSpec function = functions.get(i);
            out.append("    f").append(i).append("([\"").append(function.name()).append("\"])\n");
            for (String input : function.inputs()) {
                out.append("    ")
                        .append(id("t", topics, input))
                        .append(" --> f")
                        .append(i)
                        .append('\n');
            }
            for (String lookup : function.lookups()) {
                out.append("    ")
                        .append(id("t", topics, lookup))
                        .append(" -.-> f")
                        .append(i)
                        .append('\n');
            }
            for (String output : function.outputs()) {
                out.append("    f")
                        .append(i)
                        .append(output.equals(function.output()) ? " --> " : " -.-> ")
                        .append(id("t", topics, output))
                        .append('\n');
            }
        }
        List<SinkSpec> sinks = topology.sinks();
        for (int i = 0; i < sinks.size(); i++) {
            SinkSpec sink = sinks.get(i);
            out.append("    s").append(i).append("[(\"").append(sink.table()).append("\")]\n");
            for (String input : sink.inputs()) {
                if (sink.isReports(input)) {
                    out.append("    r")
                            .append(i)
                            .append("[(\"")
                            .append(sink.refusedTable())
                            .append("\")]\n");
                }
                out.append("    ")
                        .append(id("t", topics, input))
                        .append(" -- ")
                        .append(sink.name())
                        .append(" --> ")
                        .append(sink.isReports(input) ? "r" : "s")
                        .append(i)
                        .append('\n');
            }
        }
        return out.toString();
    }

    /** Returns the topics breadth first from the entry topics, so that the reader can follow a record. */
    private static Set<String> inOrderOfFlow(Topology topology) {
        Set<String> ordered = new LinkedHashSet<>(topology.entryTopics());
        int before;
        do {
            before = ordered.size();
            for (String topic : List.copyOf(ordered)) {
                topology.functions().stream()
                        .filter(function -> function.inputs().contains(topic))
                        .forEach(function -> ordered.addAll(function.outputs()));
            }
        } while (ordered.size() > before);
        ordered.addAll(topology.topics());
        return ordered;
    }

    private static String id(String prefix, Set<String> topics, String topic) {
        int index = 0;
        for (Iterator<String> names = topics.iterator(); names.hasNext(); index++) {
            if (names.next().equals(topic)) {
                return prefix + index;
            }
        }
        throw new IllegalArgumentException(topic);
    }

    private TopologyDescription() {}
}
