package dev.sigilo.deploy;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.KeysetException;
import dev.sigilo.keys.KeysetSecret;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/**
 * Prints the lineages of the keysets given in the environment, for deploy.sh: a line {@code token LINEAGE} for
 * {@code SIGILO_TOKEN_KEYSET} and {@code sealing LINEAGE} for {@code SIGILO_SEALING_KEYSET}. The variable contains the
 * keyset, or, with the suffix {@code _FILE}, its file. Keysets that are not given are left out. Exit status 1 and one
 * line on standard error if one is invalid.
 */
public final class KeysetLineages {

    private KeysetLineages() {}

    /** Prints the lineages; takes no arguments. */
    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), System.out, System.err));
    }

    static int run(Map<String, String> environment, PrintStream out, PrintStream err) {
        for (Keyset.Purpose purpose : Keyset.Purpose.values()) {
            String variable = "SIGILO_" + purpose + "_KEYSET";
            String text = environment.getOrDefault(variable, "");
            String file = environment.getOrDefault(variable + "_FILE", "");
            try {
                if (!text.isBlank() || !file.isBlank()) {
                    Keyset keyset = Keyset.parse(text.isBlank() ? KeysetSecret.resolve("file:" + file) : text, purpose);
                    out.println(purpose.name().toLowerCase(Locale.ROOT) + " " + keyset.lineage());
                }
            } catch (KeysetException e) {
                err.println((text.isBlank() ? variable + "_FILE" : variable) + ": " + e.getMessage());
                return 1;
            }
        }
        out.flush();
        return 0;
    }
}
