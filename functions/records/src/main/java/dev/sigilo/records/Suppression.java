package dev.sigilo.records;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A decision to suppress the records of an erased patient, or an erased record, or to lift that suppression. It is the
 * message value on {@code events/suppressed}, the suppression list. If several decisions contain a token, the newest
 * one applies. Contains keyed tokens but no values.
 *
 * @param lifted true if records with these tokens are accepted again; false if they are rejected from now on
 * @param tokens maps each token to its kind: {@code patient}, {@code record}, or the name of the field that it was made
 *               from
 */
public record Suppression(boolean lifted, Map<String, String> tokens) {

    /** Copies the tokens, keeping their order. */
    public Suppression {
        tokens = Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
    }
}
