package dev.sigilo.stack;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Pulsar standalone: broker, bookie, metadata and functions worker in one process. Its home is a separate directory of
 * the stack with links into the distribution, because Pulsar keeps logs, uploaded code and downloads in its home.
 */
final class BrokerServer extends ServerProcess {
    /** Referenced by name, because the superclasses of its classes are only on Pulsar's class path. */
    static final String WORKER_PACKAGE = "dev.sigilo.stack.worker.";

    private static final List<String> WORKER_CLASSES =
            List.of("FunctionsRole", "OwnRoleThreads", "OwnRoleProcesses", "StaleRegistrations");

    /**
     * The ports of the broker's binary protocol, of its web service, and of its bookie. The bookie's port never changes
     * after its first start, because it is part of the bookie's name in the metadata.
     */
    record Ports(int binary, int web, int bookie) {}

    private final Path distribution;
    private final Path home;
    private final Ports ports;
    private final FunctionRuntime runtime;
    private final String memory;
    private final PulsarCredentials credentials;
    private final Map<String, String> environment;

    /**
     * @param environment the variables that the references of functions and sinks are resolved from
     * @param memory      options for the JVM's memory
     * @param credentials the credentials that authenticate its clients
     */
    BrokerServer(
            Path distribution,
            Path home,
            Ports ports,
            FunctionRuntime runtime,
            String memory,
            PulsarCredentials credentials,
            Map<String, String> environment) {
        super("broker", home.resolve("logs/console.log"), Duration.ofMinutes(5));
        this.distribution = distribution;
        this.home = home;
        this.ports = ports;
        this.runtime = runtime;
        this.memory = memory;
        this.credentials = credentials;
        this.environment = environment;
    }

    @Override
    void prepare() throws IOException {
        linkDistribution();
        new BrokerConfiguration(home, ports, runtime, credentials, code()).write(distribution.resolve("conf"));
        copyWorkerClasses();
        if (Files.isDirectory(metadata())) {
            removeStaleRegistrations();
        }
    }

    private void linkDistribution() throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("logs"));
        // The scripts use the folder above their own as Pulsar's home, so the folder is real and the files are links.
        for (Path script : filesIn(distribution.resolve("bin"))) {
            link(home.resolve("bin").resolve(script.getFileName()), script);
        }
        link(home.resolve("lib"), distribution.resolve("lib"));
        link(home.resolve("instances"), distribution.resolve("instances"));
    }

    private Path metadata() {
        return home.resolve("data/metadata");
    }

    private void removeStaleRegistrations() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        workerClasses() + File.pathSeparator + home.resolve("lib") + "/*",
                        WORKER_PACKAGE + "StaleRegistrations",
                        metadata().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new StackException("the registrations of the broker's last run in " + metadata()
                        + " cannot be removed; its log is " + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while preparing the broker", e);
        }
    }

    /** Copies the classes from this program's class path, which is a folder or a jar, to a folder on Pulsar's. */
    private void copyWorkerClasses() throws IOException {
        for (String name : WORKER_CLASSES) {
            String path = (WORKER_PACKAGE + name).replace('.', '/') + ".class";
            Path file = workerClasses().resolve(path);
            Files.createDirectories(file.getParent());
            try (InputStream in = BrokerServer.class.getClassLoader().getResourceAsStream(path)) {
                if (in == null) {
                    throw new IOException(path + " is not on the class path");
                }
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path workerClasses() {
        return home.resolve("worker");
    }

    /** Returns the folder for the code of functions and sinks. */
    Path code() {
        return home.resolve("code");
    }

    /** Returns the regular files in a folder. */
    static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void link(Path link, Path target) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }

    @Override
    ProcessBuilder command() {
        ProcessBuilder builder = new ProcessBuilder(
                home.resolve("bin/pulsar").toString(),
                "standalone",
                "--metadata-dir",
                metadata().toString(),
                "--bookkeeper-dir",
                home.resolve("data/bookkeeper").toString(),
                "--bookkeeper-port",
                ports.bookie() + "",
                "--no-stream-storage",
                "--functions-worker-conf",
                home.resolve("conf/functions_worker.yml").toString());
        Map<String, String> variables = builder.environment();
        // Variables that the user set for another Pulsar must not affect this one.
        variables.keySet().removeIf(name -> name.startsWith("PULSAR_"));
        variables.putAll(environment);
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("PULSAR_MEM", memory);
        variables.put("PULSAR_EXTRA_CLASSPATH", workerClasses().toString());
        // The statement for a sink's whole batch takes up half a region of the default size or more, and G1 starts a
        // collection for each allocation of that size.
        variables.put(
                "PULSAR_GC",
                "-XX:+UseG1GC -XX:G1HeapRegionSize=8m " + compilerThreads() + " -XX:+ExitOnOutOfMemoryError");
        // Not empty, because then Pulsar would use its own default.
        variables.put("PULSAR_GC_LOG", " ");
        variables.put("PULSAR_LOG_DIR", home.resolve("logs").toString());
        variables.put("PULSAR_LOG_APPENDER", "RollingFile");
        return builder;
    }

    /**
     * Returns an option for more compiler threads. On two cores the JVM uses one thread for the optimizing compiler,
     * which competes with dozens of busy threads. Every function and sink loads its own classes, so all of them would
     * wait minutes for it.
     */
    private static String compilerThreads() {
        return Runtime.getRuntime().availableProcessors() <= 4 ? "-XX:CICompilerCount=4" : "";
    }

    /** Returns Pulsar's own logs; the console shows only the output of the JVM itself. */
    @Override
    List<Path> otherLogs() throws IOException {
        try (Stream<Path> logs = Files.list(home.resolve("logs"))) {
            return logs.filter(log -> log.getFileName().toString().matches("pulsar-standalone.*\\.log"))
                    .toList();
        }
    }

    @Override
    boolean isReady() {
        // Standalone creates this namespace last during its first start.
        return answers("/admin/v2/namespaces/public/default")
                && answers("/admin/v2/brokers/health")
                && answers("/admin/v3/functions/public/default");
    }

    private boolean answers(String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + ports.web() + path).toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(10_000);
            connection.setRequestProperty("Authorization", "Bearer " + credentials.credential(PulsarRole.ADMIN));
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
