package dev.sigilo.cli;

import dev.sigilo.driver.Topology;
import dev.sigilo.policy.Policy;
import dev.sigilo.vault.application.AuditChain;
import dev.sigilo.vault.domain.AuditLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes a line to the audit log when the deployed policy has changed. */
final class PolicyAudit {
    private static final String ACTION = "policy";

    private PolicyAudit() {}

    /**
     * To be called after a deployment to the embedded stack.
     *
     * @param policy the name of the requested policy, or null for the one that the functions' YAML names
     */
    static void note(String policy) {
        Path folder = Home.pulsarConfig(null);
        String text = policy != null
                ? read(folder.resolve("policies").resolve(policy + ".yaml"))
                : Topology.read(folder).functions().stream()
                        .map(function -> function.userConfig().get("policy"))
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .findFirst()
                        .orElseThrow(() -> new CliException(
                                "no function of " + folder + " names a policy; set policyFile in its userConfig"));
        String name = Policy.load(text, "policy").name();
        String content = AuditLine.sha256(text);
        Settings settings = Settings.load();
        try (AuditChain chain = Stores.auditChain(settings, null, null)) {
            Map<String, String> last = last(chain);
            if (name.equals(last.get("token")) && content.equals(last.get("result"))) {
                return;
            }
        }
        AuditOptions.log(AuditOptions.path(null), settings, null).append(ACTION, name, "deploy", content, 0);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CliException("policy " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + "); check that you may read it");
        }
    }

    /** The fields of the last line about a policy; empty if there is none. */
    private static Map<String, String> last(AuditChain chain) {
        Map<String, String> last = Map.of();
        for (AuditLine line : chain.lines()) {
            Map<String, String> fields = AuditLine.fields(line.line());
            last = ACTION.equals(fields.get("action")) ? fields : last;
        }
        return last;
    }
}
