package dev.sigilo.tokenize.domain;

import dev.sigilo.records.RejectReason;
import dev.sigilo.records.Suppression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who was erased and is not let in again until somebody decides so: the sum of all {@link Suppression}s, in their order. Not
 * thread-safe.
 */
public final class SuppressionList {
    /** How old a list may be by which a record is let in: a decision holds everywhere so long after it was stored. */
    public static final Duration MAX_AGE = Duration.ofSeconds(1);

    private final Map<String, String> suppressed = new HashMap<>();

    /** Adds the next decision. */
    public void apply(Suppression decision) {
        if (decision.lifted()) {
            suppressed.keySet().removeAll(decision.tokens().keySet());
        } else {
            suppressed.putAll(decision.tokens());
        }
    }

    /** Whether nobody is refused. */
    public boolean isEmpty() {
        return suppressed.isEmpty();
    }

    /**
     * Why a record is refused.
     *
     * @param tokens every token that leads to the record, to what it stands for, as {@link Sealing#tokens} gives them
     * @return {@link RejectReason#ERASED_PATIENT} or {@link RejectReason#ERASED_RECORD}, or null where it may come in
     */
    public RejectReason reason(Map<String, String> tokens) {
        RejectReason reason = null;
        for (Map.Entry<String, String> token : tokens.entrySet()) {
            if (token.getValue().equals(suppressed.get(token.getKey()))) {
                if (!token.getValue().equals(Sealing.RECORD)) {
                    return RejectReason.ERASED_PATIENT;
                }
                reason = RejectReason.ERASED_RECORD;
            }
        }
        return reason;
    }

    /** Whether each of these tokens is on the list already. */
    public boolean hasAll(Map<String, String> tokens) {
        return tokens.entrySet().stream().allMatch(token -> token.getValue().equals(suppressed.get(token.getKey())));
    }

    /**
     * What is on the list with any of these tokens: what was put there in one decision with one of them, or with one of those. A
     * patient's tokens differ by epoch and by the field that gave them, and all are lifted together.
     *
     * @param decisions all there are
     * @param tokens    those to begin with
     * @return none where none of the tokens is on the list
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
            continue;
        }
        all.keySet().retainAll(list.suppressed.keySet());
        return all;
    }
}
