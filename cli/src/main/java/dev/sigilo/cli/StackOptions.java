package dev.sigilo.cli;

import dev.sigilo.driver.Scale;
import dev.sigilo.driver.Topology;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where everything is that a command needs which works on the vault and on Pulsar. */
final class StackOptions {
    @Mixin
    private PulsarOptions pulsar = new PulsarOptions();

    @Option(names = "--command-url", paramLabel = "JDBC_URL",
            description = "JDBC URL of db_command (default: SIGILO_COMMAND_JDBC_URL, else the running embedded stack).")
    private String commandUrl;

    Topology topology() {
        return pulsar.topology();
    }

    /** Returns the partitions, instances and shards that scale.conf and the environment give. */
    Scale scale() {
        return pulsar.scale();
    }

    Vault vault(Settings settings) {
        return new Vault(settings, commandUrl);
    }

    /** The audit log of a command on this vault. */
    AuditLog log(AuditOptions audit, Settings settings) {
        return audit.log(settings, commandUrl);
    }

    CommandRows commandRows(Settings settings) {
        return new CommandRows(settings, commandUrl);
    }

    /** Returns the JDBC URL of db_command without parameters and user, which may contain credentials. */
    String commandUrl(Settings settings) {
        return Database.withoutParameters(settings.require(Settings.Name.COMMAND_JDBC_URL, commandUrl));
    }

    /** Returns the audit log in this file, with its chain in this db_command. */
    AuditLog log(Path file, Settings settings) {
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
}
