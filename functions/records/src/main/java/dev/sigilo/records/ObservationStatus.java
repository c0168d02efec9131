package dev.sigilo.records;

/** What a report says about an observation that it mentions. */
public enum ObservationStatus {
    /** It is there. */
    POSITIVE("positive"),
    /** It is not there. */
    NEGATIVE("negative"),
    /** It may be there. */
    UNCERTAIN("uncertain"),
    /** It was there and has healed. */
    HISTORY("history");

    private static final ObservationStatus[] ALL = values();

    private final String text;

    ObservationStatus(String text) {
        this.text = text;
    }

    /** Returns the status's text in messages and tables. */
    public String text() {
        return text;
    }

    /** Returns the status with this text; {@link #UNCERTAIN} for the status of a newer version. */
    public static ObservationStatus of(String text) {
        for (ObservationStatus status : ALL) {
            if (status.text.equals(text)) {
                return status;
            }
        }
        return UNCERTAIN;
    }

    /** Returns {@link #text()}. */
    @Override
    public String toString() {
        return text;
    }
}
