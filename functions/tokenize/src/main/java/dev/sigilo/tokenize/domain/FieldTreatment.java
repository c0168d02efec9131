package dev.sigilo.tokenize.domain;

import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.FieldRule;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.Fields;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.text.AgeReader;
import dev.sigilo.text.Ages;
import dev.sigilo.text.dates.FieldDates;
import java.time.LocalDate;
import java.util.Optional;

/** Applies the rule of a field to its value, except for scrubbing. Thread-safe. */
final class FieldTreatment {
    private final Policy policy;
    private final TokenKeys keys;
    private final FormatPreserving formatPreserving;

    FieldTreatment(Policy policy, TokenKeys keys) {
        this.policy = policy;
        this.keys = keys;
        this.formatPreserving = new FormatPreserving(keys, policy.tokenDomain());
    }

    /**
     * Returns the replacement of the value. Not for rules that scrub, keep or drop.
     *
     * @throws RecordFormatException {@link RejectReason#TOKEN_FAILED} if the rule cannot be applied; the record must
     *     not pass
     */
    String treat(FieldRule rule, String value, int epoch, RecordFacts facts) throws RecordFormatException {
        return switch (rule.action()) {
            case TOKEN ->
                keys.token(epoch, rule.kind(), Normalizer.normalize(rule.category(), value), policy.tokenDomain());
            case UID -> Uids.map(keys, epoch, rule.kind(), policy.tokenDomain(), value);
            case FF1 ->
                formatPreserving
                        .encrypt(rule, epoch, value)
                        .orElseThrow(() -> new RecordFormatException(RejectReason.TOKEN_FAILED, rule.field(), -1));
            case CAP_AGE -> orRedacted(rule, Ages.cap(value));
            case ZIP3 -> orRedacted(rule, PostalCodes.cut(value, facts.country(), facts.language()));
            case SHIFT_DATE ->
                orRedacted(
                        rule,
                        tellsOldest(rule, value, facts)
                                ? Optional.empty()
                                : FieldDates.shift(value, facts.dateReading(), shiftDays(facts, epoch)));
            case YEAR ->
                orRedacted(
                        rule,
                        tellsOldest(rule, value, facts)
                                ? Optional.empty()
                                : FieldDates.year(value, facts.dateReading()).map(String::valueOf));
            case REDACT -> RecordContext.redacted(rule.category());
            default -> throw new IllegalArgumentException(rule.action() + " is not for this");
        };
    }

    /** Returns whether the rule's result allows the value to be found again: a token, a UID or an encrypted value. */
    static boolean isKeyed(FieldRule rule) {
        return switch (rule.action()) {
            case TOKEN, UID, FF1 -> true;
            default -> false;
        };
    }

    int shiftDays(RecordFacts facts, int epoch) {
        return facts.shiftDays(keys, epoch, policy);
    }

    /**
     * Returns the birth date of a patient aged 90 or over, which must not appear in the record's texts either, not even
     * shifted.
     */
    Optional<LocalDate> hiddenBirthDay(RecordFacts facts) {
        FieldRule rule = policy.rule(Fields.BIRTH_DATE);
        String value = facts.text(Fields.BIRTH_DATE);
        return rule == null || value == null || !tellsOldest(rule, value, facts)
                ? Optional.empty()
                : FieldDates.day(value, facts.dateReading());
    }

    /**
     * Returns whether the date reveals, or may reveal, an age of 90 or over: it is 90 years or more before the record's
     * publication, it is the birth date of a patient of such an age, or its two-digit year may belong to either
     * century. In that case not even the year may be kept (45 CFR 164.514(b)(2)(i)(C)).
     */
    private static boolean tellsOldest(FieldRule rule, String value, RecordFacts facts) {
        Optional<Integer> year = FieldDates.year(value, facts.dateReading());
        if (rule.field().equals(Fields.BIRTH_DATE)) {
            if (facts.isOldest()) {
                return true;
            }
            if (year.isPresent() && year.get() >= 2000 && FieldDates.hasShortYear(value)) {
                // It is a child's birth date if the record's age is not above that child's current age.
                double age = facts.age();
                return age == AgeReader.NONE || age > facts.publishedYear() - year.get();
            }
        }
        return year.map(of -> facts.publishedYear() - of >= Ages.OLDEST_YEARS).orElse(false);
    }

    private static String orRedacted(FieldRule rule, Optional<String> treated) {
        return treated.orElseGet(() -> RecordContext.redacted(rule.category()));
    }
}
