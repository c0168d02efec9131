package dev.sigilo.cli;

import dev.sigilo.driver.Topology;
import dev.sigilo.mllp.ListenerLimits;
import dev.sigilo.mllp.MllpListener;
import dev.sigilo.mllp.TlsFiles;
import dev.sigilo.vault.infrastructure.pulsar.PulsarConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Receives HL7 v2 messages over MLLP and publishes them. */
@Command(
        name = "mllp",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Receive HL7 v2 messages over MLLP and publish them.",
            "Publishes each message unchanged to intake/hl7v2 and acknowledges it with AA once the broker has stored it. Replies AR to "
                    + "what is not an HL7 message or is over 5 MiB, and AE if the broker does not store it in time: send it again. If the "
                    + "broker is slow, reading stops. Runs until it is stopped (Ctrl-C or SIGTERM); it then sends the last replies."
        },
        footer = {
            "",
            "Needs the token of a role that may write to intake/hl7v2. Prints connections, counts and codes, never content.",
            "Exit status is 1 if the port, a certificate or the topic cannot be used."
        })
final class MllpCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            required = true,
            converter = PortConverter.class,
            description = "The port to listen on; 2575 is registered for HL7.")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen on (default: ${DEFAULT-VALUE}). Other than loopback needs TLS.")
    private String bind;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "The server's certificate and those between it and its authority, PEM.")
    private Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "The certificate's key, PEM (PKCS#8), not encrypted.")
    private Path key;

    @Option(
            names = "--client-ca",
            paramLabel = "FILE",
            description =
                    "The authorities of client certificates, PEM. With TLS, every sender needs such a certificate.")
    private Path clientCa;

    @Option(
            names = "--without-tls",
            description =
                    "Accept plain connections on an address other than loopback. Anyone on the network can then send "
                            + "messages, and read those of others.")
    private boolean withoutTls;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "64",
            description =
                    "The maximum number of open connections; more are closed at once (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--idle-timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Close a connection that is silent for this time (default: ${DEFAULT-VALUE}).")
    private int idleSeconds;

    @Option(
            names = "--store-timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description =
                    "Reply AE if the broker has not stored a message after this time (default: ${DEFAULT-VALUE}).")
    private int storeSeconds;

    @Mixin
    private PulsarOptions pulsarOptions;

    MllpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ListenerLimits limits = limits();
        SSLContext tls = tls();
        InetSocketAddress address = address(tls);
        checkFree(address);
        Topology topology = pulsarOptions.topology();
        String topic = topology.entryTopic(InputFormat.HL7V2.id());
        MllpLog log = new MllpLog(console.err());
        try (PulsarConnection pulsar = pulsarOptions.pulsar(Settings.load());
                PulsarMessageStore store = new PulsarMessageStore(pulsar, topic, limits.storeTime());
                MllpListener listener = listen(address, store, limits, tls, log)) {
            Thread stop = new Thread(() -> {
                listener.close();
                log.stopped(listener.replies());
            });
            Runtime.getRuntime().addShutdownHook(stop);
            console.println("listening on " + address.getHostString() + ":" + listener.port()
                    + (tls == null ? " without TLS" : " with TLS and client certificates") + ", publishing to " + topic
                    + "; stop with Ctrl-C");
            console.flush();
            listener.join();
            return Sigilo.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Sigilo.OK;
        }
    }

    private ListenerLimits limits() {
        if (connections < 1 || idleSeconds < 1 || storeSeconds < 1) {
            throw new CliException("--connections, --idle-timeout and --store-timeout must be 1 or more");
        }
        return ListenerLimits.DEFAULT
                .withConnections(connections)
                .withIdleTime(Duration.ofSeconds(idleSeconds))
                .withStoreTime(Duration.ofSeconds(storeSeconds));
    }

    /** Returns the TLS context, or null without TLS. */
    private SSLContext tls() {
        if (certificate == null && key == null && clientCa == null) {
            return null;
        }
        if (certificate == null || key == null || clientCa == null) {
            throw new CliException("TLS needs --tls-cert, --tls-key and --client-ca; "
                    + (certificate == null ? "--tls-cert" : key == null ? "--tls-key" : "--client-ca") + " is missing");
        }
        if (withoutTls) {
            throw new CliException("--without-tls and --tls-cert exclude each other; remove one");
        }
        try {
            return TlsFiles.context(certificate, key, clientCa);
        } catch (TlsFiles.TlsFileException e) {
            throw new CliException(e.getMessage());
        }
    }

    private InetSocketAddress address(SSLContext tls) {
        InetAddress address;
        try {
            address = InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new CliException(
                    "--bind " + bind + " is not an address of this machine; give an IP address, or 0.0.0.0 for all");
        }
        if (tls == null && !withoutTls && !address.isLoopbackAddress()) {
            throw new CliException(
                    "--bind " + bind + " lets other machines connect, which needs TLS; add --tls-cert, --tls-key and "
                            + "--client-ca, or --without-tls if the network is protected otherwise");
        }
        return new InetSocketAddress(address, port);
    }

    /** Fails early if the port cannot be used; connecting to the broker takes longer. */
    private void checkFree(InetSocketAddress address) {
        try (ServerSocket server = new ServerSocket()) {
            server.setReuseAddress(true);
            server.bind(address);
        } catch (IOException e) {
            throw portFault();
        }
    }

    private MllpListener listen(
            InetSocketAddress address, PulsarMessageStore store, ListenerLimits limits, SSLContext tls, MllpLog log) {
        try {
            return new MllpListener(address, store, limits, tls, log);
        } catch (IOException e) {
            throw portFault();
        }
    }

    private CliException portFault() {
        return new CliException("port " + port + " on " + bind
                + " cannot be used; it may be in use, reserved for root (below 1024), or not an address of this machine: "
                + "choose another with --port or --bind");
    }
}
