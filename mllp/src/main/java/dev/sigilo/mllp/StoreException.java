package dev.sigilo.mllp;

/** Thrown for a message that was not stored. It contains only the code of the reply. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    /** @param refusal the code of the reply */
    public StoreException(Refusal refusal) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
    }

    /** Returns the code of the reply. */
    public Refusal refusal() {
        return refusal;
    }
}
