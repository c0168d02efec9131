package dev.sigilo.cli;

import dev.sigilo.driver.Topology;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.KeysetException;
import dev.sigilo.policy.Policy;
import dev.sigilo.project.domain.CommandView;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordStatus;
import dev.sigilo.records.RecordStatusCodec;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.Suppression;
import dev.sigilo.tokenize.domain.Erasure;
import dev.sigilo.tokenize.domain.Sealing;
import dev.sigilo.tokenize.domain.SuppressionList;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Erases a patient, or one record, from both databases and rejects later publications until the erasure is lifted. */
@Command(name = "erase", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Erase a patient: destroy the keys of the patient's originals, so that nobody can open them again, not even "
                + "from a backup, and remove the patient's records from both views by an event in the log. Rejected originals of the "
                + "patient are found too: no command opens them any more, and Pulsar deletes them 30 days after they were rejected.",
            "Records of the patient that are published later are rejected (ERASED_PATIENT, or ERASED_RECORD after --record) until --lift.",
            "The erasure cannot be undone. Repeating it after a failure is harmless; it says so if nothing was left. Writes two lines to the audit "
                + "log, one before anything is destroyed and one at the end, and a third for a certificate."})
final class EraseCommand implements Callable<Integer> {
    private static final String ACTION = "erase";
    private static final String LIFT = "erase lift";
    /** Retention of the topic of rejects in days; must equal the value in pulsar-config/namespaces.conf. */
    private static final int DAYS_OF_REJECTS = 30;

    private final Console console;

    @Mixin
    private PatientOptions patient;

    @Option(names = "--lift", description = {"Lift an earlier erasure instead of erasing: records published from now on are accepted. To accept records rejected before, use",
        "`sigilo rejects publish`. Writes two lines to the audit log."})
    private boolean lift;

    @Mixin
    private AuditOptions audit;

    @Option(names = "--sealing-keyset", paramLabel = "FILE",
            description = {"The key file that seals: opens the originals that classify rejected, which name no patient, to see whether they are",
                "the patient's. With --token-keyset."})
    private Path sealingKeyset;

    @Option(names = "--certificate", paramLabel = "FILE",
            description = "Write what was destroyed, where and when, and the proof that the views are without it, signed as the audit chain is.")
    private Path certificateFile;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "60",
            description = "Give up waiting for the views when nothing moved for so long (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Option(names = "--query-url", paramLabel = "JDBC_URL",
            description = "JDBC URL of db_query (default: SIGILO_QUERY_JDBC_URL, else the running embedded stack).")
    private String queryUrl;

    @Mixin
    private StackOptions stack;

    EraseCommand(Console console) {
        this.console = console;
    }

    /** Everything found for a patient, or for one record. */
    private static final class Found {
        /** The patient's tokens, from all key epochs. */
        private final Set<String> patients = new LinkedHashSet<>();
        /** Every token by which the originals can be found, mapped to its meaning: patient, record or a field name. */
        private final Map<String, String> leading = new LinkedHashMap<>();
        /** The newest known state of each record, by record token. */
        private final Map<String, RecordStatus> records = new LinkedHashMap<>();
        /** The newest version of each rejected message, by the token it was sealed under (a record token or a message id). */
        private final Map<String, Long> rejects = new LinkedHashMap<>();
        private final Set<String> rejectIds = new LinkedHashSet<>();
        private int keys;
        /** Ids of rejected messages that name neither record nor patient and were not opened to find out. */
        private final Set<String> unopened = new LinkedHashSet<>();

        void note(RecordStatus status) {
            records.merge(status.recordToken(), status,
                    (one, other) -> other.provenance().version() > one.provenance().version() ? other : one);
        }

        boolean isEmpty() {
            return records.isEmpty() && rejects.isEmpty();
        }
    }

    /** Result of replaying the log: the events read, and how many of the erased records would still exist. */
    private record Proof(long events, long left) {
    }

    @Override
    public Integer call() {
        audit.check();
        patient.check();
        if (patient.token() != null) {
            audit.check(patient.token());
        }
        if (lift && (sealingKeyset != null || certificateFile != null)) {
            throw new CliException("--lift erases nothing: leave out --sealing-keyset and --certificate");
        }
        if (sealingKeyset != null && patient.tokenKeyset() == null) {
            throw new CliException("what is opened tells its patient with the token key alone; give --token-keyset too");
        }
        ErasureCertificate certificate = certificateFile == null ? null : ErasureCertificate.at(certificateFile);
        Topology topology = stack.topology();
        Policy policy = Policies.ofTopology(topology);
        Settings settings = Settings.load();
        AuditLog log = stack.log(audit, settings);
        String action = lift ? LIFT : ACTION;
        String token = patient.token() == null ? patient.meaning() : patient.token();
        int found = 0;
        try {
            Backlogs backlogs = stack.backlogs(topology, settings);
            Keyset keyset = patient.keyset();
            RejectsCommand.OriginalTokens originals = sealingKeyset == null ? null
                    : RejectsCommand.OriginalTokens.open(sealingKeyset, patient.tokenKeyset(), stack, settings, topology);
            try (Vault vault = stack.vault(settings); CommandRows rows = stack.commandRows(settings);
                    QueryRows query = new QueryRows(settings, queryUrl); PulsarConnection pulsar = stack.pulsar(settings)) {
                if (keyset != null) {
                    KeyGuard.check(vault, keyset);
                }
                Map<String, String> tokens = new LinkedHashMap<>(patient.token() != null ? Map.of(token, patient.meaning())
                        : patient.read(console, policy, keyset));
                vault.lock();
                Suppressions suppressions = new Suppressions(pulsar, topology);
                if (lift) {
                    token = newest(tokens);
                    return lift(token, tokens, suppressions, log);
                }
                Finder finder = new Finder(vault, rows, pulsar, topology, policy, originals);
                Found erased = finder.find(tokens);
                found = erased.records.size();
                if (patient.isRecord()) {
                    checkOne(erased, tokens);
                }
                token = newest(tokens);
                if (erased.isEmpty()) {
                    throw new CliException(unknown());
                }
                refuseReplaced(erased, rows);
                boolean left = isLeft(erased, vault, rows, query);
                SuppressionList list = suppressions.list();
                boolean listed = list.hasAll(suppressed(tokens, erased, policy));
                log.append(ACTION, token, audit.purpose(), left ? "begun" : listed ? "nothing was left" : "begun, nothing was left", found);
                // First extend the suppression list, so that nothing new comes in and the search below finds everything. Wait even if
                // the list is already complete: an earlier run may have stopped right after extending it.
                Map<String, String> all;
                do {
                    all = suppressed(tokens, erased, policy);
                    if (!list.hasAll(all)) {
                        Suppression decision = new Suppression(false, all);
                        suppressions.add(decision);
                        list.apply(decision);
                    }
                    settle(backlogs);
                    erased = finder.find(tokens);
                } while (!list.hasAll(suppressed(tokens, erased, policy)));
                left = isLeft(erased, vault, rows, query);
                found = erased.records.size();
                if (left) {
                    // Destroy the keys first: the later steps can be repeated, because the vault keeps its rows.
                    destroyKeys(erased, vault);
                    publish(topology, pulsar, erased.records.values());
                }
                if (left || !listed) {
                    log.append(ACTION, token, audit.purpose(), left ? "erased" : "suppressed, nothing was left", found);
                }
                if (left) {
                    await(backlogs);
                    erased = confirm(erased.keys, () -> finder.find(tokens), vault, rows, query, topology, pulsar, backlogs);
                    found = erased.records.size();
                }
                if (certificate != null) {
                    certify(certificate, token, erased, left, rows, query, pulsar, topology, settings, log);
                }
                tell(erased, left);
            }
        } catch (Told e) {
            throw e.forTheUser();
        } catch (CliException | KeysetException e) {
            log.note(action, token, audit.purpose(), "failed: " + e.getMessage(), found);
            throw e;
        }
        return Sigilo.OK;
    }

    private String unknown() {
        if (patient.isRecord()) {
            return "no record and no reject of this " + (patient.token() == null ? "id" : "token") + " is here; see `sigilo trace`";
        }
        return patient.token() != null
                ? "the vault knows no patient of this token; check it, it is pat_<epoch>_<26 characters>"
                : "no record and no reject of this patient is here; check what was read and that it is what records name the patient by";
    }

    /**
     * An id may occur in several identity fields, but only one record may be erased: refuses the id if it finds several records, and
     * removes the tokens of the fields that found none.
     */
    private static void checkOne(Found found, Map<String, String> tokens) {
        if (found.records.size() > 1) {
            throw new CliException("records of different fields have this id; find the token of the one that is meant with"
                    + " `sigilo trace --field`, and give it");
        }
        if (!found.records.isEmpty()) {
            tokens.keySet().retainAll(found.records.keySet());
        }
    }

    /** Refuses a token whose records all have other tokens now: erasing by it would erase nothing. */
    private static void refuseReplaced(Found found, CommandRows rows) {
        if (!found.records.isEmpty() && found.records.keySet().stream().map(rows::find).allMatch(row -> row != null && row.isReplaced())) {
            throw new CliException("the records of this token were tokenized again under another policy and have other tokens now; "
                    + "name the patient by --mrn or --by, or the record by its id");
        }
    }

    // ---- suppression list

    /**
     * Returns the tokens to suppress: the given ones and, for a patient, every patient token found and the token of every field that
     * identifies the patient by itself.
     */
    private Map<String, String> suppressed(Map<String, String> given, Found found, Policy policy) {
        Map<String, String> tokens = new LinkedHashMap<>(given);
        if (!patient.isRecord()) {
            found.patients.forEach(token -> tokens.put(token, Sealing.PATIENT));
            found.leading.forEach((token, field) -> {
                if (policy.patient().contains(List.of(field))) {
                    tokens.putIfAbsent(token, field);
                }
            });
        }
        return tokens;
    }

    /** Waits until every function uses the new suppression list and records accepted before have reached the vault and the views. */
    private void settle(Backlogs backlogs) {
        try {
            TimeUnit.MILLISECONDS.sleep(SuppressionList.MAX_AGE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted before anything was erased; run it again");
        }
        backlogs.settle(Duration.ofSeconds(timeoutSeconds));
    }

    private int lift(String token, Map<String, String> tokens, Suppressions suppressions, AuditLog log) {
        Map<String, String> lifted = SuppressionList.with(suppressions.decisions(), tokens);
        if (lifted.isEmpty()) {
            throw new CliException("this " + patient.meaning() + " is not on the suppression list; nothing was lifted");
        }
        log.append(LIFT, token, audit.purpose(), "begun", 0);
        suppressions.add(new Suppression(true, lifted));
        log.append(LIFT, token, audit.purpose(), "lifted", 0);
        console.println("lifted: new publications of this " + patient.meaning() + " are accepted again; `sigilo rejects list --open` shows those that were rejected");
        return Sigilo.OK;
    }

    private void await(Backlogs backlogs) {
        String waiting = backlogs.await(Duration.ofSeconds(timeoutSeconds), where -> { });
        if (waiting != null) {
            throw new Told("the keys are destroyed and the log says so, but nothing moved for " + timeoutSeconds + " s with "
                    + waiting + " still to be processed; see `sigilo status`");
        }
    }

    /**
     * Checks the databases until nothing is left, and erases again what arrived in the meantime: an empty backlog does not prove that.
     *
     * @param keys how many data keys were destroyed before
     * @return everything that was erased, with the number of all data keys destroyed
     * @throws Told if something is still left when the time is over
     */
    private Found confirm(int keys, Supplier<Found> search, Vault vault, CommandRows rows, QueryRows query, Topology topology, PulsarConnection pulsar,
            Backlogs backlogs) {
        long start = System.nanoTime();
        int destroyed = keys;
        for (boolean again = false;; again = true) {
            Found found = search.get();
            List<RecordStatus> remaining = found.records.values().stream().filter(record -> isInView(record.recordToken(), rows, query)).toList();
            if (remaining.isEmpty() && found.keys == 0) {
                found.keys = destroyed;
                return found;
            }
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(timeoutSeconds)) {
                throw new Told("the keys are destroyed and the log says so, but " + Math.max(remaining.size(), found.keys)
                        + " of these records are still in a view or can be opened after " + timeoutSeconds + " s; run it again, and see `sigilo trace`");
            }
            // The first time, rows may still be on their way out.
            if (again) {
                destroyKeys(found, vault);
                destroyed += found.keys;
                publish(topology, pulsar, remaining);
            }
            Backlogs.pause();
            await(backlogs);
        }
    }

    private void tell(Found erased, boolean left) {
        int count = erased.records.size();
        String whose = patient.isRecord() ? "" : " of this patient";
        if (!left) {
            console.println("nothing was left: " + count + (count == 1 ? " record" : " records") + whose + " "
                    + (count == 1 ? "was" : "were") + " erased before");
        } else {
            console.println("erased " + count + (count == 1 ? " record" : " records")
                    + ": their originals cannot be opened any more, and both views are without them");
        }
        console.println("new publications of this " + patient.meaning() + " are rejected until `sigilo erase --lift`");
        if (!erased.rejectIds.isEmpty()) {
            console.println(erased.rejectIds.size() + (erased.rejectIds.size() == 1 ? " rejected message" : " rejected messages")
                    + whose + ": no command opens them any more, and Pulsar deletes them " + DAYS_OF_REJECTS + " days after they were rejected");
        }
        if (!erased.unopened.isEmpty()) {
            console.println(erased.unopened.size() + (erased.unopened.size() == 1 ? " rejected message names no patient and was not looked into;"
                    : " rejected messages name no patient and were not looked into;") + " --sealing-keyset and --token-keyset open them to see whose they are");
        }
        if (certificateFile != null) {
            console.println("certificate: " + certificateFile);
        }
    }

    private String newest(Map<String, String> tokens) {
        String newest = null;
        for (Map.Entry<String, String> token : tokens.entrySet()) {
            newest = token.getValue().equals(patient.meaning()) ? token.getKey() : newest;
        }
        return newest;
    }

    // ---- search

    /** Finds everything about a patient or a record: in the vault, in db_command and among the rejects. */
    private record Finder(Vault vault, CommandRows rows, PulsarConnection pulsar, Topology topology, Policy policy,
            RejectsCommand.OriginalTokens originals) {

        Found find(Map<String, String> tokens) {
            Found found = new Found();
            if (tokens.containsValue(Sealing.RECORD)) {
                tokens.keySet().stream().map(vault::findRecord).filter(Objects::nonNull).forEach(sealed -> note(found, sealed));
                rows.ofRecords(tokens.keySet()).forEach(row -> found.note(named(row)));
            } else {
                tokens.forEach((token, field) -> {
                    if (field.equals(Sealing.PATIENT)) {
                        found.patients.add(token);
                    }
                });
                for (Vault.Sealed sealed : vault.findPatients(tokens)) {
                    found.patients.addAll(sealed.patientTokens());
                    note(found, sealed);
                }
                // If seal rejected a record, the views have it but the vault does not.
                rows.ofPatients(found.patients).forEach(row -> found.note(named(row)));
            }
            Rejects.each(pulsar, topology.topic("rejected"), rejected -> {
                RecordTokens.Tokens made = originals == null || rejected.patientToken() != null ? null : originals.of(rejected);
                if (found.patients.contains(rejected.patientToken()) || found.records.containsKey(rejected.recordToken())
                        || tokens.containsKey(rejected.recordToken()) || made != null && (tokens.containsKey(made.record())
                        || made.patients().stream().anyMatch(found.patients::contains))) {
                    note(found, rejected);
                } else if (made == null && rejected.sealed() != null && rejected.recordToken().equals(Rejects.id(rejected))) {
                    found.unopened.add(Rejects.id(rejected));
                }
            });
            return found;
        }

        /** A rejected record has no policy in db_command. Its erasure needs one, or the views would not read the event. */
        private RecordStatus named(RecordStatus row) {
            return row.treatment() != null ? row
                    : new RecordStatus(row.recordToken(), row.patientToken(), row.keyEpoch(), policy.treatment(null), row.provenance(), row.event());
        }

        private static void note(Found found, Vault.Sealed sealed) {
            found.leading.putAll(sealed.tokens());
            found.keys += sealed.wrappedKey() == null ? 0 : 1;
            found.note(new RecordStatus(sealed.recordToken(), null, sealed.keyEpoch(), sealed.treatment(), sealed.provenance(), null));
        }

        private void note(Found found, RejectedRecord rejected) {
            String id = Rejects.id(rejected);
            found.rejectIds.add(id);
            found.rejects.merge(rejected.recordToken(), rejected.provenance().version(), Math::max);
            if (!rejected.recordToken().equals(id)) {
                RecordStatus known = found.records.get(rejected.recordToken());
                found.note(new RecordStatus(rejected.recordToken(), null, known == null ? 0 : known.keyEpoch(),
                        known == null ? policy.treatment(null) : known.treatment(), rejected.provenance(), null));
            }
        }
    }

    private static boolean isLeft(Found found, Vault vault, CommandRows rows, QueryRows query) {
        return found.keys > 0 || found.records.keySet().stream().anyMatch(token -> !isGone(token, rows, query))
                || found.rejects.entrySet().stream().anyMatch(reject -> !vault.isErased(reject.getKey(), reject.getValue()));
    }

    private static boolean isGone(String recordToken, CommandRows rows, QueryRows query) {
        CommandRows.Row row = rows.find(recordToken);
        return row != null && (row.status().equals(CommandView.ERASED) || row.isReplaced()) && !query.has(recordToken);
    }

    /** Whether a view still has the record. One that was published again and rejected is in none. */
    private static boolean isInView(String recordToken, CommandRows rows, QueryRows query) {
        CommandRows.Row row = rows.find(recordToken);
        boolean closed = row == null || row.status().equals(CommandView.ERASED) || row.isReplaced()
                || row.status().equals(CommandView.REJECTED);
        return !closed || query.has(recordToken);
    }

    // ---- erasure

    private static void destroyKeys(Found found, Vault vault) {
        Map<String, Long> versions = new LinkedHashMap<>();
        found.records.forEach((token, status) -> versions.put(token, status.provenance().version()));
        found.rejects.forEach((token, version) -> versions.merge(token, version, Math::max));
        vault.destroyKeys(versions);
    }

    private static void publish(Topology topology, PulsarConnection pulsar, Collection<RecordStatus> records) {
        RemovalEvents.publish(topology, pulsar, records.stream()
                .map(record -> Erasure.event(record.recordToken(), record.treatment(), record.keyEpoch(), record.provenance())).toList());
    }

    // ---- certificate

    private void certify(ErasureCertificate certificate, String token, Found erased, boolean left, CommandRows rows, QueryRows query,
            PulsarConnection pulsar, Topology topology, Settings settings, AuditLog log) {
        Proof proof = replay(pulsar, topology.topic("tokenized"), erased);
        List<String> remaining = erased.records.keySet().stream().filter(record -> !isGone(record, rows, query)).toList();
        if (proof.left() > 0 || !remaining.isEmpty()) {
            throw new Told("the keys are destroyed and the log says so, but " + Math.max(proof.left(), remaining.size())
                    + " of these records are still in a view or in the log; run it again, and see `sigilo trace`. No certificate was written");
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("kind", "sigilo erasure");
        if (patient.isRecord()) {
            content.put("record_token", token);
        } else {
            content.put("patient_token", token);
            content.put("patient_tokens", List.copyOf(erased.patients));
        }
        content.put("at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        content.put("purpose", audit.purpose());
        content.put("result", left ? "erased" : "nothing was left");
        content.put("records", List.copyOf(erased.records.keySet()));
        content.put("data_keys_destroyed_now", left ? erased.keys : 0);
        content.put("destroyed_in", List.of(stack.commandUrl(settings) + " table vault_keys", "both views, by events in " + topology.topic("tokenized")));
        content.put("rejected_messages_closed", new ArrayList<>(erased.rejectIds));
        content.put("rejected_messages_deleted", erased.rejectIds.isEmpty() ? "none to be deleted"
                : "by Pulsar, " + DAYS_OF_REJECTS + " days after they were rejected; until then under seal in " + topology.topic("rejected"));
        content.put("rejected_messages_not_looked_into", erased.unopened.size());
        content.put("proof", Map.of("log_events_replayed", proof.events(), "records_left_by_replay", proof.left(),
                "records_left_in_views", remaining.size()));
        content.put("published_again", "is rejected, until `sigilo erase --lift`");
        content.put("not_covered", "backups of vault_keys, and what producers and readers keep themselves");
        String hash = certificate.sign(content, AuditKey.in(AuditOptions.keyFile()));
        log.append(ACTION, token, audit.purpose(), "certificate " + hash, erased.records.size());
        certificate.write();
    }

    /** Replays the log for the erased records as the views do: the newest event of each record wins. */
    private Proof replay(PulsarConnection pulsar, String topic, Found erased) {
        Progress progress = new Progress(console);
        Map<String, RecordStatus> newest = new LinkedHashMap<>();
        long[] events = {0};
        TopicScan.each(pulsar, topic, message -> {
            events[0]++;
            progress.draw("replayed " + events[0] + " events of the log");
            try {
                RecordStatus status = RecordStatusCodec.decode(message.getValue());
                if (erased.records.containsKey(status.recordToken()) || erased.patients.contains(status.patientToken())) {
                    newest.merge(status.recordToken(), status,
                            (one, other) -> other.provenance().version() >= one.provenance().version() ? other : one);
                }
            } catch (RecordFormatException e) {
                // Not one of Sigilo's events; the views ignore it too.
                return;
            }
        });
        progress.clear();
        return new Proof(events[0], newest.values().stream().filter(status -> !status.erased()).count());
    }
}
