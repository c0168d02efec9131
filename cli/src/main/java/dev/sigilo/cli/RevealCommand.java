package dev.sigilo.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.UnsealException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens the vault for one token. */
@Command(name = "reveal", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Open the vault for one token and print the originals that it is about, one JSON line each.",
            "Writes a line to the audit log, whatever comes of it. The output is PHI."})
final class RevealCommand implements Callable<Integer> {
    private static final String ACTION = "reveal";
    private static final JsonFactory JSON = new JsonFactory();

    private final Console console;

    @Parameters(paramLabel = "TOKEN", description = "A record's, a patient's or any field's token.")
    private String token;

    @Mixin
    private AuditOptions audit;

    @Mixin
    private SealingKeysetOption sealingKeyset;

    @Option(names = "--url", paramLabel = "JDBC_URL",
            description = "JDBC URL of db_command (default: SIGILO_COMMAND_JDBC_URL, else the running embedded stack).")
    private String url;

    RevealCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        audit.check(token);
        Settings settings = Settings.load();
        AuditLog log = audit.log(settings, url);
        int found = 0;
        try {
            Keyset keyset = sealingKeyset.read(console);
            Sealer sealer = Sealer.of(keyset);
            List<Vault.Sealed> sealed;
            try (Vault vault = new Vault(settings, url)) {
                KeyGuard.check(vault, keyset);
                sealed = vault.find(token);
            }
            found = sealed.size();
            if (sealed.isEmpty()) {
                throw new CliException("the vault knows no token like this one; check it, it is <kind>_<epoch>_<26 characters>");
            }
            List<byte[]> originals = new ArrayList<>();
            String unopened = null;
            for (Vault.Sealed record : sealed) {
                try {
                    originals.add(sealer.open(record.sealed(), record.wrappedKey(), record.recordToken()));
                } catch (UnsealException e) {
                    unopened = unopened == null ? e.getMessage() : unopened;
                }
            }
            String result = unopened == null ? "revealed" : originals.isEmpty() ? unopened
                    : "revealed " + originals.size() + " of " + found + "; " + unopened;
            log.append(ACTION, token, audit.purpose(), result, found);
            originals.forEach(original -> console.println(oneLine(new String(original, StandardCharsets.UTF_8))));
            if (unopened != null) {
                throw new Told(unopened);
            }
            return Sigilo.OK;
        } catch (Told e) {
            throw e.forTheUser();
        } catch (CliException | dev.sigilo.keys.KeysetException e) {
            log.note(ACTION, token, audit.purpose(), "refused: " + e.getMessage(), found);
            throw e;
        }
    }

    /** An original as its producer sent it, but for line breaks between its fields. */
    private static String oneLine(String original) {
        if (original.indexOf('\n') < 0 && original.indexOf('\r') < 0) {
            return original;
        }
        StringWriter line = new StringWriter();
        try (JsonParser from = JSON.createParser(original); JsonGenerator to = JSON.createGenerator(line)) {
            while (from.nextToken() != null) {
                to.copyCurrentEventExact(from);
            }
        } catch (IOException e) {
            return original;
        }
        return line.toString();
    }
}
