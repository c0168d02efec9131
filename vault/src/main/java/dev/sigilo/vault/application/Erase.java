package dev.sigilo.vault.application;

import dev.sigilo.policy.Policy;
import dev.sigilo.records.RecordStatus;
import dev.sigilo.records.Suppression;
import dev.sigilo.tokenize.domain.Erasure;
import dev.sigilo.tokenize.domain.Sealing;
import dev.sigilo.tokenize.domain.SuppressionList;
import dev.sigilo.vault.domain.AuditedFailure;
import dev.sigilo.vault.domain.OperatorException;
import dev.sigilo.vault.domain.RejectedOriginals;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Erases a patient or one record, or lifts an erasure. The steps are in an order that a failure in between leaves
 * repeatable: first the suppression list, so that nothing new comes in; then the data keys; then the events that remove
 * the rows from the views.
 */
public final class Erase {
    private final Ports ports;
    private final Policy policy;
    private final ErasureSearch search;
    private final ErasureSubject subject;
    private final Duration patience;
    private final AuditedOperation audit;

    /**
     * What an erasure reads and changes.
     *
     * @param originals    the sealed originals
     * @param statuses     the command view
     * @param query        the query view
     * @param rejects      the rejected messages
     * @param log          the log of events
     * @param suppressions the suppression list
     * @param pipeline     the running functions and sinks
     */
    public record Ports(
            OriginalStore originals,
            RecordStatuses statuses,
            QueryRows query,
            RejectedMessages rejects,
            EventLog log,
            SuppressionDecisions suppressions,
            Pipeline pipeline) {}

    /**
     * @param ports    what it reads and changes
     * @param policy   the deployed policy
     * @param opened   opens rejected originals to find out which records they are about, or null to leave them sealed
     * @param subject  what to erase
     * @param patience how long to wait for the views while nothing moves
     * @param audit    the operation in the audit trail
     */
    public Erase(
            Ports ports,
            Policy policy,
            RejectedOriginals opened,
            ErasureSubject subject,
            Duration patience,
            AuditedOperation audit) {
        this.ports = ports;
        this.policy = policy;
        this.search = new ErasureSearch(ports, policy, opened);
        this.subject = subject;
        this.patience = patience;
        this.audit = audit;
    }

    /**
     * Erases the subject.
     *
     * @param given         the subject's tokens, mapped to their meaning: record, patient or a field name
     * @param certification certifies the erasure, or null
     * @throws OperatorException if it cannot be erased, or the views did not follow in time; repeating it is harmless
     */
    public ErasureResult erase(Map<String, String> given, ErasureCertification certification) {
        Map<String, String> tokens = new LinkedHashMap<>(given);
        ports.originals().lock();
        ErasureScope scope = search.find(tokens);
        audit.found(scope.records().size());
        if (subject.isRecord()) {
            keepOne(scope, tokens);
        }
        String token = newest(tokens);
        audit.concerns(token);
        if (scope.isEmpty()) {
            throw new OperatorException(unknown());
        }
        if (search.isReplaced(scope)) {
            throw new OperatorException(
                    "the records of this token were tokenized again under another policy and have other tokens now; "
                            + "give the patient with --mrn or --by, or the record by its id");
        }
        boolean left = search.isLeft(scope);
        SuppressionList list = ports.suppressions().list();
        boolean listed = list.hasAll(suppressed(tokens, scope));
        audit.append(left ? "begun" : listed ? "nothing was left" : "begun, nothing was left");
        scope = suppress(tokens, scope, list);
        left = search.isLeft(scope);
        audit.found(scope.records().size());
        if (left) {
            // Destroy the keys first: the later steps can be repeated, because the vault keeps its rows.
            ports.originals().destroyKeys(scope.versions());
            removeFromViews(scope.records().values());
        }
        if (left || !listed) {
            audit.append(left ? "erased" : "suppressed, nothing was left");
        }
        if (left) {
            await();
            scope = confirm(scope.keys(), tokens);
            audit.found(scope.records().size());
        }
        if (certification != null) {
            certification.certify(token, scope, left, search, subject, audit);
        }
        return new ErasureResult(
                scope.records().size(),
                left,
                scope.rejectIds().size(),
                scope.unopened().size(),
                subject.isRecord()
                        ? List.of()
                        : scope.merged().stream()
                                .filter(other -> !other.equals(token))
                                .toList());
    }

    /**
     * Lifts the erasure of the subject: records published from now on are accepted.
     *
     * @param tokens the subject's tokens, mapped to their meaning: record, patient or a field name
     * @throws OperatorException if the subject is not on the suppression list
     */
    public void lift(Map<String, String> tokens) {
        ports.originals().lock();
        audit.concerns(newest(tokens));
        Map<String, String> lifted = SuppressionList.with(ports.suppressions().decisions(), tokens);
        if (lifted.isEmpty()) {
            throw new OperatorException(
                    "this " + subject.meaning() + " is not on the suppression list; nothing was lifted");
        }
        audit.append("begun");
        ports.suppressions().add(new Suppression(true, lifted));
        audit.append("lifted");
    }

    private String unknown() {
        if (subject.isRecord()) {
            return "no record or reject with this " + (subject.byToken() ? "token" : "id")
                    + " was found; see `sigilo trace`";
        }
        return subject.byToken()
                ? "the vault knows no patient with this token; check it, it looks like pat_<epoch>_<26 characters>"
                : "no record or reject of this patient was found; check the values, and that records identify the patient by these fields";
    }

    /**
     * An id may occur in several identity fields, but only one record may be erased: refuses the id if it finds several
     * records, and removes the tokens of the fields that found none.
     */
    private static void keepOne(ErasureScope scope, Map<String, String> tokens) {
        if (scope.records().size() > 1) {
            throw new OperatorException(
                    "several records have this id, in different fields; find the token of the right one with"
                            + " `sigilo trace --field`, and give that token");
        }
        if (!scope.records().isEmpty()) {
            tokens.keySet().retainAll(scope.records().keySet());
        }
    }

    private String newest(Map<String, String> tokens) {
        String newest = null;
        for (Map.Entry<String, String> token : tokens.entrySet()) {
            newest = token.getValue().equals(subject.meaning()) ? token.getKey() : newest;
        }
        return newest;
    }

    /**
     * Extends the suppression list until the search finds nothing that is not on it. Waits even if the list is already
     * complete: an earlier run may have stopped right after extending it.
     */
    private ErasureScope suppress(Map<String, String> tokens, ErasureScope before, SuppressionList list) {
        ErasureScope scope = before;
        do {
            Map<String, String> all = suppressed(tokens, scope);
            if (!list.hasAll(all)) {
                Suppression decision = new Suppression(false, all);
                ports.suppressions().add(decision);
                list.apply(decision);
            }
            settle();
            scope = search.find(tokens);
        } while (!list.hasAll(suppressed(tokens, scope)));
        return scope;
    }

    /**
     * Returns the tokens to suppress: the given ones and, for a patient, every patient token found and the token of
     * every field that identifies the patient by itself.
     */
    private Map<String, String> suppressed(Map<String, String> given, ErasureScope scope) {
        Map<String, String> tokens = new LinkedHashMap<>(given);
        if (!subject.isRecord()) {
            scope.patients().forEach(token -> tokens.put(token, Sealing.PATIENT));
            scope.tokens().forEach((token, field) -> {
                if (policy.patient().contains(List.of(field))) {
                    tokens.putIfAbsent(token, field);
                }
            });
        }
        return tokens;
    }

    /**
     * Waits until every function uses the new suppression list and records accepted before have reached the vault and
     * the views.
     */
    private void settle() {
        try {
            TimeUnit.MILLISECONDS.sleep(SuppressionList.MAX_AGE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatorException("interrupted before anything was erased; run it again");
        }
        ports.pipeline().settle(patience);
    }

    private void removeFromViews(Collection<RecordStatus> records) {
        ports.log()
                .add(records.stream()
                        .map(record -> Erasure.event(
                                record.recordToken(), record.treatment(), record.keyEpoch(), record.provenance()))
                        .toList());
    }

    private void await() {
        String waiting = ports.pipeline().await(patience);
        if (waiting != null) {
            throw new AuditedFailure("the keys are destroyed and the log has the erasure, but " + waiting
                    + " made no progress for " + patience.toSeconds() + " s; see `sigilo status`");
        }
    }

    /**
     * Checks the databases until nothing is left, and erases again what arrived in the meantime: an empty backlog does
     * not prove that.
     *
     * @param keys how many data keys were destroyed before
     * @return everything that was erased, with the number of all data keys destroyed
     * @throws AuditedFailure if something is still left after that time
     */
    private ErasureScope confirm(int keys, Map<String, String> tokens) {
        long start = System.nanoTime();
        int destroyed = keys;
        for (boolean again = false; ; again = true) {
            ErasureScope scope = search.find(tokens);
            List<RecordStatus> remaining = scope.records().values().stream()
                    .filter(record -> search.isInView(record.recordToken()))
                    .toList();
            if (remaining.isEmpty() && scope.keys() == 0) {
                scope.setKeys(destroyed);
                return scope;
            }
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new AuditedFailure("the keys are destroyed and the log has the erasure, but "
                        + Math.max(remaining.size(), scope.keys())
                        + " of these records are still in a view or can be opened after " + patience.toSeconds()
                        + " s; run it again, and see `sigilo trace`");
            }
            // In the first round, the views may still be removing rows.
            if (again) {
                ports.originals().destroyKeys(scope.versions());
                destroyed += scope.keys();
                removeFromViews(remaining);
            }
            ports.pipeline().pause();
            await();
        }
    }
}
