package dev.sigilo.tokenize.domain;

import dev.sigilo.records.Fields;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.Suppression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The suppression list: the erased patients and records whose publications are rejected until an operator lifts the
 * suppression. It is the result of applying all {@link Suppression}s in order. Not thread-safe.
 */
public final class SuppressionList {
    /**
     * The maximum age of the list used to accept a record. Once this time has passed, every instance applies a stored
     * decision.
     */
    public static final Duration MAX_AGE = Duration.ofSeconds(1);

    private final Map<String, String> suppressed = new HashMap<>();

    /** Applies the next decision. */
    public void apply(Suppression decision) {
        if (decision.lifted()) {
            suppressed.keySet().removeAll(decision.tokens().keySet());
        } else {
            suppressed.putAll(decision.tokens());
        }
    }

    /** Returns whether nothing is suppressed. */
    public boolean isEmpty() {
        return suppressed.isEmpty();
    }

    /**
     * Returns why a record must be rejected.
     *
     * @param tokens the record's tokens, each mapped to its kind, as returned by {@link Sealing#tokens}, and its record
     *     token
     * @return {@link RejectReason#ERASED_PATIENT} or {@link RejectReason#ERASED_RECORD}; null if the record is accepted
     */
    public RejectReason reason(Map<String, String> tokens) {
        RejectReason reason = null;
        for (Map.Entry<String, String> token : tokens.entrySet()) {
            String listed = suppressed.get(token.getKey());
            // A merge that retires the number of an erased patient is about that patient too.
            if (Sealing.PATIENT.equals(listed) && token.getValue().equals(Fields.PRIOR_PATIENT_ID)) {
                return RejectReason.ERASED_PATIENT;
            }
            if (token.getValue().equals(listed)) {
                if (!token.getValue().equals(Sealing.RECORD)) {
                    return RejectReason.ERASED_PATIENT;
                }
                reason = RejectReason.ERASED_RECORD;
            }
        }
        return reason;
    }

    /** Returns whether all of these tokens are on the list already. */
    public boolean hasAll(Map<String, String> tokens) {
        return tokens.entrySet().stream().allMatch(token -> token.getValue().equals(suppressed.get(token.getKey())));
    }

    /**
     * Returns every suppressed token that is connected to one of these: tokens that appear in the same decision, and
     * transitively those that share a decision with them. A patient has a token per epoch and per identifying field,
     * and all must be lifted together.
     *
     * @param decisions all decisions on the topic, in order
     * @param tokens    the tokens to start from
     * @return the connected tokens that are on the list; empty if there are none
     */
    public static Map<String, String> with(List<Suppression> decisions, Map<String, String> tokens) {
        SuppressionList list = new SuppressionList();
        decisions.forEach(list::apply);
        Map<String, String> all = new LinkedHashMap<>(tokens);
        List<Suppression> others = new ArrayList<>(decisions);
        while (others.removeIf(decision -> {
            boolean shares = decision.tokens().keySet().stream().anyMatch(all::containsKey);
            if (shares) {
                decision.tokens().forEach(all::putIfAbsent);
            }
            return shares;
        })) {
            // Repeats until no further decision is connected.
        }
        all.keySet().retainAll(list.suppressed.keySet());
        return all;
    }
}
