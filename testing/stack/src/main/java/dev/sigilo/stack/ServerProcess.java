package dev.sigilo.stack;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One server of an {@link EmbeddedStack}, in a separate process. It can be killed and restarted with the same data and
 * ports. Not thread-safe.
 */
public abstract sealed class ServerProcess permits BrokerServer, DatabaseServer {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int LAUNCHES = 3;
    private static final int LONGEST_FAULT = 300;

    private final String name;
    private final Path log;
    private final Duration patience;
    private ProcessHandle process;
    private final Map<Path, Long> lengthsAtLaunch = new HashMap<>();
    private Runnable onChange = () -> {};

    ServerProcess(String name, Path log, Duration patience) {
        this.name = name;
        this.log = log;
        this.patience = patience;
    }

    /** Returns its name in messages and in the state file. */
    public final String name() {
        return name;
    }

    /** Returns the file that it logs to. */
    public final Path log() {
        return log;
    }

    /** Returns whether its process is running. */
    public final boolean isRunning() {
        return process != null && process.isAlive();
    }

    /**
     * Returns its process id.
     *
     * @throws StackException if it is not running
     */
    public final long pid() {
        if (!isRunning()) {
            throw new StackException(name + " is not running; its log is " + log);
        }
        return process.pid();
    }

    /**
     * Returns the memory that it uses in bytes, including the processes that it started; 0 if it is not running or the
     * system does not provide the value.
     */
    public final long residentBytes() {
        if (!isRunning()) {
            return 0;
        }
        return residentBytes(process)
                + process.descendants().mapToLong(ServerProcess::residentBytes).sum();
    }

    private static long residentBytes(ProcessHandle process) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException e) {
            // The process ended, or this is not Linux.
        }
        return 0;
    }

    /** Kills the process at once (SIGKILL), without flushing or closing anything. Returns when the process is gone. */
    public final void kill() {
        if (isRunning()) {
            process.destroyForcibly();
            awaitEnd(process, GRACE);
        }
    }

    /**
     * Starts it again after {@link #kill} or {@link #stop}, with the same data and ports. It is ready on return. If it
     * exits while starting, it is launched again, as a supervisor would do, and this is recorded in its log.
     *
     * @throws StackException if it exits {@value #LAUNCHES} times in a row, or is not ready in time
     */
    public final void restart() {
        if (isRunning()) {
            stop();
        }
        for (int left = LAUNCHES - 1; left > 0; left--) {
            launch();
            if (becomesReady()) {
                return;
            }
            note(name + " stopped while starting: " + lastFault() + "; starting it again");
        }
        launch();
        awaitReady();
    }

    private void note(String line) {
        try {
            Files.writeString(log, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new StackException(name + ": its log " + log + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Asks it to exit, and kills it if it does not exit within half a minute. */
    public final void stop() {
        if (!isRunning()) {
            return;
        }
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        if (!awaitEnd(process, GRACE)) {
            process.destroyForcibly();
            awaitEnd(process, GRACE);
        }
        for (ProcessHandle child : children) {
            child.destroyForcibly();
        }
        onChange.run();
    }

    final void onChange(Runnable action) {
        onChange = action;
    }

    /** Takes over a process of an earlier JVM, unless its process id has been reused since. */
    final void adopt(long pid, Instant started) {
        process = ProcessHandle.of(pid)
                .filter(found -> found.info().startInstant().equals(Optional.of(started)))
                .orElse(null);
    }

    final Optional<Instant> started() {
        return process == null ? Optional.empty() : process.info().startInstant();
    }

    /** Starts the process, without waiting for it to be ready. */
    final void launch() {
        try {
            prepare();
            noteLengthsOfLogs();
            ProcessBuilder builder = command();
            // A separate session: Ctrl-C at the terminal must not reach a database before its broker is stopped.
            if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
                List<String> words = new ArrayList<>(builder.command());
                words.add(0, "/usr/bin/setsid");
                builder.command(words);
            }
            builder.redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            process = builder.start().toHandle();
        } catch (IOException e) {
            throw new StackException(name + " cannot be started: " + e.getMessage(), e);
        }
        onChange.run();
    }

    private void noteLengthsOfLogs() throws IOException {
        lengthsAtLaunch.clear();
        List<Path> logs = new ArrayList<>(otherLogs());
        logs.add(log);
        for (Path one : logs) {
            lengthsAtLaunch.put(one, Files.exists(one) ? Files.size(one) : 0);
        }
    }

    /** Waits until it is ready. */
    final void awaitReady() {
        if (!becomesReady()) {
            throw new StackException(name + " stopped while starting: " + lastFault() + "; its log is " + log);
        }
    }

    /** Waits until it is ready, or has exited; returns whether it is ready. */
    private boolean becomesReady() {
        Instant limit = Instant.now().plus(patience);
        while (!isReady()) {
            if (!isRunning()) {
                return false;
            }
            if (Instant.now().isAfter(limit)) {
                throw new StackException(name + " was not ready within " + patience.toSeconds() + " s: " + lastFault()
                        + "; its log is " + log);
            }
            pause();
        }
        return true;
    }

    /** Creates the files that must exist before the process starts. */
    abstract void prepare() throws IOException;

    abstract ProcessBuilder command() throws IOException;

    abstract boolean isReady();

    private static boolean awaitEnd(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for a server", e);
        }
    }

    /** Returns the other logs, besides {@link #log()}, that it reports faults in. */
    List<Path> otherLogs() throws IOException {
        return List.of();
    }

    /**
     * Returns the last line that reports a fault in its logs since it was launched, or else the last line of
     * {@link #log()}.
     */
    private String lastFault() {
        try {
            List<Path> logs = new ArrayList<>(otherLogs());
            logs.add(log);
            for (Path one : logs) {
                List<String> lines = linesSinceLaunch(one);
                for (int i = lines.size() - 1; i >= 0; i--) {
                    if (lines.get(i).contains("ERROR") || lines.get(i).contains("Caused by")) {
                        return shortened(lines.get(i));
                    }
                }
            }
            List<String> lines = linesSinceLaunch(log);
            return lines.isEmpty() ? "it printed nothing" : shortened(lines.get(lines.size() - 1));
        } catch (IOException e) {
            return "it left no log";
        }
    }

    private static String shortened(String line) {
        String text = line.strip();
        return text.length() <= LONGEST_FAULT ? text : text.substring(0, LONGEST_FAULT) + "…";
    }

    private List<String> linesSinceLaunch(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(lengthsAtLaunch.getOrDefault(file, 0L), bytes.length() - 64 * 1024);
            byte[] end = new byte[(int) Math.max(0, bytes.length() - from)];
            bytes.seek(from);
            bytes.readFully(end);
            return new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }
}
