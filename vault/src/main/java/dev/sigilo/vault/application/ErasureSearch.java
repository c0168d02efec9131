package dev.sigilo.vault.application;

import dev.sigilo.policy.Policy;
import dev.sigilo.project.domain.CommandView;
import dev.sigilo.records.Fields;
import dev.sigilo.records.RecordStatus;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.tokenize.domain.Sealing;
import dev.sigilo.vault.domain.RecordTokens;
import dev.sigilo.vault.domain.RejectedOriginals;
import dev.sigilo.vault.domain.Rejects;
import dev.sigilo.vault.domain.SealedOriginal;
import dev.sigilo.vault.domain.StatusRow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds everything about a patient or a record in the vault, in the views and among the rejects, and checks whether any
 * of it still exists.
 */
final class ErasureSearch {
    private final Erase.Ports ports;
    private final Policy policy;
    private final RejectedOriginals opened;

    /** @param opened opens rejected originals to find out which records they are about, or null to leave them sealed */
    ErasureSearch(Erase.Ports ports, Policy policy, RejectedOriginals opened) {
        this.ports = ports;
        this.policy = policy;
        this.opened = opened;
    }

    /** @param tokens the tokens to search for, mapped to their meaning: record, patient or a field name */
    ErasureScope find(Map<String, String> tokens) {
        ErasureScope scope = new ErasureScope();
        if (tokens.containsValue(Sealing.RECORD)) {
            tokens.keySet().stream()
                    .map(ports.originals()::findRecord)
                    .filter(Objects::nonNull)
                    .forEach(scope::add);
            ports.statuses().ofRecords(tokens.keySet()).forEach(row -> scope.add(withPolicy(row)));
        } else {
            tokens.forEach((token, field) -> {
                if (field.equals(Sealing.PATIENT)) {
                    scope.patients().add(token);
                }
            });
            findPatients(tokens, scope);
            // If seal rejected a record, the views have it but the vault does not.
            ports.statuses().ofPatients(scope.patients()).forEach(row -> scope.add(withPolicy(row)));
        }
        ports.rejects().each(rejected -> look(rejected, tokens, scope));
        return scope;
    }

    /**
     * Finds the originals of a patient, also under other numbers of the patient that were merged: a merge has the token
     * of the number that stays and that of the number it retires, and the search continues with both until it finds
     * nothing new.
     */
    private void findPatients(Map<String, String> given, ErasureScope scope) {
        Set<String> records = new HashSet<>();
        Set<String> asPatient = new HashSet<>(given.keySet());
        Set<String> asRetired = new HashSet<>();
        Deque<Map<String, String>> toAsk = new ArrayDeque<>(List.of(given));
        while (!toAsk.isEmpty()) {
            Map<String, String> retired = new LinkedHashMap<>();
            for (SealedOriginal sealed : ports.originals().findPatients(toAsk.removeFirst())) {
                if (records.add(sealed.recordToken())) {
                    scope.addPatients(sealed.patientTokens());
                    scope.add(sealed);
                    sealed.mergedPatientTokens().stream()
                            .filter(asPatient::add)
                            .forEach(token -> retired.put(token, Sealing.PATIENT));
                }
            }
            scope.addPatients(retired.keySet());
            Map<String, String> kept = new LinkedHashMap<>();
            scope.patients().stream().filter(asRetired::add).forEach(token -> kept.put(token, Fields.PRIOR_PATIENT_ID));
            Stream.of(retired, kept).filter(tokens -> !tokens.isEmpty()).forEach(toAsk::add);
        }
    }

    private void look(RejectedRecord rejected, Map<String, String> tokens, ErasureScope scope) {
        RecordTokens.Tokens made = opened == null || rejected.patientToken() != null ? null : opened.tokens(rejected);
        if (scope.patients().contains(rejected.patientToken())
                || scope.records().containsKey(rejected.recordToken())
                || tokens.containsKey(rejected.recordToken())
                || made != null
                        && (tokens.containsKey(made.record())
                                || made.patients().stream().anyMatch(scope.patients()::contains))) {
            scope.add(rejected, policy);
        } else if (made == null
                && rejected.sealed() != null
                && rejected.recordToken().equals(Rejects.id(rejected))) {
            scope.addUnopened(rejected);
        }
    }

    /**
     * A rejected record has no policy in the command view. Its erasure needs one, or the views would not read the
     * event.
     */
    private RecordStatus withPolicy(RecordStatus row) {
        return row.treatment() != null
                ? row
                : new RecordStatus(
                        row.recordToken(),
                        row.patientToken(),
                        row.keyEpoch(),
                        policy.treatment(null),
                        row.provenance(),
                        row.event());
    }

    /** Returns whether anything found can still be opened or is still in a view. */
    boolean isLeft(ErasureScope scope) {
        return scope.keys() > 0
                || scope.records().keySet().stream().anyMatch(token -> !isGone(token))
                || scope.rejects().entrySet().stream()
                        .anyMatch(reject -> !ports.originals().isErased(reject.getKey(), reject.getValue()));
    }

    /** Returns whether both views show the record as erased or replaced. */
    boolean isGone(String recordToken) {
        StatusRow row = ports.statuses().find(recordToken);
        return row != null && row.isErasedOrReplaced() && !ports.query().has(recordToken);
    }

    /** Returns whether a view still has the record. A record that was published again and rejected is in none. */
    boolean isInView(String recordToken) {
        StatusRow row = ports.statuses().find(recordToken);
        boolean closed = row == null || row.isErasedOrReplaced() || row.status().equals(CommandView.REJECTED);
        return !closed || ports.query().has(recordToken);
    }

    /**
     * Returns whether records were found and all of them have other tokens now: erasing by these tokens would erase
     * nothing.
     */
    boolean isReplaced(ErasureScope scope) {
        return !scope.records().isEmpty()
                && scope.records().keySet().stream()
                        .map(ports.statuses()::find)
                        .allMatch(row -> row != null && row.isReplaced());
    }
}
