package dev.sigilo.benchmarks.convert;

import com.sun.management.OperatingSystemMXBean;
import dev.sigilo.benchmarks.BenchmarkException;
import dev.sigilo.driver.DriverMessage;
import dev.sigilo.driver.FunctionDriver;
import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.Topology;
import dev.sigilo.keys.Keyset;
import dev.sigilo.samples.SyntheticPeople;
import dev.sigilo.samples.SyntheticPerson;
import dev.sigilo.samples.SyntheticStudy;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures what one core does in convert: the function of the topology with its reader, map and keys, from the bytes of a
 * message to the bytes of every message that it sends. Pulsar is not part of it.
 *
 * <p>The clock is the processor time of this process, which includes the garbage collector and hardly depends on what
 * else runs on the machine. Nothing else may run in the process.
 */
public final class ConvertBenchmark {
    private static final int PEOPLE = 100;
    private static final long SEED = 1;
    private static final String INPUT = "Input";
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /**
     * How long to measure.
     *
     * @param warmUpSeconds the processor time before the first round
     * @param rounds        the number of rounds; their median counts
     * @param roundSeconds  the least processor time of a round, which always takes whole passes over the messages
     */
    public record Settings(double warmUpSeconds, int rounds, double roundSeconds) {
        public Settings {
            if (warmUpSeconds < 0 || rounds < 1 || roundSeconds <= 0) {
                throw new BenchmarkException("give 1 round or more, and times above 0");
            }
        }
    }

    /** The sums of one pass over the messages. */
    private static final class Pass {
        private long records;
        private long recordBytes;
        private long rejects;
    }

    private final Topology topology;
    private final Settings settings;
    private final Consumer<String> progress;

    /**
     * @param topology the topology whose function is measured
     * @param progress receives a line for each step
     */
    public ConvertBenchmark(Topology topology, Settings settings, Consumer<String> progress) {
        this.topology = topology;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Returns built-in messages of a format: two examinations of each synthetic person.
     *
     * @param format {@code hl7v2}, {@code fhir} or {@code dicom}
     */
    public static List<byte[]> syntheticMessages(String format) {
        List<byte[]> messages = new ArrayList<>();
        for (SyntheticPerson person : new SyntheticPeople(SEED).people(PEOPLE)) {
            for (SyntheticStudy study : person.studies()) {
                messages.add(text(study, format).getBytes(StandardCharsets.UTF_8));
            }
        }
        return messages;
    }

    private static String text(SyntheticStudy study, String format) {
        return switch (format) {
            case "hl7v2" -> study.hl7();
            case "fhir" -> study.fhir();
            case "dicom" -> study.dicom();
            default ->
                throw new BenchmarkException("there are no built-in messages of " + format + "; name a file or folder");
        };
    }

    /**
     * Measures one format.
     *
     * @param format   its name in the topology
     * @param messages the messages; every pass converts all of them
     * @throws BenchmarkException if there are no messages or no function reads the format
     */
    public ConvertResult run(String format, List<byte[]> messages) {
        if (messages.isEmpty()) {
            throw new BenchmarkException("there is no message to convert; name a file or folder with messages");
        }
        FunctionSpec function = function(format);
        String topic = Topology.fullName(String.valueOf(function.userConfig().get(format + INPUT)));
        String keyset = Keyset.generate(Keyset.Purpose.SEALING).secretJson();
        try (FunctionDriver driver =
                FunctionDriver.start(topology, function.name(), Map.of("SIGILO_SEALING_KEYSET", keyset))) {
            progress.accept(format + ": " + messages.size() + (messages.size() == 1 ? " message" : " messages")
                    + ", warming up");
            passes(driver, topic, messages, settings.warmUpSeconds());
            List<Double> rounds = new ArrayList<>();
            for (int round = 0; round < settings.rounds(); round++) {
                rounds.add(passes(driver, topic, messages, settings.roundSeconds()));
                progress.accept(String.format(
                        Locale.ROOT, "%s: round %d, %,.0f messages/s", format, round + 1, rounds.get(round)));
            }
            Pass pass = pass(driver, topic, function.output(), messages);
            long bytes = messages.stream().mapToLong(message -> message.length).sum();
            return new ConvertResult(
                    format, messages.size(), bytes, pass.records, pass.recordBytes, pass.rejects, rounds);
        }
    }

    private FunctionSpec function(String format) {
        return topology.functions().stream()
                .filter(function -> function.userConfig().containsKey(format + INPUT))
                .findFirst()
                .orElseThrow(() -> new BenchmarkException("no function of the topology reads " + format
                        + "; check pulsar-config/functions/convert.yaml"));
    }

    /** Converts all messages, once or as often as fits into the processor time; returns the messages per second of it. */
    private static double passes(FunctionDriver driver, String topic, List<byte[]> messages, double seconds) {
        long converted = 0;
        long start = SYSTEM.getProcessCpuTime();
        double used;
        do {
            for (byte[] message : messages) {
                driver.process(topic, message);
            }
            converted += messages.size();
            used = (SYSTEM.getProcessCpuTime() - start) / 1e9;
        } while (used < seconds);
        return converted / used;
    }

    private static Pass pass(FunctionDriver driver, String topic, String output, List<byte[]> messages) {
        Pass pass = new Pass();
        for (byte[] message : messages) {
            for (DriverMessage sent : driver.process(topic, message)) {
                if (sent.getTopicName().equals(output)) {
                    pass.records++;
                    pass.recordBytes += sent.size();
                } else {
                    pass.rejects++;
                }
            }
        }
        return pass;
    }
}
