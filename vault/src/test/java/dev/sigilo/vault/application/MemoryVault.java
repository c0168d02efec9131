package dev.sigilo.vault.application;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.policy.Policy;
import dev.sigilo.project.domain.CommandView;
import dev.sigilo.records.Fields;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordStatus;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.Suppression;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.Treatment;
import dev.sigilo.tokenize.domain.Sealing;
import dev.sigilo.vault.domain.OperatorException;
import dev.sigilo.vault.domain.SealedOriginal;
import dev.sigilo.vault.domain.StalledRow;
import dev.sigilo.vault.domain.StatusRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** All stores in memory. Every change is listed in the order in which it was stored. */
final class MemoryVault {
    static final String RECORD = "rec_1_aaaaaaaaaaaaaaaaaaaaaaaaaa";
    static final String PATIENT = "pat_1_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    final Keyset keyset = Keyset.generate(Keyset.Purpose.SEALING);
    final Sealer sealer = Sealer.of(keyset);
    final Policy policy = policy();
    /** What was stored, in order. */
    final List<String> stored = new ArrayList<>();

    final TreeMap<String, SealedOriginal> sealed = new TreeMap<>();
    final Map<String, StatusRow> statuses = new HashMap<>();
    final Map<Treatment, Long> tokenized = new HashMap<>();
    final Set<String> query = new HashSet<>();
    final List<RecordStatus> events = new ArrayList<>();
    final List<RejectedRecord> rejected = new ArrayList<>();
    final List<Suppression> decisions = new ArrayList<>();
    final Map<String, Long> erased = new HashMap<>();
    /** The backlog that never moves, or null. */
    String waiting;
    /** The result of an audit line that cannot be stored, or null. */
    String auditRefuses;

    String owner;
    QueryOwner.Counts counts = new QueryOwner.Counts(0, 0);

    private static Policy policy() {
        try {
            return Policy.load(
                    Files.readString(Path.of("../pulsar-config/policies/pseudonymized.yaml")), "pseudonymized");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a record that merges two patient numbers. */
    void addMerge(String recordToken, String patientToken, String retiredToken) {
        addRecord(recordToken, patientToken, "{}");
        sealed.get(recordToken).tokens().put(retiredToken, Fields.PRIOR_PATIENT_ID);
    }

    /** Adds a record that was sealed and is in both views. */
    void addRecord(String recordToken, String patientToken, String original) {
        Sealer.Sealed bytes = sealer.seal(original.getBytes(StandardCharsets.UTF_8), recordToken);
        Map<String, String> tokens = new LinkedHashMap<>(Map.of(recordToken, Sealing.RECORD));
        tokens.put(patientToken, Sealing.PATIENT);
        sealed.put(
                recordToken,
                new SealedOriginal(
                        recordToken,
                        patientToken,
                        1,
                        tokens,
                        policy.treatment(null),
                        new Provenance("persistent://medical/intake/raw", "1:1:-1", 0, 4),
                        bytes.sealed(),
                        bytes.wrappedKey()));
        statuses.put(recordToken, new StatusRow(CommandView.TOKENIZED, null, null, 4));
        query.add(recordToken);
    }

    AuditedOperation operation(String action, String token) {
        return new AuditedOperation(
                new AuditTrail() {
                    @Override
                    public void append(String named, String about, String purpose, String result, int records) {
                        if (result.equals(auditRefuses)) {
                            throw new OperatorException("the audit trail is full");
                        }
                        stored.add("audit " + about + " " + result + " " + records);
                    }

                    @Override
                    public void note(String named, String about, String purpose, String result, int records) {
                        stored.add("note " + about + " " + result + " " + records);
                    }
                },
                action,
                token,
                "request");
    }

    private void destroy(Map<String, Long> records) {
        stored.add("keys destroyed of " + records.keySet());
        erased.putAll(records);
        records.keySet()
                .forEach(token -> sealed.computeIfPresent(
                        token,
                        (same, old) -> new SealedOriginal(
                                old.recordToken(),
                                old.patientToken(),
                                old.keyEpoch(),
                                old.tokens(),
                                old.treatment(),
                                old.provenance(),
                                old.sealed(),
                                null)));
    }

    OriginalStore originals() {
        return new OriginalStore() {
            @Override
            public List<SealedOriginal> find(String token) {
                return sealed.values().stream()
                        .filter(original -> original.tokens().containsKey(token))
                        .toList();
            }

            @Override
            public SealedOriginal findRecord(String recordToken) {
                return sealed.get(recordToken);
            }

            @Override
            public List<SealedOriginal> findPatients(Map<String, String> tokens) {
                Map<String, SealedOriginal> found = new LinkedHashMap<>();
                tokens.forEach((token, meaning) -> {
                    for (SealedOriginal original : find(token)) {
                        if (meaning.equals(original.tokens().get(token))) {
                            found.put(original.recordToken(), original);
                            original.patientTokens().stream()
                                    .flatMap(patient -> find(patient).stream())
                                    .filter(other ->
                                            original.patientTokens().stream().anyMatch(other::hasPatient))
                                    .forEach(other -> found.put(other.recordToken(), other));
                        }
                    }
                });
                return List.copyOf(found.values());
            }

            @Override
            public String lineage(Keyset.Purpose purpose) {
                return null;
            }

            @Override
            public void lock() {
                stored.add("locked");
            }

            @Override
            public long newestVersion() {
                return 4;
            }

            @Override
            public long count(int epoch, long version) {
                return sealed.size();
            }

            @Override
            public List<SealedOriginal> page(int epoch, long version, String recordToken, int most) {
                return sealed.tailMap(recordToken, false).values().stream()
                        .limit(most)
                        .toList();
            }

            @Override
            public void destroyKeys(Map<String, Long> records) {
                destroy(records);
            }

            @Override
            public boolean isErased(String recordToken, long version) {
                return erased.getOrDefault(recordToken, -1L) >= version;
            }

            @Override
            public void close() {
                stored.add("closed");
            }
        };
    }

    RecordStatuses statuses() {
        return new RecordStatuses() {
            @Override
            public StatusRow find(String recordToken) {
                return statuses.get(recordToken);
            }

            @Override
            public List<StalledRow> stalled(String recordToken) {
                return List.of();
            }

            @Override
            public List<String> stalled() {
                return List.of();
            }

            @Override
            public List<RecordStatus> ofPatients(Collection<String> patientTokens) {
                return List.of();
            }

            @Override
            public List<RecordStatus> ofRecords(Collection<String> recordTokens) {
                return List.of();
            }

            @Override
            public Map<Treatment, Long> tokenized() {
                return tokenized;
            }

            @Override
            public void close() {}
        };
    }

    QueryRows query() {
        return new QueryRows() {
            @Override
            public boolean has(String recordToken) {
                return query.contains(recordToken);
            }

            @Override
            public void close() {}
        };
    }

    QueryOwner owner() {
        return new QueryOwner() {
            @Override
            public String policy() {
                return owner;
            }

            @Override
            public Counts count(Policy of) {
                return counts;
            }

            @Override
            public long handOver(String policy) {
                stored.add("view given to " + policy);
                owner = policy;
                return counts.others();
            }

            @Override
            public void close() {}
        };
    }

    /** A log whose events take effect in the views at once. */
    EventLog log() {
        return new EventLog() {
            @Override
            public void add(Collection<TokenizedRecord> added) {
                added.forEach(event -> {
                    stored.add("event " + event.event() + " of " + event.recordToken());
                    events.add(new RecordStatus(
                            event.recordToken(), null, 1, event.treatment(), event.provenance(), event.event()));
                    statuses.put(
                            event.recordToken(),
                            new StatusRow(
                                    event.event().name(),
                                    null,
                                    null,
                                    event.provenance().version()));
                    query.remove(event.recordToken());
                });
            }

            @Override
            public void each(Consumer<RecordStatus> look, LongConsumer read) {
                for (int i = 0; i < events.size(); i++) {
                    read.accept(i + 1L);
                    look.accept(events.get(i));
                }
            }

            @Override
            public void close() {}
        };
    }

    SuppressionDecisions suppressions() {
        return new SuppressionDecisions() {
            @Override
            public List<Suppression> decisions() {
                return decisions;
            }

            @Override
            public void add(Suppression decision) {
                stored.add((decision.lifted() ? "lifted " : "suppressed ")
                        + decision.tokens().keySet());
                decisions.add(decision);
            }
        };
    }

    Pipeline pipeline() {
        return new Pipeline() {
            @Override
            public String await(Duration patience) {
                return waiting;
            }

            @Override
            public void settle(Duration limit) {}

            @Override
            public void pause() {}
        };
    }
}
