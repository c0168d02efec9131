package dev.sigilo.records;

/** The status of an observation that a report mentions. */
public enum ObservationStatus {
    /** The observation is present. */
    POSITIVE("positive"),
    /** The observation is absent. */
    NEGATIVE("negative"),
    /** The observation may be present. */
    UNCERTAIN("uncertain"),
    /** The observation was present and has healed. */
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
