package dev.sigilo.cli;

import dev.sigilo.driver.Scale;
import dev.sigilo.driver.Topology;
import dev.sigilo.vault.infrastructure.pulsar.PulsarConnection;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The addresses of Pulsar, and the topology that runs there. */
final class PulsarOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Pulsar's broker, pulsar://host:port (default: SIGILO_PULSAR_URL, else the running embedded stack).")
    private String url;

    @Option(
            names = "--admin-url",
            paramLabel = "URL",
            description =
                    "Pulsar's admin port, http://host:port (default: SIGILO_PULSAR_ADMIN_URL, else the embedded stack).")
    private String adminUrl;

    @Mixin
    private PulsarConfigOption pulsarConfig = new PulsarConfigOption();

    Topology topology() {
        return pulsarConfig.topology();
    }

    Scale scale() {
        return pulsarConfig.scale();
    }

    PulsarConnection pulsar(Settings settings) {
        return new PulsarConnection(
                settings.require(Settings.Name.PULSAR_URL, url), settings.credential(), settings.trustedCertificates());
    }

    Backlogs backlogs(Topology topology, Settings settings) {
        return new Backlogs(topology, admin(settings));
    }

    PulsarAdmin admin(Settings settings) {
        return new PulsarAdmin(
                settings.require(Settings.Name.PULSAR_ADMIN_URL, adminUrl),
                settings.credential(),
                settings.trustedCertificates());
    }
}
