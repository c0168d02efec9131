package dev.sigilo.detection.sequence;

import dev.sigilo.identifiers.IdentifierType;
import java.util.List;

/**
 * The labels of the sequence model: outside, and per type the begin, inside, end and single word of a span (BIOES).
 */
public final class Labels {

    /** The label of a word outside every span. */
    public static final int OUTSIDE = 0;
    /** The number of types that fit into the two words of a {@link LabelSet}. */
    static final int MAX_TYPES = 31;

    /** Position of the first word of a span with several words. */
    public static final int BEGIN = 0;
    /** Position of a word between the first and the last. */
    public static final int INSIDE = 1;
    /** Position of the last word. */
    public static final int END = 2;
    /** Position of the only word of a span. */
    public static final int SINGLE = 3;

    private final List<IdentifierType> types;
    /** The number of labels, including {@link #OUTSIDE}. */
    public final int count;

    /**
     * @param types the types that the labels distinguish; their order is part of the model file
     * @throws IllegalArgumentException if there are more than {@value #MAX_TYPES} types
     */
    public Labels(List<IdentifierType> types) {
        if (types.size() > MAX_TYPES) {
            throw new IllegalArgumentException(
                    "a model tells at most " + MAX_TYPES + " types apart, not " + types.size());
        }
        this.types = List.copyOf(types);
        this.count = 1 + 4 * types.size();
    }

    /** Returns the types in the order of their labels. */
    public List<IdentifierType> types() {
        return types;
    }

    /** Returns the label of a type, given by its index in {@link #types}, at a position in a span. */
    public static int label(int type, int position) {
        return 1 + 4 * type + position;
    }

    static int position(int label) {
        return label == OUTSIDE ? SINGLE : label - 1 & 3;
    }

    IdentifierType type(int label) {
        return types.get(label - 1 >> 2);
    }

    /** Returns whether the label continues a span that is open before it. */
    static boolean continues(int label) {
        int position = position(label);
        return label != OUTSIDE && (position == INSIDE || position == END);
    }

    /** Returns whether the span continues after the label. */
    static boolean staysOpen(int label) {
        int position = position(label);
        return label != OUTSIDE && (position == BEGIN || position == INSIDE);
    }

    /** Returns whether a label may come directly after the other. */
    public static boolean mayFollow(int before, int after) {
        if (staysOpen(before)) {
            return continues(after) && before - 1 >> 2 == after - 1 >> 2;
        }
        return !continues(after);
    }
}
