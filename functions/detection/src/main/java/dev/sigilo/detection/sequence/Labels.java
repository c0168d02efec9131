package dev.sigilo.detection.sequence;

import dev.sigilo.identifiers.IdentifierType;
import java.util.List;

/**
 * The labels of the sequence model: outside, and per type the begin, inside, end and single word of a span (BIOES).
 */
public final class Labels {

    public static final int OUTSIDE = 0;
    /** As many types as fit the two words of a {@link LabelSet}. */
    static final int MAX_TYPES = 31;

    public static final int BEGIN = 0;
    public static final int INSIDE = 1;
    public static final int END = 2;
    public static final int SINGLE = 3;

    private final List<IdentifierType> types;
    public final int count;

    public Labels(List<IdentifierType> types) {
        if (types.size() > MAX_TYPES) {
            throw new IllegalArgumentException(
                    "a model tells at most " + MAX_TYPES + " types apart, not " + types.size());
        }
        this.types = List.copyOf(types);
        this.count = 1 + 4 * types.size();
    }

    public List<IdentifierType> types() {
        return types;
    }

    public static int label(int type, int position) {
        return 1 + 4 * type + position;
    }

    static int position(int label) {
        return label == OUTSIDE ? SINGLE : label - 1 & 3;
    }

    IdentifierType type(int label) {
        return types.get(label - 1 >> 2);
    }

    /** Returns whether a span may be open before the label: then the label goes on with it. */
    static boolean continues(int label) {
        int position = position(label);
        return label != OUTSIDE && (position == INSIDE || position == END);
    }

    /** Returns whether the span goes on after the label. */
    static boolean staysOpen(int label) {
        int position = position(label);
        return label != OUTSIDE && (position == BEGIN || position == INSIDE);
    }

    public static boolean mayFollow(int before, int after) {
        if (staysOpen(before)) {
            return continues(after) && before - 1 >> 2 == after - 1 >> 2;
        }
        return !continues(after);
    }
}
