package dev.sigilo.tests.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resources of a process at one moment.
 *
 * @param residentBytes memory
 * @param threads       threads of the system
 * @param heapBytes     what is left on the heap after a collection; -1 where the process is no JVM
 */
record ProcessSample(long residentBytes, int threads, long heapBytes) {
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern HEAP_USED = Pattern.compile("(?:heap|generation) .*?used (\\d+)K");

    /** A sample, or none where the process has ended or this is no Linux. */
    static Optional<ProcessSample> of(ProcessHandle process) {
        try {
            List<String> status = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"));
            return Optional.of(new ProcessSample(
                    1024 * number(status, "VmRSS:"), (int) number(status, "Threads:"), heap(process)));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static long number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> {
                    Matcher matcher = NUMBER.matcher(line);
                    return matcher.find() ? Long.parseLong(matcher.group()) : 0L;
                })
                .orElse(0L);
    }

    /** Runs a collection first, because garbage does not indicate growth. */
    private static long heap(ProcessHandle process) throws IOException, InterruptedException {
        // jcmd sends a signal that a JVM handles but that ends other programs.
        if (process.info()
                .command()
                .filter(program -> program.endsWith("/java"))
                .isEmpty()) {
            return -1;
        }
        long kibibytes = 0;
        for (Matcher matcher = HEAP_USED.matcher(jcmd(process, "GC.run", "GC.heap_info")); matcher.find(); ) {
            kibibytes += Long.parseLong(matcher.group(1));
        }
        return 1024 * kibibytes;
    }

    private static String jcmd(ProcessHandle process, String... commands) throws IOException, InterruptedException {
        Path file = Files.createTempFile("jcmd", ".txt");
        try {
            Files.write(file, List.of(commands));
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            process.pid() + "",
                            "-f",
                            file.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            jcmd.waitFor();
            return said;
        } finally {
            Files.delete(file);
        }
    }

    boolean isJvm() {
        return heapBytes >= 0;
    }

    /** Returns the median of each number. */
    static ProcessSample middleOf(List<ProcessSample> samples) {
        return new ProcessSample(
                middle(samples, ProcessSample::residentBytes),
                (int) middle(samples, ProcessSample::threads),
                middle(samples, ProcessSample::heapBytes));
    }

    private static long middle(List<ProcessSample> samples, ToLongFunction<ProcessSample> number) {
        long[] sorted = samples.stream().mapToLong(number).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    @Override
    public String toString() {
        return String.format(
                "%d MiB resident, %d threads%s",
                residentBytes >> 20, threads, isJvm() ? ", " + (heapBytes >> 20) + " MiB live heap" : "");
    }
}
