package dev.sigilo.cli;

import dev.sigilo.policy.Policy;
import dev.sigilo.policy.UnknownFields;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The names of fields that a policy knows, and which of them was meant by one that it does not know. */
final class FieldNames {
    /** What is printed of a name that nobody foresaw: a field's name, and not a person's or a number that somebody used as one. */
    private static final Pattern PLAIN = Pattern.compile("(?!.*\\d{5})[\\p{L}_][\\p{L}\\p{N}_.-]{0,63}");

    private final Policy policy;
    private final List<String> known = new ArrayList<>();

    FieldNames(Policy policy) {
        this.policy = policy;
        known.addAll(policy.rules().keySet());
        known.addAll(policy.aliases().keySet());
    }

    /** Whether the policy has a rule for the field, under this name or as an alias. */
    boolean isKnown(String name) {
        return policy.rule(policy.fieldName(name)) != null;
    }

    /** What becomes of fields that it does not know. */
    UnknownFields unknownFields() {
        return policy.unknownFields();
    }

    /** The known name that is nearest to this one, or null where none is near. */
    String nearest(String name) {
        return Similar.nearest(name, known);
    }

    /** The name as it may be printed: one that is no plain word stays unsaid. */
    static String printable(String name) {
        return PLAIN.matcher(name).matches() ? name : "(a name that is no plain word)";
    }
}
