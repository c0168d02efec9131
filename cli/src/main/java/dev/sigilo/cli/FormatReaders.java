package dev.sigilo.cli;

import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.Topology;
import dev.sigilo.formats.FieldMapException;
import dev.sigilo.formats.MessageReader;
import dev.sigilo.formats.MessageReaders;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The readers of formats that the topology's function convert runs, with their maps. */
final class FormatReaders {
    private static final String READER = "Reader";
    private static final String MAP = "Map";

    private FormatReaders() {}

    /**
     * Returns the reader of a format.
     *
     * @throws CliException if no function reads the format, or its map has faults
     */
    static MessageReader of(Topology topology, String format) {
        FunctionSpec function = function(topology, format);
        try {
            return reader(function, format);
        } catch (FieldMapException e) {
            throw new CliException(e.getMessage());
        }
    }

    /** Returns every fault of every map, each with the map's name. */
    static List<String> faults(Topology topology) {
        List<String> faults = new ArrayList<>();
        for (String format : formats(topology)) {
            try {
                reader(function(topology, format), format);
            } catch (FieldMapException e) {
                e.faults().forEach(fault -> faults.add(mapName(format) + ": " + fault));
            }
        }
        return faults;
    }

    /** Returns the formats that the topology reads. */
    static List<String> formats(Topology topology) {
        TreeMap<String, Boolean> formats = new TreeMap<>();
        topology.functions()
                .forEach(function -> function.userConfig().keySet().stream()
                        .filter(key -> key.endsWith(READER))
                        .forEach(key -> formats.put(key.substring(0, key.length() - READER.length()), true)));
        return List.copyOf(formats.keySet());
    }

    private static FunctionSpec function(Topology topology, String format) {
        return topology.functions().stream()
                .filter(function -> function.userConfig().containsKey(format + READER))
                .findFirst()
                .orElseThrow(() -> new CliException("no function of the topology reads " + format
                        + "; check pulsar-config/functions/convert.yaml"));
    }

    private static MessageReader reader(FunctionSpec function, String format) {
        String map = String.valueOf(function.userConfig().get(format + MAP));
        return MessageReaders.create(
                String.valueOf(function.userConfig().get(format + READER)), format, map, mapName(format));
    }

    private static String mapName(String format) {
        return "formats/" + format + ".yaml";
    }
}
