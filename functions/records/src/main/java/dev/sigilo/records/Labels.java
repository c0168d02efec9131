package dev.sigilo.records;

import java.util.List;

/** The labels of a report; docs/LABELS.md defines them. */
public final class Labels {
    public static final String NORMAL = Fields.NORMAL;
    public static final String NO_FINDING = Fields.NO_FINDING;
    public static final String ABNORMAL = Fields.ABNORMAL;
    public static final String UNCERTAIN = Fields.UNCERTAIN;
    public static final String OTHER = Fields.OTHER;
    public static final String UNKNOWN = Fields.UNKNOWN;

    /** Every label. */
    public static final List<String> ALL = List.of(NORMAL, NO_FINDING, ABNORMAL, UNCERTAIN, OTHER, UNKNOWN);

    private Labels() {
    }
}
