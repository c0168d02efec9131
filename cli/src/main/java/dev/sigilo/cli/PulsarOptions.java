package dev.sigilo.cli;

import dev.sigilo.driver.Scale;
import dev.sigilo.driver.Topology;
import dev.sigilo.vault.infrastructure.pulsar.PulsarConnection;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where Pulsar is, and the topology that runs there. */
final class PulsarOptions {
    @Option(names = "--url", paramLabel = "URL",
            description = "Pulsar's broker, pulsar://host:port (default: SIGILO_PULSAR_URL, else the running embedded stack).")
    private String url;

    @Option(names = "--admin-url", paramLabel = "URL",
            description = "Pulsar's admin port, http://host:port (default: SIGILO_PULSAR_ADMIN_URL, else the embedded stack).")
    private String adminUrl;

    @Option(names = "--pulsar-config", paramLabel = "FOLDER",
            description = "The folder that describes the topology (default: the project's pulsar-config).")
    private Path pulsarConfig;

    Topology topology() {
        return Topology.read(Home.pulsarConfig(pulsarConfig));
    }

    Scale scale() {
        return Scale.read(Home.pulsarConfig(pulsarConfig), System.getenv());
    }

    PulsarConnection pulsar(Settings settings) {
        return new PulsarConnection(settings.require(Settings.Name.PULSAR_URL, url), settings.credential(), settings.trustedCertificates());
    }

    Backlogs backlogs(Topology topology, Settings settings) {
        return new Backlogs(topology, admin(settings));
    }

    PulsarAdmin admin(Settings settings) {
        return new PulsarAdmin(settings.require(Settings.Name.PULSAR_ADMIN_URL, adminUrl), settings.credential(),
                settings.trustedCertificates());
    }
}
