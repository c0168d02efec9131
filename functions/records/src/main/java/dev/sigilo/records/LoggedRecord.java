package dev.sigilo.records;

import java.util.Map;

/**
 * A {@link TokenizedRecord} as a view takes it from the log: what becomes a column as it is stays as it was written, lists and maps of
 * texts as {@link JsonText}. Making objects of them only to write them again was a sixth of the query view's work
 * (docs/PERFORMANCE.md, Stages).
 *
 * @param event       what it records about the record
 * @param recordToken token of the record
 * @param provenance  where the record came from
 * @param fields      study field name to de-identified text
 * @param columns     every other field of the event by its name: {@code String}, {@code Integer}, {@code Boolean}, {@link JsonText},
 *                    or for evidence a list of {@link Evidence};
 *                    what the event does not have is absent, lists and maps are empty then
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
