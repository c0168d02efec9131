package dev.sigilo.cli;

import dev.sigilo.policy.Policy;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The policy and the token keyset of a command that tokenizes in its own process. */
final class TokenizingOptions {
    @Option(
            names = "--policy",
            paramLabel = "NAME|FILE",
            description = "A policy in pulsar-config/policies, or a file (default: the policy in the functions' YAML).")
    private String policy;

    @Option(
            names = "--token-keyset",
            paramLabel = "FILE",
            description = "The token key file (default: a fresh key, for this run only).")
    private Path tokenKeyset;

    /** Returns the name or file of the policy from the command line, or null for the policy that the functions' YAML names. */
    String policyName() {
        return policy;
    }

    /** Returns the policy. */
    Policy policy(PulsarConfigOption pulsarConfig) {
        return policy != null
                ? Policies.load(pulsarConfig.folder(), policy)
                : Policies.ofTopology(pulsarConfig.topology());
    }

    /** Returns the token key file from the command line, or null for a fresh keyset. */
    Path tokenKeyset() {
        return tokenKeyset;
    }
}
