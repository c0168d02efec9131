package dev.sigilo.vault.application;

import dev.sigilo.policy.Policy;
import dev.sigilo.records.RecordStatus;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.vault.domain.Rejects;
import dev.sigilo.vault.domain.SealedOriginal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Everything found for a patient, or for one record. */
final class ErasureScope {
    private final Set<String> patients = new LinkedHashSet<>();
    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final Map<String, RecordStatus> records = new LinkedHashMap<>();
    private final Map<String, Long> rejects = new LinkedHashMap<>();
    private final Set<String> rejectIds = new LinkedHashSet<>();
    private final Set<String> unopened = new LinkedHashSet<>();
    private final Set<String> merged = new TreeSet<>();
    private int keys;

    /** Returns the patient's tokens, from all key epochs. */
    Set<String> patients() {
        return patients;
    }

    /**
     * Returns the patient tokens of all merges of patient numbers that were found, each in the epoch in which the merge
     * was sealed; empty if no numbers of the patient were merged.
     */
    Set<String> merged() {
        return merged;
    }

    /** Returns every token that finds the originals, mapped to its meaning: patient, record or a field name. */
    Map<String, String> tokens() {
        return tokens;
    }

    /** Returns the newest known state of each record, by record token. */
    Map<String, RecordStatus> records() {
        return records;
    }

    /**
     * Returns the newest version of each rejected message, by the token it was sealed under (a record token or a
     * message id).
     */
    Map<String, Long> rejects() {
        return rejects;
    }

    Set<String> rejectIds() {
        return rejectIds;
    }

    /** Returns the ids of rejected messages that name neither record nor patient and were not opened to find out. */
    Set<String> unopened() {
        return unopened;
    }

    /** Returns how many data keys exist; after an erasure, how many it destroyed. */
    int keys() {
        return keys;
    }

    void setKeys(int count) {
        keys = count;
    }

    boolean isEmpty() {
        return records.isEmpty() && rejects.isEmpty();
    }

    void addPatients(Collection<String> patientTokens) {
        patients.addAll(patientTokens);
    }

    void add(RecordStatus status) {
        records.merge(
                status.recordToken(),
                status,
                (one, other) -> other.provenance().version() > one.provenance().version() ? other : one);
    }

    void add(SealedOriginal original) {
        tokens.putAll(original.tokens());
        if (!original.mergedPatientTokens().isEmpty() && original.patientToken() != null) {
            merged.add(original.patientToken());
            String epoch = "pat_" + original.keyEpoch() + "_";
            original.mergedPatientTokens().stream()
                    .filter(token -> token.startsWith(epoch))
                    .forEach(merged::add);
        }
        keys += original.wrappedKey() == null ? 0 : 1;
        add(new RecordStatus(
                original.recordToken(), null, original.keyEpoch(), original.treatment(), original.provenance(), null));
    }

    /** @param policy the policy of the erasure event if none is known for the record */
    void add(RejectedRecord rejected, Policy policy) {
        String id = Rejects.id(rejected);
        rejectIds.add(id);
        rejects.merge(rejected.recordToken(), rejected.provenance().version(), Math::max);
        if (!rejected.recordToken().equals(id)) {
            RecordStatus known = records.get(rejected.recordToken());
            add(new RecordStatus(
                    rejected.recordToken(),
                    null,
                    known == null ? 0 : known.keyEpoch(),
                    known == null ? policy.treatment(null) : known.treatment(),
                    rejected.provenance(),
                    null));
        }
    }

    void addUnopened(RejectedRecord rejected) {
        unopened.add(Rejects.id(rejected));
    }

    /** Returns the versions up to which data keys are to be destroyed, by record token or message id. */
    Map<String, Long> versions() {
        Map<String, Long> versions = new LinkedHashMap<>();
        records.forEach(
                (token, status) -> versions.put(token, status.provenance().version()));
        rejects.forEach((token, version) -> versions.merge(token, version, Math::max));
        return versions;
    }

    /** Shows only counts. */
    @Override
    public String toString() {
        return "ErasureScope[" + records.size() + " records, " + rejects.size() + " rejects]";
    }
}
