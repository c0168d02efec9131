package dev.sigilo.records;

/** The kind of an event in the log. On the topic it is written as the constant's name. */
public enum EventKind {
    /** The record was de-identified. */
    TOKENIZED,
    /**
     * The patient's data were erased: views drop the record. The event contains only the tokens, the policy and the
     * provenance.
     */
    ERASED,
    /**
     * The record was tokenized again under another policy or token domain and now has another record token: views drop
     * the old token. The event contains as little as one of {@link #ERASED}.
     */
    REPLACED,
    /** A {@link Canary}: no view contains it. */
    CANARY,
    /** A kind that a newer version wrote. It is only read, and views treat it like {@link #TOKENIZED}. */
    OTHER;

    private static final EventKind[] ALL = values();

    /** Returns whether an event of this kind removes the record's token from the views. */
    public boolean removesRecord() {
        return this == ERASED || this == REPLACED;
    }

    /** Returns the kind with this name; {@link #OTHER} for the kind of a newer version. */
    public static EventKind of(String name) {
        for (EventKind kind : ALL) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        return OTHER;
    }
}
