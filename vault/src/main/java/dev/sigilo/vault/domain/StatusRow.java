package dev.sigilo.vault.domain;

import dev.sigilo.project.domain.CommandView;

/**
 * The status of a record in db_command, or of a rejected message that names no record.
 *
 * @param status  for example TOKENIZED, REJECTED, ERASED or REPLACED
 * @param stage   the stage that rejected it, or null
 * @param reason  the reason code of the rejection, or null
 * @param version the version of the message that gave this status
 */
public record StatusRow(String status, String stage, String reason, long version) {

    /** Returns whether the record now counts under another token. */
    public boolean isReplaced() {
        return status.equals(CommandView.REPLACED);
    }

    /** Returns whether the record was erased or now counts under another token. */
    public boolean isErasedOrReplaced() {
        return status.equals(CommandView.ERASED) || isReplaced();
    }
}
