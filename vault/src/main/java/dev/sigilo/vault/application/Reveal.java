package dev.sigilo.vault.application;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.UnsealException;
import dev.sigilo.records.OriginalEnvelope;
import dev.sigilo.vault.domain.OperatorException;
import dev.sigilo.vault.domain.SealedOriginal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Opens the originals that a token finds. Their audit line is stored before they are returned. */
public final class Reveal {
    private final Supplier<OriginalStore> store;
    private final AuditedOperation audit;

    /**
     * The opened originals. Contains PHI.
     *
     * @param originals the originals as their producers sent them, with their records
     * @param fault     why some could not be opened, or null if all were
     */
    public record Revealed(List<OriginalEnvelope> originals, String fault) {

        /** Shows only the number of originals. */
        @Override
        public String toString() {
            return "Revealed[" + originals.size() + "]";
        }
    }

    /**
     * @param store opens the sealed originals
     * @param audit the operation in the audit trail
     */
    public Reveal(Supplier<OriginalStore> store, AuditedOperation audit) {
        this.store = store;
        this.audit = audit;
    }

    /**
     * Returns the originals that this token finds.
     *
     * @param token  a record's, a patient's or any field's token
     * @param keyset the sealing keyset
     * @throws OperatorException if the token finds nothing, the keyset is of another lineage, or the audit line cannot
     *         be stored
     */
    public Revealed reveal(String token, Keyset keyset) {
        Sealer sealer = Sealer.of(keyset);
        List<SealedOriginal> sealed;
        try (OriginalStore originals = store.get()) {
            KeyLineage.check(originals, keyset);
            sealed = originals.find(token);
        }
        audit.found(sealed.size());
        if (sealed.isEmpty()) {
            throw new OperatorException(
                    "the vault does not contain this token; check it, it looks like <kind>_<epoch>_<26 characters>");
        }
        List<OriginalEnvelope> opened = new ArrayList<>();
        String fault = null;
        for (SealedOriginal original : sealed) {
            try {
                opened.add(OriginalEnvelope.open(
                        sealer.open(original.sealed(), original.wrappedKey(), original.recordToken())));
            } catch (UnsealException e) {
                fault = fault == null ? e.getMessage() : fault;
            }
        }
        audit.append(
                fault == null
                        ? "revealed"
                        : opened.isEmpty()
                                ? fault
                                : "revealed " + opened.size() + " of " + sealed.size() + "; " + fault);
        return new Revealed(opened, fault);
    }
}
