package dev.sigilo.tokenize.domain;

import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.policy.TextRule;
import dev.sigilo.records.Category;
import java.util.List;

/** What a {@link TextScrubber} may know of the record whose texts it scrubs. */
public final class RecordContext {
    private final Policy policy;
    private final TokenKeys keys;
    private final List<KnownIdentifier> identifiers;
    private final String language;
    private final int shiftDays;
    private final int publishedYear;

    /**
     * @param identifiers   the record's own identifiers
     * @param language      {@code en}, {@code es}, or null where unknown
     * @param shiftDays     by how many days the patient's dates move; never 0
     * @param publishedYear the year in which the record was published, which an age is told by
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

    /** The values of the record's own fields that must not be left in its texts. */
    public List<KnownIdentifier> identifiers() {
        return identifiers;
    }

    /** {@code en}, {@code es}, or null where unknown. */
    public String language() {
        return language;
    }

    /** By how many days the patient's dates move; never 0. */
    public int shiftDays() {
        return shiftDays;
    }

    /** The year in which the record was published. */
    public int publishedYear() {
        return publishedYear;
    }

    /**
     * What becomes of a type of identifier in text.
     *
     * @param type     the detector's type
     * @param category its category
     */
    public TextRule rule(String type, Category category) {
        return policy.textRule(type, category);
    }

    /** What stands in a text for a value that was found there and is to be tokenized: {@code [NAME name_1_…]}. */
    public String tokenInText(TextRule rule, Category category, String value) {
        return inText(category, keys.token(rule.kind(), Normalizer.normalize(category, value), policy.tokenDomain()));
    }

    /** {@code [NAME]}: what stands in a text for a value of this category that is redacted. */
    public static String redacted(Category category) {
        return "[" + category + "]";
    }

    /** {@code [ZIP 018]}: what is left in a text of a postal code, so that it shows that it was one; what was redacted stays so. */
    public static String zipInText(String prefix) {
        return prefix == null || prefix.startsWith("[") ? redacted(Category.GEOGRAPHIC) : "[ZIP " + prefix + "]";
    }

    static String inText(Category category, String token) {
        return "[" + category + " " + token + "]";
    }
}
