package dev.sigilo.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the configuration files of a {@link BrokerServer}: the distribution's files with the stack's own values. */
final class BrokerConfiguration {
    private final Path folder;
    private final BrokerServer.Ports ports;
    private final FunctionRuntime runtime;
    private final PulsarCredentials credentials;
    private final Path code;

    /**
     * @param home the broker's home; the files are in its folder {@code conf}
     * @param code the folder with the code of functions and sinks
     */
    BrokerConfiguration(
            Path home, BrokerServer.Ports ports, FunctionRuntime runtime, PulsarCredentials credentials, Path code) {
        this.folder = home.resolve("conf");
        this.ports = ports;
        this.runtime = runtime;
        this.credentials = credentials;
        this.code = code;
    }

    /**
     * Writes all files.
     *
     * @param defaults the distribution's folder {@code conf}
     */
    void write(Path defaults) throws IOException {
        Files.createDirectories(folder);
        for (Path file : BrokerServer.filesIn(defaults)) {
            Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        change("standalone.conf", "=", broker());
        change("functions_worker.yml", ":", worker());
        change("client.conf", "=", client());
    }

    private Map<String, String> broker() {
        return Map.ofEntries(
                Map.entry("bindAddress", "127.0.0.1"),
                Map.entry("advertisedAddress", "127.0.0.1"),
                Map.entry("brokerServicePort", ports.binary() + ""),
                Map.entry("webServicePort", ports.web() + ""),
                // Otherwise standalone chooses the bookie's port itself.
                Map.entry("allowEphemeralPorts", "true"),
                Map.entry("numIOThreads", "2"),
                Map.entry("numHttpServerThreads", "8"),
                Map.entry("webSocketNumIoThreads", "2"),
                Map.entry("managedLedgerCacheSizeMB", "64"),
                Map.entry("dbStorage_writeCacheMaxSizeMb", "64"),
                Map.entry("dbStorage_readAheadCacheMaxSizeMb", "32"),
                Map.entry("dbStorage_rocksDB_blockCacheSize", "16777216"),
                Map.entry("authenticationEnabled", "true"),
                // By default Pulsar serves metrics without authentication.
                Map.entry("authenticateMetricsEndpoint", "true"),
                Map.entry(
                        "authenticationProviders",
                        "org.apache.pulsar.broker.authentication.AuthenticationProviderToken"),
                Map.entry("tokenSecretKey", credentials.keyFile().toUri().toString()),
                Map.entry("authorizationEnabled", "true"),
                Map.entry("superUserRoles", PulsarRole.ADMIN.subject() + "," + PulsarRole.BROKER.subject()),
                Map.entry("brokerClientAuthenticationPlugin", PulsarCredentials.PLUGIN),
                Map.entry("brokerClientAuthenticationParameters", credentials.parameters(PulsarRole.BROKER)),
                Map.entry("brokerShutdownTimeoutMs", "10000"));
    }

    private Map<String, String> worker() {
        boolean threads = runtime == FunctionRuntime.THREAD;
        Map<String, String> worker = new LinkedHashMap<>();
        // How soon a failed function or sink is started again. A process exits if its health was not checked for three
        // times this period, which easily happens while it starts on a loaded machine.
        worker.put("instanceLivenessCheckFreqMs", threads ? " 5000" : " 15000");
        // Nine processes start at once, so a cheap start matters more than speed later.
        worker.put("additionalJavaRuntimeArguments", " ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']");
        // Functions and sinks run from files on this machine. If they were uploaded, standalone would look for them in
        // its own web service, which does not run yet when it restarts them, and would leave them stopped.
        String urls = " ['file://\\Q" + code + "/\\E.*']";
        worker.put("additionalEnabledFunctionsUrlPatterns", urls);
        worker.put("additionalEnabledConnectorUrlPatterns", urls);
        worker.put(
                "functionRuntimeFactoryClassName",
                " " + BrokerServer.WORKER_PACKAGE + (threads ? "OwnRoleThreads" : "OwnRoleProcesses"));
        worker.put("clientAuthenticationPlugin", " " + PulsarCredentials.PLUGIN);
        worker.put("clientAuthenticationParameters", " '" + credentials.parameters(PulsarRole.FUNCTIONS) + "'");
        worker.put(
                "functionRuntimeFactoryConfigs",
                threads ? "\n    threadGroupName: sigilo" : "\n    logDirectory: logs/");
        return worker;
    }

    private Map<String, String> client() {
        return Map.of(
                "webServiceUrl",
                "http://127.0.0.1:" + ports.web() + "/",
                "brokerServiceUrl",
                "pulsar://127.0.0.1:" + ports.binary() + "/",
                "authPlugin",
                PulsarCredentials.PLUGIN,
                "authParams",
                credentials.parameters(PulsarRole.ADMIN));
    }

    /**
     * Sets keys in a file. Replaces existing keys with the lines indented under them, and appends the others at the
     * end.
     */
    private void change(String file, String separator, Map<String, String> values) throws IOException {
        Path path = folder.resolve(file);
        Map<String, String> left = new LinkedHashMap<>(values);
        List<String> lines = new ArrayList<>();
        boolean replaced = false;
        for (String line : Files.readAllLines(path)) {
            int end = line.indexOf(separator);
            String key = end < 0 ? line : line.substring(0, end);
            if (values.containsKey(key)) {
                lines.add(key + separator + values.get(key));
                left.remove(key);
                replaced = true;
            } else if (!replaced || !line.startsWith(" ")) {
                lines.add(line);
                replaced = false;
            }
        }
        left.forEach((key, value) -> lines.add(key + separator + value));
        Files.write(path, lines);
    }
}
