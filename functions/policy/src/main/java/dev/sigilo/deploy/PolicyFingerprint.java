package dev.sigilo.deploy;

import dev.sigilo.policy.Policy;
import dev.sigilo.policy.PolicyException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Validates policy files for deploy.sh. Prints a line {@code NAME VERSION HASH} for each file, with the hash of its
 * content. If a file is not a valid policy, prints one line to standard error and exits with 1.
 */
public final class PolicyFingerprint {

    private PolicyFingerprint() {}

    /** Validates the given policy files. */
    public static void main(String[] files) {
        System.exit(run(files, System.out, System.err));
    }

    static int run(String[] files, PrintStream out, PrintStream err) {
        for (String file : files) {
            try {
                Policy policy = Policy.load(
                        Files.readString(Path.of(file)),
                        Path.of(file).getFileName().toString());
                out.println(policy.name() + " " + policy.version() + " " + policy.contentHash());
            } catch (PolicyException e) {
                err.println(e.getMessage().strip().replaceAll("\\s*\\R\\s*", "; "));
                return 1;
            } catch (IOException e) {
                err.println(file + " cannot be read");
                return 1;
            }
        }
        out.flush();
        return 0;
    }
}
