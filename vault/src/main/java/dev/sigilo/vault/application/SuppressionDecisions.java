package dev.sigilo.vault.application;

import dev.sigilo.records.Suppression;
import dev.sigilo.tokenize.domain.SuppressionList;
import java.util.List;

/** The decisions that make the suppression list: the erased patients and records that seal and tokenize reject. */
public interface SuppressionDecisions {

    /**
     * Returns all decisions, oldest first.
     *
     * @throws dev.sigilo.vault.domain.OperatorException if the log cannot be read or contains anything else
     */
    List<Suppression> decisions();

    /**
     * Adds a decision. Returns when it is stored.
     *
     * @throws dev.sigilo.vault.domain.OperatorException if it is not stored
     */
    void add(Suppression decision);

    /** Returns the list that results from all decisions. */
    default SuppressionList list() {
        SuppressionList list = new SuppressionList();
        decisions().forEach(list::apply);
        return list;
    }
}
