package dev.sigilo.cli;

import dev.sigilo.adapter.JsonBytesSchema;
import dev.sigilo.adapter.OutputMessage;
import dev.sigilo.driver.Topology;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordCodec;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.tokenize.domain.Erasure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.pulsar.client.api.HashingScheme;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClientException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a patient out of both databases, for ever. */
@Command(name = "erase", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Erase a patient: destroy the keys of the patient's originals, so that nobody can open them again, not even "
                + "from a backup, and remove the patient's records from both views by an event in the log.",
            "It cannot be undone. Repeating it after a failure is harmless. Writes two lines to the audit log, one before "
                + "anything is destroyed and one at the end."})
final class EraseCommand implements Callable<Integer> {
    private static final String ACTION = "erase";

    private final Console console;

    @Parameters(paramLabel = "PATIENT_TOKEN", description = "The patient's token, of any key epoch.")
    private String token;

    @Mixin
    private AuditOptions audit;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "60",
            description = "Give up waiting for the views when nothing moved for so long (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Mixin
    private StackOptions stack;

    EraseCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        audit.check(token);
        Topology topology = stack.topology();
        Settings settings = Settings.load();
        AuditLog log = stack.log(audit, settings);
        int found = 0;
        try {
            Backlogs backlogs = stack.backlogs(topology, settings);
            try (Vault vault = stack.vault(settings);
                    PulsarConnection pulsar = stack.pulsar(settings)) {
                vault.lock();
                List<Vault.Sealed> records = vault.findPatient(token);
                found = records.size();
                if (records.isEmpty()) {
                    throw new CliException("the vault knows no patient of this token; check it, it is pat_<epoch>_<26 characters>");
                }
                log.append(ACTION, token, audit.purpose(), "begun", found);
                // The keys first: what follows can be done again from the vault's rows, which stay.
                vault.destroyKeys(records);
                publish(topology, pulsar, records);
                log.append(ACTION, token, audit.purpose(), "erased", found);
            }
            String waiting = backlogs.await(Duration.ofSeconds(timeoutSeconds), where -> { });
            if (waiting != null) {
                throw new Told("the keys are destroyed and the log says so, but nothing moved for " + timeoutSeconds + " s with "
                        + waiting + " still to be processed; see `sigilo status`");
            }
        } catch (Told e) {
            throw e.forTheUser();
        } catch (CliException e) {
            log.note(ACTION, token, audit.purpose(), "failed: " + e.getMessage(), found);
            throw e;
        }
        console.println("erased " + found + (found == 1 ? " record" : " records")
                + ": their originals cannot be opened any more, and both views are without them");
        return Sigilo.OK;
    }

    private static void publish(Topology topology, PulsarConnection pulsar, List<Vault.Sealed> records) {
        try (Producer<byte[]> producer = pulsar.client().newProducer(JsonBytesSchema.of(RecordSchemas.TOKENIZED))
                // The partition that tokenize chooses for a key, so that the erasure stands behind what it erases.
                .hashingScheme(HashingScheme.Murmur3_32Hash)
                .topic(topology.topic("tokenized")).create()) {
            for (Vault.Sealed record : records) {
                TokenizedRecord event = Erasure.event(record.recordToken(), record.policy(), record.keyEpoch(),
                        new Provenance(record.topic(), record.messageId(), record.publishedAt(), record.version()));
                producer.newMessage().key(record.recordToken()).property(OutputMessage.TYPE_PROPERTY, "TokenizedRecord")
                        .value(RecordCodec.encode(event)).send();
            }
        } catch (PulsarClientException e) {
            throw PulsarConnection.fault(e);
        }
    }
}
