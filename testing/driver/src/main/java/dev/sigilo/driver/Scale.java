package dev.sigilo.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The width of the pipeline, as configured in {@code scale.conf} next to the topology: partitions of topics, instances
 * of functions and sinks, shards of tables. The default for each is 1.
 */
public final class Scale {
    private static final int MOST = 4096;

    private final Map<String, Integer> settings;

    private Scale(Map<String, Integer> settings) {
        this.settings = settings;
    }

    /**
     * Reads {@code scale.conf} of a pulsar-config folder, or the file that {@code SIGILO_SCALE_FILE} names. As in
     * deploy.sh, {@code SIGILO_PARTITIONS} and {@code SIGILO_PARALLELISM} override its lines without a name.
     *
     * @throws TopologyException if a line is not a setting
     */
    public static Scale read(Path pulsarConfig, Map<String, String> environment) {
        String other = environment.getOrDefault("SIGILO_SCALE_FILE", "");
        Path file = other.isEmpty() ? pulsarConfig.resolve("scale.conf") : Path.of(other);
        Map<String, Integer> settings = new HashMap<>();
        try {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                String text = line.replaceFirst("#.*", "").strip();
                if (!text.isEmpty()) {
                    String[] words = text.split("\\s+");
                    settings.put(
                            words.length == 3 ? words[0] + " " + words[1] : words[0],
                            number(file + ", line " + number, words));
                }
            }
        } catch (IOException e) {
            throw new TopologyException(file + " cannot be read; restore it, or name another in SIGILO_SCALE_FILE");
        }
        for (String what : new String[] {"partitions", "parallelism"}) {
            String variable = "SIGILO_" + what.toUpperCase(Locale.ROOT);
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                settings.put(what, number(variable, new String[] {what, value}));
            }
        }
        return new Scale(settings);
    }

    private static int number(String place, String[] words) {
        boolean general = words.length == 2 && (words[0].equals("partitions") || words[0].equals("parallelism"));
        boolean named = words.length == 3
                && (words[0].equals("partitions") || words[0].equals("parallelism") || words[0].equals("shards"));
        String last = words[words.length - 1];
        if ((general || named) && last.matches("[1-9][0-9]{0,3}") && Integer.parseInt(last) <= MOST) {
            return Integer.parseInt(last);
        }
        throw new TopologyException(place
                + " is no setting; write partitions, parallelism or shards, a name, and a number from 1 to " + MOST);
    }

    /** Returns the number of partitions of a topic, given its full name. */
    public int partitions(String topic) {
        return width("partitions", topic);
    }

    /** Returns the number of instances of a function or sink; for a sink with shards, of each shard. */
    public int parallelism(String name) {
        return width("parallelism", name);
    }

    /** Returns the number of tables that a sink's rows are distributed over. */
    public int shards(String sink) {
        return width("shards", sink);
    }

    private int width(String what, String name) {
        return settings.getOrDefault(what + " " + name, settings.getOrDefault(what, 1));
    }
}
