package dev.sigilo.policy;

/**
 * What is done with one type of identifier in free text.
 *
 * @param action token, shift_date, year, cap_age, zip3, redact or keep
 * @param kind   the token's kind if the action is token and the value is not from a field of the record; null otherwise
 */
public record TextRule(Action action, String kind) {
    static final TextRule REDACT = new TextRule(Action.REDACT, null);
}
