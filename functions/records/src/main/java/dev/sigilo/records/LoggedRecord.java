package dev.sigilo.records;

import java.util.Map;

/**
 * A {@link TokenizedRecord} as a view reads it from the log. Lists and maps of texts that become columns unchanged are
 * kept as {@link JsonText}: parsing and writing them again took a sixth of the query view's time (docs/PERFORMANCE.md,
 * Stages).
 *
 * @param event       the kind of the event
 * @param recordToken token of the record
 * @param provenance  where the record came from
 * @param fields      maps each study field to its de-identified text
 * @param columns     every other field of the event by its name: {@code String}, {@code Integer}, {@code Boolean},
 *                    {@link JsonText}, or for evidence a list of {@link Evidence}. A field that the event does not have
 *                    is absent; a missing list or map is empty. The further fields that {@link Fields#SOURCE} names
 *                    are {@code String}s by their own name, and the others are together in {@code extra}
 */
public record LoggedRecord(
        EventKind event,
        String recordToken,
        Provenance provenance,
        Map<String, String> fields,
        Map<String, Object> columns) {

    /** Returns whether the record no longer exists under this token: it was erased or replaced. */
    public boolean removed() {
        return event.removesRecord();
    }

    @Override
    public String toString() {
        return "LoggedRecord[" + event + " " + recordToken + "]";
    }
}
