package dev.sigilo.keys;

/** A sealed original cannot be opened. */
public final class UnsealException extends Exception {

    /** Why a sealed original cannot be opened. */
    public enum Failure {
        /** The data key was destroyed; nobody can open the original any more. */
        ERASED("its data key was destroyed (the patient was erased); nothing can open it"),
        /** The keyset lacks the sealing key that it was sealed with. */
        KEY_MISSING("it was sealed with a sealing key that this keyset does not have; give the keyset that seal used"),
        /**
         * The sealing key of that id does not open the data key, or the data key was altered or is another record's.
         */
        WRONG_KEY_OR_ALTERED_KEY(
                "the sealing key does not open its data key: the wrong keyset, or the row in vault_keys was altered "
                        + "or belongs to another record"),
        /** The data key opens, the original does not: it was altered or is another record's. */
        ALTERED(
                "its data key does not open the sealed original: the row in vault was altered or belongs to another record");

        private final String advice;

        Failure(String advice) {
            this.advice = advice;
        }
    }

    private final Failure failure;

    UnsealException(Failure failure, String recordToken) {
        super("record " + recordToken + " cannot be opened: " + failure.advice);
        this.failure = failure;
    }

    /** Returns the reason. */
    public Failure failure() {
        return failure;
    }
}
