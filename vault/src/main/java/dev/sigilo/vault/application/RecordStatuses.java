package dev.sigilo.vault.application;

import dev.sigilo.records.RecordStatus;
import dev.sigilo.records.Treatment;
import dev.sigilo.vault.domain.StalledRow;
import dev.sigilo.vault.domain.StatusRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The command view: the status of every record. Its methods throw {@link dev.sigilo.vault.domain.OperatorException} if
 * the view fails.
 */
public interface RecordStatuses extends AutoCloseable {

    /** Returns the status under this record token, or null if there is none. */
    StatusRow find(String recordToken);

    /** Returns the tables that refuse this record's row, by name. */
    List<StalledRow> stalled(String recordToken);

    /**
     * Returns one line per table and fault, such as
     * {@code 2 records STALLED: NULL_NOT_ALLOWED in hospital (table medical_records)}.
     */
    List<String> stalled();

    /** Returns the records whose patient token is one of these. */
    List<RecordStatus> ofPatients(Collection<String> patientTokens);

    /** Returns the records with these tokens. */
    List<RecordStatus> ofRecords(Collection<String> recordTokens);

    /** Returns the number of tokenized records by the policy that they were tokenized with. */
    Map<Treatment, Long> tokenized();

    @Override
    void close();
}
