package dev.sigilo.cli;

import dev.sigilo.driver.Scale;
import dev.sigilo.driver.Topology;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.vault.application.AuditTrail;
import dev.sigilo.vault.application.KeyLineage;
import dev.sigilo.vault.application.OriginalStore;
import dev.sigilo.vault.application.Pipeline;
import dev.sigilo.vault.application.RecordStatuses;
import dev.sigilo.vault.domain.RecordTokens;
import dev.sigilo.vault.domain.RejectedOriginals;
import dev.sigilo.vault.infrastructure.jdbc.Database;
import dev.sigilo.vault.infrastructure.pulsar.PulsarConnection;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The connections of a command that works on the vault and on Pulsar. */
final class StackOptions {
    @Mixin
    private PulsarOptions pulsar = new PulsarOptions();

    @Option(
            names = "--command-url",
            paramLabel = "JDBC_URL",
            description = "JDBC URL of db_command (default: SIGILO_COMMAND_JDBC_URL, else the running embedded stack).")
    private String commandUrl;

    Topology topology() {
        return pulsar.topology();
    }

    /** Returns the partitions, instances and shards that scale.conf and the environment give. */
    Scale scale() {
        return pulsar.scale();
    }

    OriginalStore originals(Settings settings) {
        return Stores.originals(settings, commandUrl);
    }

    /** Returns the audit log of a command on this vault. */
    AuditTrail log(AuditOptions audit, Settings settings) {
        return audit.log(settings, commandUrl);
    }

    RecordStatuses statuses(Settings settings) {
        return Stores.statuses(settings, commandUrl);
    }

    /** Returns the JDBC URL of db_command without parameters and user, which may contain credentials. */
    String commandUrl(Settings settings) {
        return Database.withoutParameters(settings.require(Settings.Name.COMMAND_JDBC_URL, commandUrl));
    }

    /** Returns the audit log in this file, with its chain in this db_command. */
    AuditTrail log(Path file, Settings settings) {
        return AuditOptions.log(file, settings, commandUrl);
    }

    PulsarConnection pulsar(Settings settings) {
        return pulsar.pulsar(settings);
    }

    PulsarAdmin admin(Settings settings) {
        return pulsar.admin(settings);
    }

    Backlogs backlogs(Topology topology, Settings settings) {
        return pulsar.backlogs(topology, settings);
    }

    /** Returns the running functions and sinks, as the services of the vault wait for them. */
    Pipeline pipeline(Topology topology, Settings settings) {
        return new BacklogPipeline(backlogs(topology, settings));
    }

    /**
     * Opens rejected originals with these keysets.
     *
     * @throws CliException if the stored data was made with other keysets
     */
    RejectedOriginals rejectedOriginals(Path sealingKeyset, Path tokenKeyset, Settings settings, Topology topology) {
        Keyset sealing = KeyFiles.read(sealingKeyset, Keyset.Purpose.SEALING);
        Keyset token = KeyFiles.read(tokenKeyset, Keyset.Purpose.TOKEN);
        try (OriginalStore originals = originals(settings)) {
            KeyLineage.check(originals, sealing);
            KeyLineage.check(originals, token);
        }
        return new RejectedOriginals(
                Sealer.of(sealing), new RecordTokens(TokenKeys.of(token), Policies.ofTopology(topology)));
    }

    /** The functions and sinks, seen through their backlogs. */
    private record BacklogPipeline(Backlogs backlogs) implements Pipeline {

        @Override
        public String await(Duration patience) {
            return backlogs.await(patience, waiting -> {});
        }

        @Override
        public void settle(Duration limit) {
            backlogs.settle(limit);
        }

        @Override
        public void pause() {
            Backlogs.pause();
        }
    }
}
