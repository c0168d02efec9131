package dev.sigilo.records;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A decision on who may come in after an erasure; the value on {@code events/suppressed}, which is the list of all such decisions.
 * Of a token that several name, the newest stands. Holds keyed tokens and no value.
 *
 * @param lifted whether these are let in again; else their records are refused from now on
 * @param tokens each token to what it stands for: {@code patient}, {@code record}, or the name of the field that it is of
 */
public record Suppression(boolean lifted, Map<String, String> tokens) {

    /** Keeps a copy, in order. */
    public Suppression {
        tokens = Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
    }
}
