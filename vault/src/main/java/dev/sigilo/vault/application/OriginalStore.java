package dev.sigilo.vault.application;

import dev.sigilo.keys.Keyset;
import dev.sigilo.vault.domain.SealedOriginal;
import java.util.List;
import java.util.Map;

/**
 * The sealed originals and their data keys. Its methods throw {@link dev.sigilo.vault.domain.OperatorException} if the
 * store fails.
 */
public interface OriginalStore extends AutoCloseable {

    /**
     * Returns every original that this token finds: as the record's, the patient's or any field's, in any epoch known
     * at sealing.
     */
    List<SealedOriginal> find(String token);

    /** Returns the sealed original of a record, or null if there is none. */
    SealedOriginal findRecord(String recordToken);

    /**
     * Returns every original of the patient with these tokens, which are mapped to their meaning: patient or a field
     * name.
     */
    List<SealedOriginal> findPatients(Map<String, String> tokens);

    /** Returns the lineage of the keyset that the originals belong to, or null if none is recorded yet. */
    String lineage(Keyset.Purpose purpose);

    /** Locks out other operations that change the store, or publish from it, until the lock is closed.
     *
     * @throws dev.sigilo.vault.domain.OperatorException if one of them is running
     */
    void lock();

    /** Returns the newest version of an original; 0 if there is none. */
    long newestVersion();

    /**
     * Returns how many originals of this version or an older one were sealed under this epoch of the token keyset or an
     * older one.
     */
    long count(int epoch, long version);

    /** Returns at most {@code most} of these originals, those after {@code recordToken}, ordered by record token. */
    List<SealedOriginal> page(int epoch, long version, String recordToken, int most);

    /**
     * Destroys the data keys of these records up to the given version of each, so that their originals can never be
     * opened again. If a sealed record of that or an older version is redelivered, its key is not stored again.
     *
     * @param records version by record token
     */
    void destroyKeys(Map<String, Long> records);

    /** Returns whether this version was erased, given a record token or the id of a message that names no record. */
    boolean isErased(String recordToken, long version);

    @Override
    void close();
}
