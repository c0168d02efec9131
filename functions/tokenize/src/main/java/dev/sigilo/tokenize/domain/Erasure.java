package dev.sigilo.tokenize.domain;

import dev.sigilo.records.EventKind;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.Treatment;
import dev.sigilo.records.Version;
import java.util.Map;

/**
 * Removes a patient's records from the views permanently: the log gets one {@link EventKind#ERASED} event per record,
 * so that the views drop it now and at every replay. The originals are erased separately, by destroying their data
 * keys.
 */
public final class Erasure {
    private Erasure() {}

    /**
     * Returns the event that erases a record. Its version is higher than that of the publication in {@code provenance}
     * and lower than any later one, so a record that is published again after the suppression is lifted is stored
     * again.
     *
     * @param recordToken the record's token
     * @param treatment   the policy under which it was sealed
     * @param keyEpoch    the epoch under which it was sealed
     * @param provenance  the newest publication of the record in the vault
     */
    public static TokenizedRecord event(String recordToken, Treatment treatment, int keyEpoch, Provenance provenance) {
        return removal(EventKind.ERASED, recordToken, treatment, keyEpoch, provenance, Version.ERASED);
    }

    /**
     * Returns the event that removes a record token after the record was tokenized again under another token. The
     * parameters and the version are those of {@link #event}.
     */
    public static TokenizedRecord replacement(
            String recordToken, Treatment treatment, int keyEpoch, Provenance provenance) {
        return removal(EventKind.REPLACED, recordToken, treatment, keyEpoch, provenance, Version.REPLACED);
    }

    private static TokenizedRecord removal(
            EventKind event, String recordToken, Treatment treatment, int keyEpoch, Provenance provenance, int stage) {
        return new TokenizedRecord(
                event,
                recordToken,
                null,
                keyEpoch,
                treatment,
                new Provenance(
                        provenance.topic(),
                        provenance.messageId(),
                        provenance.publishedAt(),
                        Version.atStage(provenance.version(), stage)),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                null);
    }
}
