package dev.sigilo.vault.application;

import dev.sigilo.records.RecordStatus;
import dev.sigilo.records.TokenizedRecord;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** The log that the views are folded from. */
public interface EventLog extends AutoCloseable {

    /**
     * Adds events. Returns when all of them are stored.
     *
     * @throws dev.sigilo.vault.domain.OperatorException if they are not
     */
    void add(Collection<TokenizedRecord> events);

    /**
     * Reads the log to its current end.
     *
     * @param look receives what each event means for its record; messages that are not events are left out, as the
     *             views ignore them
     * @param read receives the number of messages read so far
     * @throws dev.sigilo.vault.domain.OperatorException if the log cannot be read
     */
    void each(Consumer<RecordStatus> look, LongConsumer read);

    /** Releases what was opened for this log. */
    @Override
    void close();
}
