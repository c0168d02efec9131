package dev.sigilo.policy;

/**
 * What becomes of one type of identifier found in free text.
 *
 * @param action token, shift_date, year, cap_age, zip3, redact or keep
 * @param kind   the token's kind where the action is token and no field of the record gave it; null otherwise
 */
public record TextRule(Action action, String kind) {
    static final TextRule REDACT = new TextRule(Action.REDACT, null);
}
