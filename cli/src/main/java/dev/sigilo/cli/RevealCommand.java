package dev.sigilo.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.sigilo.keys.Keyset;
import dev.sigilo.records.OriginalEnvelope;
import dev.sigilo.vault.application.AuditedOperation;
import dev.sigilo.vault.application.Reveal;
import dev.sigilo.vault.domain.AuditedFailure;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the originals that a token finds. */
@Command(
        name = "reveal",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Open the vault and print the originals of a token.",
            "Prints one JSON line per original, and messages in HL7 v2, FHIR and DICOM as they were sent; the output is PHI. Every attempt adds a line to the audit log."
        })
final class RevealCommand implements Callable<Integer> {
    private static final String ACTION = "reveal";
    private static final JsonFactory JSON = new JsonFactory();

    private final Console console;

    @Parameters(paramLabel = "TOKEN", description = "The token of a record, a patient or any field.")
    private String token;

    @Mixin
    private AuditOptions audit;

    @Mixin
    private SealingKeysetOption sealingKeyset;

    @Option(
            names = "--record",
            description =
                    "Of messages in HL7 v2, FHIR and DICOM, print the record that was read from them as one JSON line.")
    private boolean record;

    @Option(
            names = "--url",
            paramLabel = "JDBC_URL",
            description = "JDBC URL of db_command (default: SIGILO_COMMAND_JDBC_URL, else the running embedded stack).")
    private String url;

    RevealCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        audit.check(token);
        Settings settings = Settings.load();
        AuditedOperation operation = new AuditedOperation(audit.log(settings, url), ACTION, token, audit.purpose());
        return operation.run("refused: ", () -> {
            Keyset keyset = sealingKeyset.read(console);
            Reveal.Revealed revealed =
                    new Reveal(() -> Stores.originals(settings, url), operation).reveal(token, keyset);
            for (OriginalEnvelope original : revealed.originals()) {
                print(original);
            }
            if (revealed.fault() != null) {
                throw new AuditedFailure(revealed.fault());
            }
            return Sigilo.OK;
        });
    }

    /**
     * Prints a record on one line; a message in a hospital format as it was sent, with an empty line after it, unless only its record
     * was asked for.
     */
    private void print(OriginalEnvelope original) {
        if (original.format() == null || record) {
            console.println(oneLine(new String(original.record(), StandardCharsets.UTF_8)));
            return;
        }
        try {
            console.out().write(original.message());
            console.println("\n");
        } catch (IOException e) {
            throw new Console.OutputClosedException(e);
        }
    }

    /** Returns an original as its producer sent it, but without line breaks between its fields. */
    private static String oneLine(String original) {
        if (original.indexOf('\n') < 0 && original.indexOf('\r') < 0) {
            return original;
        }
        StringWriter line = new StringWriter();
        try (JsonParser from = JSON.createParser(original);
                JsonGenerator to = JSON.createGenerator(line)) {
            while (from.nextToken() != null) {
                to.copyCurrentEventExact(from);
            }
        } catch (IOException e) {
            return original;
        }
        return line.toString();
    }
}
