package dev.sigilo.vault.application;

import dev.sigilo.records.RejectedRecord;
import dev.sigilo.vault.domain.OperatorException;
import dev.sigilo.vault.domain.Rejects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The rejected messages that are still stored. */
public interface RejectedMessages {

    /**
     * Passes every rejected message to {@code look}, oldest first in each partition. Duplicates from redelivery are
     * passed on too.
     *
     * @throws OperatorException if they cannot be read
     */
    void each(Consumer<RejectedRecord> look);

    /**
     * Returns the rejects of one message, one for each stage that rejected it.
     *
     * @throws OperatorException if there is none with this id
     */
    default List<RejectedRecord> find(String id) {
        Map<String, RejectedRecord> byStage = new LinkedHashMap<>();
        each(rejected -> {
            if (Rejects.id(rejected).equals(id)) {
                byStage.putIfAbsent(rejected.stage(), rejected);
            }
        });
        if (byStage.isEmpty()) {
            throw new OperatorException(
                    "no reject has this id; `sigilo rejects list` prints the rejects of the last 30 days");
        }
        return List.copyOf(byStage.values());
    }
}
