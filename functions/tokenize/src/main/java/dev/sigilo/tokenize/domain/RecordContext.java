package dev.sigilo.tokenize.domain;

import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.policy.TextRule;
import dev.sigilo.records.Category;
import java.util.List;

/** The information that a {@link TextScrubber} gets about the record whose texts it scrubs. */
public final class RecordContext {
    private final Policy policy;
    private final TokenKeys keys;
    private final List<KnownIdentifier> identifiers;
    private final String language;
    private final int shiftDays;
    private final int publishedYear;

    /**
     * @param identifiers   the record's own identifiers
     * @param language      {@code en}, {@code es}, or null if unknown
     * @param shiftDays     the number of days by which the patient's dates are shifted; never 0
     * @param publishedYear the year in which the record was published, from which ages are calculated
     */
    public RecordContext(
            Policy policy,
            TokenKeys keys,
            List<KnownIdentifier> identifiers,
            String language,
            int shiftDays,
            int publishedYear) {
        this.policy = policy;
        this.keys = keys;
        this.identifiers = List.copyOf(identifiers);
        this.language = language;
        this.shiftDays = shiftDays;
        this.publishedYear = publishedYear;
    }

    /** Returns the values of the record's own fields that must not remain in its texts. */
    public List<KnownIdentifier> identifiers() {
        return identifiers;
    }

    /** Returns {@code en}, {@code es}, or null if the language is unknown. */
    public String language() {
        return language;
    }

    /** Returns the number of days by which the patient's dates are shifted; never 0. */
    public int shiftDays() {
        return shiftDays;
    }

    /** Returns the year in which the record was published. */
    public int publishedYear() {
        return publishedYear;
    }

    /**
     * Returns the rule for a type of identifier in text.
     *
     * @param type     the detector's type
     * @param category its category
     */
    public TextRule rule(String type, Category category) {
        return policy.textRule(type, category);
    }

    /** Returns the replacement of a value that was found in a text and is tokenized: {@code [NAME name_1_…]}. */
    public String tokenInText(TextRule rule, Category category, String value) {
        return inText(category, keys.token(rule.kind(), Normalizer.normalize(category, value), policy.tokenDomain()));
    }

    /** Returns the replacement of a redacted value of this category in a text: {@code [NAME]}. */
    public static String redacted(Category category) {
        return "[" + category + "]";
    }

    /**
     * Returns the replacement of a postal code in a text, {@code [ZIP 018]}, which shows that it was one. A redacted
     * code stays redacted.
     */
    public static String zipInText(String prefix) {
        return prefix == null || prefix.startsWith("[") ? redacted(Category.GEOGRAPHIC) : "[ZIP " + prefix + "]";
    }

    static String inText(Category category, String token) {
        return "[" + category + " " + token + "]";
    }
}
