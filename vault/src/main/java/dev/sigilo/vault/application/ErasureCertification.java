package dev.sigilo.vault.application;

import dev.sigilo.records.RecordStatus;
import dev.sigilo.vault.domain.AuditedFailure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Certifies an erasure: states what was destroyed, where and when, and proves by a replay of the log that the views no
 * longer have it. The certificate holds tokens, message ids, counts and the purpose, but no value of a record.
 */
public final class ErasureCertification {
    /** Retention of the topic of rejects in days; must equal the value in pulsar-config/namespaces.conf. */
    public static final int DAYS_OF_REJECTS = 30;

    private final ErasureCertificate certificate;
    private final Places places;
    private final EventLog log;
    private final ProgressListener progress;

    /**
     * Where the erased data was.
     *
     * @param commandUrl the address of db_command, without credentials
     * @param log        the topic of the log
     * @param rejects    the topic of the rejects
     */
    public record Places(String commandUrl, String log, String rejects) {}

    /** Result of replaying the log: the events read, and how many of the erased records would still exist. */
    private record Proof(long events, long left) {}

    /**
     * @param certificate is signed and written
     * @param places      named in the certificate
     * @param log         replayed for the proof
     * @param progress    receives the number of events replayed
     */
    public ErasureCertification(
            ErasureCertificate certificate, Places places, EventLog log, ProgressListener progress) {
        this.certificate = certificate;
        this.places = places;
        this.log = log;
        this.progress = progress;
    }

    /** Proves the erasure, signs the certificate, appends its hash to the audit trail, and only then writes it. */
    void certify(
            String token,
            ErasureScope erased,
            boolean erasedNow,
            ErasureSearch search,
            ErasureSubject subject,
            AuditedOperation audit) {
        Proof proof = replay(erased);
        List<String> remaining = erased.records().keySet().stream()
                .filter(record -> !search.isGone(record))
                .toList();
        if (proof.left() > 0 || !remaining.isEmpty()) {
            throw new AuditedFailure(
                    "the keys are destroyed and the log has the erasure, but "
                            + Math.max(proof.left(), remaining.size())
                            + " of these records are still in a view or in the log; run it again, and see `sigilo trace`. No certificate was written");
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("kind", "sigilo erasure");
        if (subject.isRecord()) {
            content.put("record_token", token);
        } else {
            content.put("patient_token", token);
            content.put("patient_tokens", List.copyOf(erased.patients()));
        }
        content.put("at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        content.put("purpose", audit.purpose());
        content.put("result", erasedNow ? "erased" : "nothing was left");
        content.put("records", List.copyOf(erased.records().keySet()));
        content.put("data_keys_destroyed_now", erasedNow ? erased.keys() : 0);
        content.put(
                "destroyed_in",
                List.of(places.commandUrl() + " table vault_keys", "both views, by events in " + places.log()));
        content.put("rejected_messages_closed", new ArrayList<>(erased.rejectIds()));
        content.put(
                "rejected_messages_deleted",
                erased.rejectIds().isEmpty()
                        ? "none to be deleted"
                        : "by Pulsar, " + DAYS_OF_REJECTS + " days after they were rejected; until then under seal in "
                                + places.rejects());
        content.put("rejected_messages_not_looked_into", erased.unopened().size());
        content.put(
                "proof",
                Map.of(
                        "log_events_replayed",
                        proof.events(),
                        "records_left_by_replay",
                        proof.left(),
                        "records_left_in_views",
                        remaining.size()));
        content.put("published_again", "is rejected, until `sigilo erase --lift`");
        content.put("not_covered", "backups of vault_keys, and what producers and readers keep themselves");
        String hash = certificate.sign(content);
        audit.append("certificate " + hash);
        certificate.write();
    }

    /** Replays the log for the erased records as the views do: the newest event of each record wins. */
    private Proof replay(ErasureScope erased) {
        Map<String, RecordStatus> newest = new LinkedHashMap<>();
        long[] events = {0};
        log.each(
                status -> {
                    if (erased.records().containsKey(status.recordToken())
                            || erased.patients().contains(status.patientToken())) {
                        newest.merge(
                                status.recordToken(),
                                status,
                                (one, other) -> other.provenance().version()
                                                >= one.provenance().version()
                                        ? other
                                        : one);
                    }
                },
                read -> {
                    events[0] = read;
                    progress.advanced(read);
                });
        progress.finished();
        return new Proof(
                events[0],
                newest.values().stream().filter(status -> !status.erased()).count());
    }
}
