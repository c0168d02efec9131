package dev.sigilo.records;

/** The overall result of a report. docs/LABELS.md defines the labels. */
public enum Label {
    NORMAL(Fields.NORMAL),
    NO_FINDING(Fields.NO_FINDING),
    ABNORMAL(Fields.ABNORMAL),
    UNCERTAIN(Fields.UNCERTAIN),
    OTHER(Fields.OTHER),
    UNKNOWN(Fields.UNKNOWN);

    private static final Label[] ALL = values();

    private final String text;

    Label(String text) {
        this.text = text;
    }

    /** Returns the label's text in messages and tables, which is also the name of the flag that declares it. */
    public String text() {
        return text;
    }

    /** Returns the label with this text; {@link #UNKNOWN} for the label of a newer version. */
    public static Label of(String text) {
        for (Label label : ALL) {
            if (label.text.equals(text)) {
                return label;
            }
        }
        return UNKNOWN;
    }

    /** Returns {@link #text()}. */
    @Override
    public String toString() {
        return text;
    }
}
