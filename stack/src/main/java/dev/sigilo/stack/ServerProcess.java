package dev.sigilo.stack;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One server of an {@link EmbeddedStack}, in a process of its own. It can be killed and started again on the disk it had,
 * with the same ports. Not thread-safe.
 */
public abstract sealed class ServerProcess permits BrokerServer, DatabaseServer {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final String name;
    private final Path log;
    private final Duration patience;
    private ProcessHandle process;
    private Runnable onChange = () -> { };

    ServerProcess(String name, Path log, Duration patience) {
        this.name = name;
        this.log = log;
        this.patience = patience;
    }

    /** How it is called in messages and in the state file. */
    public final String name() {
        return name;
    }

    /** Where it logs to. */
    public final Path log() {
        return log;
    }

    /** Whether its process is there. */
    public final boolean isRunning() {
        return process != null && process.isAlive();
    }

    /**
     * Its process id.
     *
     * @throws StackException where it does not run
     */
    public final long pid() {
        if (!isRunning()) {
            throw new StackException(name + " does not run; its log is " + log);
        }
        return process.pid();
    }

    /** Memory that it holds, in bytes, with the processes it started; 0 where it does not run or the system does not tell. */
    public final long residentBytes() {
        if (!isRunning()) {
            return 0;
        }
        return residentBytes(process) + process.descendants().mapToLong(ServerProcess::residentBytes).sum();
    }

    private static long residentBytes(ProcessHandle process) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException e) {
            // It ended, or this is no Linux.
        }
        return 0;
    }

    /** Kills the process at once (SIGKILL); nothing is flushed or said goodbye to. Done when the process is gone. */
    public final void kill() {
        if (isRunning()) {
            process.destroyForcibly();
            awaitEnd(process, GRACE);
        }
    }

    /** Starts it again after {@link #kill} or {@link #stop}, on the same disk and ports; it is ready on return. */
    public final void restart() {
        if (isRunning()) {
            stop();
        }
        launch();
        awaitReady();
    }

    /** Asks it to end, and kills it where it does not within half a minute. */
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

    /** Takes over a process of an earlier JVM, unless its id was given to another one since. */
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
            ProcessBuilder builder = command();
            // A session of its own: Ctrl-C at the terminal must not reach a database before its broker is stopped.
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

    /** Waits until it can be used. */
    final void awaitReady() {
        Instant limit = Instant.now().plus(patience);
        while (!isReady()) {
            if (!isRunning()) {
                throw new StackException(name + " ended while it started: " + lastFault() + "; its log is " + log);
            }
            if (Instant.now().isAfter(limit)) {
                throw new StackException(name + " was not ready within " + patience.toSeconds() + " s: " + lastFault()
                        + "; its log is " + log);
            }
            pause();
        }
    }

    /** What must be on disk before the process starts. */
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

    /** The last line of the log that tells of a fault, else its last line. */
    private String lastFault() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - 16 * 1024);
            byte[] end = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
            for (int i = lines.size() - 1; i >= 0; i--) {
                if (lines.get(i).contains("ERROR") || lines.get(i).contains("Caused by")) {
                    return lines.get(i).strip();
                }
            }
            return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1).strip();
        } catch (IOException e) {
            return "it left no log";
        }
    }
}
