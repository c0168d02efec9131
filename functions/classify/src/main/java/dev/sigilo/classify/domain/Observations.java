package dev.sigilo.classify.domain;

import dev.sigilo.records.ObservationStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The 14 observations of CheXpert for studies of the chest. An observation is positive if it is affirmed anywhere;
 * otherwise uncertain if it is hedged anywhere; otherwise history if it is old and healed; otherwise negative if it is
 * denied.
 */
final class Observations {
    static final String NO_FINDING = "no_finding";
    static final String SUPPORT_DEVICES = "support_devices";
    /** All observations, in CheXpert's order. */
    static final List<String> ALL = List.of(
            NO_FINDING,
            "enlarged_cardiomediastinum",
            "cardiomegaly",
            "lung_opacity",
            "lung_lesion",
            "edema",
            "consolidation",
            "pneumonia",
            "atelectasis",
            "pneumothorax",
            "pleural_effusion",
            "pleural_other",
            "fracture",
            SUPPORT_DEVICES);

    static final int NONE = -1;
    static final int ENLARGED_CARDIOMEDIASTINUM = ALL.indexOf("enlarged_cardiomediastinum");
    static final int CARDIOMEGALY = ALL.indexOf("cardiomegaly");
    static final int LUNG_OPACITY = ALL.indexOf("lung_opacity");
    static final int PLEURAL_EFFUSION = ALL.indexOf("pleural_effusion");
    static final int FRACTURE = ALL.indexOf("fracture");
    static final int DEVICES = ALL.indexOf(SUPPORT_DEVICES);

    private static final byte NEGATIVE = 1;
    private static final byte HISTORY = 2;
    private static final byte UNCERTAIN = 3;
    private static final byte POSITIVE = 4;
    private static final ObservationStatus[] STATUSES = {
        null,
        ObservationStatus.NEGATIVE,
        ObservationStatus.HISTORY,
        ObservationStatus.UNCERTAIN,
        ObservationStatus.POSITIVE
    };

    private final byte[] values = new byte[ALL.size()];

    /**
     * Records one mention of an observation.
     *
     * @param healed whether it is described as old and healed; used only for fractures, because other old findings are
     *               still visible
     */
    void take(int observation, Assertion.Status status, boolean healed) {
        boolean present = status == Assertion.Status.AFFIRMED || status == Assertion.Status.HISTORICAL;
        if (healed && present && observation == FRACTURE) {
            raise(observation, HISTORY);
        } else {
            take(observation, status);
        }
    }

    /** Records one mention of an observation that is not described as old. */
    void take(int observation, Assertion.Status status) {
        byte value = switch (status) {
            case AFFIRMED, HISTORICAL -> POSITIVE;
            case UNCERTAIN -> UNCERTAIN;
            case NEGATED -> NEGATIVE;
            case FAMILY -> 0;
        };
        raise(observation, value);
    }

    private void raise(int observation, byte value) {
        if (value > values[observation]) {
            values[observation] = value;
        }
    }

    /** Returns the status of each mentioned observation by name; {@code no_finding} if nothing else was found. */
    Map<String, ObservationStatus> toMap(boolean saysNormal) {
        Map<String, ObservationStatus> map = new LinkedHashMap<>();
        boolean any = false;
        for (int i = 1; i < values.length; i++) {
            if (i != DEVICES && values[i] >= HISTORY) {
                any = true;
            }
        }
        if (any) {
            map.put(NO_FINDING, STATUSES[NEGATIVE]);
        } else if (saysNormal) {
            map.put(NO_FINDING, STATUSES[POSITIVE]);
        }
        for (int i = 1; i < values.length; i++) {
            if (values[i] != 0) {
                map.put(ALL.get(i), STATUSES[values[i]]);
            }
        }
        return map;
    }
}
