package dev.sigilo.cli;

import dev.sigilo.policy.Policy;
import dev.sigilo.policy.UnknownFields;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The field names known to a policy, and suggestions for unknown ones. */
final class FieldNames {
    /** Matches unknown names that may be printed: they look like field names, not like a person's name or a number. */
    private static final Pattern PLAIN = Pattern.compile("(?!.*\\d{5})[\\p{L}_][\\p{L}\\p{N}_.-]{0,63}");

    private final Policy policy;
    private final List<String> known = new ArrayList<>();

    FieldNames(Policy policy) {
        this.policy = policy;
        known.addAll(policy.rules().keySet());
        known.addAll(policy.aliases().keySet());
    }

    /** Returns whether the policy has a rule for the field, under this name or an alias. */
    boolean isKnown(String name) {
        return policy.rule(policy.fieldName(name)) != null;
    }

    /** Returns what the policy does with unknown fields. */
    UnknownFields unknownFields() {
        return policy.unknownFields();
    }

    /** Returns the known name nearest to this one, or null if none is near. */
    String nearest(String name) {
        return Similar.nearest(name, known);
    }

    /** Returns the name, or a placeholder if it is not a plain word and must not be printed. */
    static String printable(String name) {
        return PLAIN.matcher(name).matches() ? name : "(a name that is not a plain word)";
    }
}
