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
    /** Starts the argument that holds a function's name in the command line of its process. */
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

    /** The words of a process's command line. {@link ProcessHandle.Info} gives none where they are longer than a page of memory. */
    private static Stream<String> arguments(ProcessHandle process) {
        try {
            byte[] line = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline"));
            return Stream.of(new String(line, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            // It ended, or this is not Linux.
            return process.info().arguments().stream().flatMap(Stream::of);
        }
    }
}
