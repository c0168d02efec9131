package dev.sigilo.cli;

import dev.sigilo.driver.Topology;
import dev.sigilo.keys.Keyset;
import dev.sigilo.policy.Policy;
import dev.sigilo.vault.application.AuditedOperation;
import dev.sigilo.vault.application.Erase;
import dev.sigilo.vault.application.ErasureCertificate;
import dev.sigilo.vault.application.ErasureCertification;
import dev.sigilo.vault.application.ErasureResult;
import dev.sigilo.vault.application.ErasureSubject;
import dev.sigilo.vault.application.EventLog;
import dev.sigilo.vault.application.KeyLineage;
import dev.sigilo.vault.application.OriginalStore;
import dev.sigilo.vault.application.Pipeline;
import dev.sigilo.vault.application.QueryRows;
import dev.sigilo.vault.application.RecordStatuses;
import dev.sigilo.vault.domain.RejectedOriginals;
import dev.sigilo.vault.infrastructure.file.ErasureCertificateFile;
import dev.sigilo.vault.infrastructure.pulsar.PulsarConnection;
import dev.sigilo.vault.infrastructure.pulsar.PulsarEventLog;
import dev.sigilo.vault.infrastructure.pulsar.PulsarRejectedMessages;
import dev.sigilo.vault.infrastructure.pulsar.PulsarSuppressionDecisions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Erases a patient, or one record, from both databases and rejects later publications until the erasure is lifted. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Erase a patient or one record.",
            "Destroys the keys of the patient's originals, so that nobody can open them again, not even from a backup, and "
                    + "removes the patient's records from both views by an event in the log. Rejected originals of the patient are "
                    + "included: no command can open them any more, and Pulsar deletes them 30 days after they were rejected.",
            "Records of the patient that are published later are rejected (ERASED_PATIENT, or ERASED_RECORD after --record) "
                    + "until --lift.",
            "An erasure cannot be undone. Repeating it after a failure is harmless. Adds two lines to the audit "
                    + "log, one before anything is destroyed and one at the end, and a third for a certificate."
        })
final class EraseCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private PatientOptions patient;

    @Option(
            names = "--lift",
            description = {
                "Lift an earlier erasure instead of erasing: records published from now on are accepted. To accept records "
                        + "that were rejected before, use `sigilo rejects publish`. Adds two lines to the audit log."
            })
    private boolean lift;

    @Mixin
    private AuditOptions audit;

    @Option(
            names = "--sealing-keyset",
            paramLabel = "FILE",
            description = {
                "The sealing key file. Opens originals rejected by classify, which have no patient token, to find those of "
                        + "the patient. Requires --token-keyset."
            })
    private Path sealingKeyset;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description =
                    "Write a certificate, signed with the key of the audit chain: what was destroyed, where and when, and proof that "
                            + "the views no longer contain it.")
    private Path certificateFile;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Stop waiting for the views after this time without progress (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Mixin
    private QueryUrlOption queryUrl;

    @Mixin
    private StackOptions stack;

    EraseCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        check();
        ErasureCertificate certificate =
                certificateFile == null ? null : ErasureCertificateFile.at(certificateFile, AuditOptions.keyFile());
        Topology topology = stack.topology();
        Policy policy = Policies.ofTopology(topology);
        Settings settings = Settings.load();
        AuditedOperation operation = new AuditedOperation(
                stack.log(audit, settings),
                lift ? "erase lift" : "erase",
                patient.token() == null ? patient.meaning() : patient.token(),
                audit.purpose());
        return operation.run("failed: ", () -> erase(topology, policy, settings, operation, certificate));
    }

    private void check() {
        audit.check();
        patient.check();
        if (patient.token() != null) {
            audit.check(patient.token());
        }
        if (lift && (sealingKeyset != null || certificateFile != null)) {
            throw new CliException("--lift erases nothing; remove --sealing-keyset and --certificate");
        }
        if (sealingKeyset != null && patient.tokenKeyset() == null) {
            throw new CliException(
                    "--sealing-keyset also needs --token-keyset, to find the patient of an opened original");
        }
    }

    private int erase(
            Topology topology,
            Policy policy,
            Settings settings,
            AuditedOperation operation,
            ErasureCertificate certificate) {
        Pipeline pipeline = stack.pipeline(topology, settings);
        Keyset keyset = patient.keyset();
        RejectedOriginals opened = sealingKeyset == null
                ? null
                : stack.rejectedOriginals(sealingKeyset, patient.tokenKeyset(), settings, topology);
        try (OriginalStore originals = stack.originals(settings);
                RecordStatuses statuses = stack.statuses(settings);
                QueryRows query = Stores.query(settings, queryUrl.value());
                PulsarConnection pulsar = stack.pulsar(settings)) {
            if (keyset != null) {
                KeyLineage.check(originals, keyset);
            }
            Map<String, String> tokens = patient.token() != null
                    ? Map.of(patient.token(), patient.meaning())
                    : patient.read(console, policy, keyset);
            EventLog log = PulsarEventLog.sharing(pulsar, topology);
            Erase erase = new Erase(
                    new Erase.Ports(
                            originals,
                            statuses,
                            query,
                            new PulsarRejectedMessages(pulsar, topology),
                            log,
                            new PulsarSuppressionDecisions(pulsar, topology),
                            pipeline),
                    policy,
                    opened,
                    new ErasureSubject(patient.isRecord(), patient.token() != null),
                    Duration.ofSeconds(timeoutSeconds),
                    operation);
            if (lift) {
                erase.lift(tokens);
                console.println("lifted: new messages about this " + patient.meaning()
                        + " are accepted again; `sigilo rejects list --open` shows those that were rejected");
                return Sigilo.OK;
            }
            ErasureCertification certification = certificate == null
                    ? null
                    : new ErasureCertification(
                            certificate,
                            new ErasureCertification.Places(
                                    stack.commandUrl(settings),
                                    topology.topic("tokenized"),
                                    topology.topic("rejected")),
                            log,
                            new Progress(console).counting("replayed %d events of the log"));
            print(erase.erase(tokens, certification));
            return Sigilo.OK;
        }
    }

    private void print(ErasureResult erased) {
        int count = erased.records();
        String whose = patient.isRecord() ? "" : " of this patient";
        if (!erased.erasedNow()) {
            console.println("nothing was left: " + count + (count == 1 ? " record" : " records") + whose + " "
                    + (count == 1 ? "was" : "were") + " erased before");
        } else {
            console.println("erased " + count + (count == 1 ? " record" : " records")
                    + ": nobody can open the originals any more, and both views no longer contain them");
        }
        if (!erased.merged().isEmpty()) {
            console.println("numbers of this patient were merged, so that these tokens are the same patient: "
                    + String.join(", ", erased.merged()) + "; their records are included");
        }
        console.println("new messages about this " + patient.meaning() + " are rejected until `sigilo erase --lift`");
        if (erased.rejectedMessages() > 0) {
            console.println(erased.rejectedMessages()
                    + (erased.rejectedMessages() == 1 ? " rejected message" : " rejected messages")
                    + whose + ": no command can open them any more, and Pulsar deletes them "
                    + ErasureCertification.DAYS_OF_REJECTS
                    + " days after they were rejected");
        }
        if (erased.unopened() > 0) {
            console.println(erased.unopened()
                    + (erased.unopened() == 1
                            ? " rejected message has no patient token and was not opened;"
                            : " rejected messages have no patient token and were not opened;")
                    + " add --sealing-keyset and --token-keyset to find their patients");
        }
        if (certificateFile != null) {
            console.println("certificate: " + certificateFile);
        }
    }
}
