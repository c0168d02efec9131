package dev.sigilo.cli;

import dev.sigilo.driver.DriverMessage;
import dev.sigilo.driver.Topology;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.keys.Keyset;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs records through the chain in this process and prints the messages of each topic. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Run records through the chain without servers.",
            "Prints the messages that each topic would get, one JSON line per record:",
            "  {\"classified\":…,\"tokenized\":…,\"sealed\":…,\"command\":…,\"query\":…}",
            "  {\"rejected\":…}",
            "HL7 v2, FHIR and DICOM messages are converted first: one line per record of a message, which begins with "
                    + "\"converted\" (format, place in the message, record) and ends with \"dropped\" (what was left out, by path).",
            "The fields \"classified\" and \"converted\" contain PHI."
        })
final class TryCommand implements Callable<Integer> {
    /** The last part of each topic's name, in the order of the output. */
    private static final List<String> STAGES = List.of("classified", "tokenized", "sealed", "command", "query");

    private static final String REJECTED = "rejected";

    private final Console console;

    @Mixin
    private Input input;

    @Mixin
    private TokenizingOptions tokenizing;

    @Option(
            names = "--sealing-keyset",
            paramLabel = "FILE",
            description = "The sealing key file (default: a fresh key, for this run only).")
    private Path sealingKeyset;

    @Mixin
    private PulsarConfigOption pulsarConfig;

    TryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path config = pulsarConfig.folder();
        Topology topology = Topology.read(config);
        Map<String, String> stages = new LinkedHashMap<>();
        STAGES.forEach(stage -> stages.put(stage, topology.topic(stage)));
        String rejected = topology.topic(REJECTED);

        TopologyDriver.Builder builder = TopologyDriver.builder(topology)
                .withoutSinks()
                .withoutSchemaChecks()
                .environment("SIGILO_TOKEN_KEYSET", keyset(tokenizing.tokenKeyset(), Keyset.Purpose.TOKEN))
                .environment("SIGILO_SEALING_KEYSET", keyset(sealingKeyset, Keyset.Purpose.SEALING));
        InputFormat format = input.format();
        FieldNames names = new FieldNames(tokenizing.policy(pulsarConfig));
        if (tokenizing.policyName() != null) {
            builder.userConfig("policy", Policies.text(config, tokenizing.policyName()));
        }
        if (format.isMessages()) {
            tryMessages(builder, topology.entryTopic(format.id()), stages, rejected);
            return Sigilo.OK;
        }
        try (TopologyDriver driver = builder.start();
                Input.Opened records = input.open(console, names)) {
            driver.publishAt(System.currentTimeMillis());
            for (RecordReader.Entry entry = records.next(); entry != null; entry = records.next()) {
                driver.pipe(entry.message());
                print(driver, stages, rejected);
                driver.forgetMessages();
            }
        }
        return Sigilo.OK;
    }

    private void tryMessages(
            TopologyDriver.Builder builder, String topic, Map<String, String> stages, String rejected) {
        try (MessageFiles messages = input.openMessages(console);
                TopologyDriver driver = builder.start()) {
            driver.publishAt(System.currentTimeMillis());
            for (RecordReader.Entry entry = messages.next(); entry != null; entry = messages.next()) {
                driver.pipe(topic, null, entry.message(), Map.of());
                new MessageTrial(driver).lines(stages, rejected).forEach(console::println);
                driver.forgetMessages();
            }
            messages.checkAllRead();
        } catch (IOException e) {
            throw new UncheckedIOException("a message of the chain is not JSON", e);
        }
    }

    private void print(TopologyDriver driver, Map<String, String> stages, String rejected) {
        OutputStream out = console.out();
        try {
            List<DriverMessage> refused = driver.read(rejected);
            if (!refused.isEmpty()) {
                out.write("{\"rejected\":".getBytes(StandardCharsets.UTF_8));
                out.write(refused.get(0).getValue());
            } else {
                char before = '{';
                for (Map.Entry<String, String> stage : stages.entrySet()) {
                    List<DriverMessage> messages = driver.read(stage.getValue());
                    out.write((before + "\"" + stage.getKey() + "\":").getBytes(StandardCharsets.UTF_8));
                    // The row of a later stage follows that of an earlier one; the table keeps the last.
                    out.write(
                            messages.isEmpty()
                                    ? "null".getBytes(StandardCharsets.UTF_8)
                                    : messages.get(messages.size() - 1).getValue());
                    before = ',';
                }
            }
            out.write("}\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Console.OutputClosedException(e);
        }
    }

    private static String keyset(Path file, Keyset.Purpose purpose) {
        if (file == null) {
            return Keyset.generate(purpose).secretJson();
        }
        return KeyFiles.read(file, purpose).secretJson();
    }
}
