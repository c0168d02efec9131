package dev.sigilo.tests.fault;

import dev.sigilo.driver.Topology;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.keys.Keyset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The chain of pulsar-config as the tests run it: its folder, its policies, and keys generated for this run. */
public final class Chain {
    /** The policies that ship. */
    public static final List<String> POLICIES = List.of("pseudonymized", "safe-harbor");
    /** A token keyset of one epoch. */
    public static final Keyset TOKEN_KEYS = Keyset.generate(Keyset.Purpose.TOKEN);
    /** A sealing keyset. */
    public static final Keyset SEALING_KEYS = Keyset.generate(Keyset.Purpose.SEALING);

    /** The checkout's root. */
    public static Path home() {
        return Path.of(System.getProperty("sigilo.home", ".."));
    }

    /** The folder pulsar-config. */
    public static Path config() {
        return home().resolve("pulsar-config");
    }

    /**
     * A copy of the folder pulsar-config in which an optional function is switched on, as an operator does it.
     *
     * @param folder an empty folder
     */
    public static Path configWith(String optional, Path folder) {
        Path config = config();
        try (Stream<Path> files = Files.walk(config)) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(config.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
            String yaml = optional + ".yaml";
            Files.copy(
                    folder.resolve("optional").resolve(yaml),
                    folder.resolve("functions").resolve(yaml));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A shipped policy's text. */
    public static String policy(String name) {
        try {
            return Files.readString(config().resolve("policies").resolve(name + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A driver for the chain under a shipped policy, not started. */
    public static TopologyDriver.Builder driver(String policy) {
        return driverWithPolicy(policy(policy), TOKEN_KEYS);
    }

    /** A driver for the chain under a policy's text and a token keyset, not started. */
    public static TopologyDriver.Builder driverWithPolicy(String policyText, Keyset tokenKeys) {
        return driver(config(), policyText, tokenKeys);
    }

    /** A driver for the topology of a folder under a policy's text and a token keyset, not started. */
    public static TopologyDriver.Builder driver(Path config, String policyText, Keyset tokenKeys) {
        return TopologyDriver.builder(Topology.read(config))
                .environment("SIGILO_TOKEN_KEYSET", tokenKeys.secretJson())
                .environment("SIGILO_SEALING_KEYSET", SEALING_KEYS.secretJson())
                .userConfig("policy", policyText);
    }

    /** The size of a run: {@code full} under the Maven profile chaos, else {@code everyday}. */
    public static int size(int everyday, int full) {
        return isFull() ? full : everyday;
    }

    /** Whether the Maven profile chaos is on. */
    public static boolean isFull() {
        return Boolean.getBoolean("sigilo.chaos");
    }

    private Chain() {}
}
