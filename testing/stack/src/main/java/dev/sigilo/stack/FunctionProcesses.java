package dev.sigilo.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the processes of functions and sinks among the children of the broker. */
final class FunctionProcesses {
    /** The prefix of the command-line argument that contains the name of a process's function. */
    private static final String FUNCTION_LOG = "-Dpulsar.function.log.file=";

    private FunctionProcesses() {}

    /** Returns the processes that this broker started, by the name of their function or sink. */
    static Map<String, ProcessHandle> of(long broker) {
        Map<String, ProcessHandle> found = new LinkedHashMap<>();
        try (Stream<ProcessHandle> children =
                ProcessHandle.of(broker).orElseThrow().descendants()) {
            children.forEach(child -> arguments(child)
                    .filter(argument -> argument.startsWith(FUNCTION_LOG))
                    .findFirst()
                    .ifPresent(argument ->
                            found.put(argument.substring(FUNCTION_LOG.length()).replaceFirst("-\\d+$", ""), child)));
        }
        return found;
    }

    /**
     * Returns the arguments of a process's command line. {@link ProcessHandle.Info} returns none if they are longer
     * than a memory page.
     */
    private static Stream<String> arguments(ProcessHandle process) {
        try {
            byte[] line = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline"));
            return Stream.of(new String(line, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            // The process ended, or this is not Linux.
            return process.info().arguments().stream().flatMap(Stream::of);
        }
    }
}
