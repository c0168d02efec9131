package dev.sigilo.cli;

import dev.sigilo.records.RecordStatus;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.vault.domain.Rejects;
import dev.sigilo.vault.domain.SealedOriginal;
import dev.sigilo.vault.domain.StalledRow;
import dev.sigilo.vault.domain.StatusRow;
import java.util.List;
import java.util.TreeSet;

/** Everything found for one record token. */
final class RecordTrace {
    /** Publish times of its messages in intake/raw and intake/converted, in milliseconds since 1970; the topic may still hold processed messages. */
    final TreeSet<Long> raw = new TreeSet<>();

    RejectedRecord rejected;
    String rejectId;
    int events;
    RecordStatus logged;
    SealedOriginal sealed;
    StatusRow row;
    List<StalledRow> stalled = List.of();
    boolean inQuery;

    boolean isEmpty() {
        return raw.isEmpty()
                && rejected == null
                && logged == null
                && sealed == null
                && row == null
                && stalled.isEmpty()
                && !inQuery;
    }

    /** Keeps this reject if it is the newest so far. */
    void note(RejectedRecord reject) {
        if (rejected == null
                || reject.provenance().version() >= rejected.provenance().version()) {
            rejected = reject;
            rejectId = Rejects.id(reject);
        }
    }

    /** Counts this event, and keeps it if it is the newest so far. */
    void note(RecordStatus event) {
        events++;
        if (logged == null
                || event.provenance().version() >= logged.provenance().version()) {
            logged = event;
        }
    }

    /** Returns when the newest message known to be processed was published, in milliseconds since 1970; 0 if there is none. */
    long processed() {
        return Math.max(
                rejected == null ? 0 : rejected.provenance().publishedAt(),
                Math.max(
                        logged == null ? 0 : logged.provenance().publishedAt(),
                        sealed == null ? 0 : sealed.provenance().publishedAt()));
    }

    /** Returns whether a message waits in intake/raw, that is, one newer than every processed or rejected message. */
    boolean isWaiting() {
        return !raw.isEmpty() && raw.last() > processed();
    }

    /** Returns whether the newest message known was rejected. */
    boolean isRejectedLast() {
        return rejected != null
                && (logged == null
                        || rejected.provenance().version() > logged.provenance().version());
    }

    /** Returns whether the newest event is an erasure. */
    boolean isErased() {
        return logged != null && logged.erased();
    }
}
