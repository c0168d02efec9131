package dev.sigilo.policy;

import dev.sigilo.records.Category;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What is done with a value; docs/POLICY.md has an example of each action. A policy names them in lower case. */
public enum Action {
    /** A keyed token: equal values give equal tokens. */
    TOKEN(EnumSet.allOf(Category.class), true),
    /** Format-preserving encryption (NIST SP 800-38G FF1). */
    FF1(EnumSet.complementOf(EnumSet.of(Category.NAME, Category.FREE_TEXT, Category.DATE, Category.AGE)), false),
    /** A date moved by the patient's own number of days. */
    SHIFT_DATE(EnumSet.of(Category.DATE), true),
    /** The year of a date. */
    YEAR(EnumSet.of(Category.DATE), true),
    /** An age, with 90 and over as one group. */
    CAP_AGE(EnumSet.of(Category.AGE), true),
    /** The first three digits of a postal code, or 000 where too few people live there. */
    ZIP3(EnumSet.of(Category.GEOGRAPHIC), true),
    /** Free text without the identifiers in it. */
    SCRUB(EnumSet.allOf(Category.class), false),
    /** A DICOM UID, mapped to one under 2.25. */
    UID(EnumSet.of(Category.OTHER_ID, Category.DEVICE_ID), false),
    /** Coded observations: codes of public systems and measured values stay, texts are scrubbed. */
    CODES(EnumSet.of(Category.CLINICAL), false),
    /** A DICOM header, de-identified by PS3.15 Annex E. */
    DICOM(EnumSet.of(Category.FREE_TEXT, Category.CLINICAL), false),
    /** The category's name in brackets. */
    REDACT(EnumSet.allOf(Category.class), true),
    /** The field is removed. */
    DROP(EnumSet.allOf(Category.class), false),
    /** The unchanged value. */
    KEEP(EnumSet.allOf(Category.class), true);

    private final Set<Category> categories;
    private final boolean inText;

    Action(Set<Category> categories, boolean inText) {
        this.categories = categories;
        this.inText = inText;
    }

    /** Whether the action makes sense for a field of this category and lets no identifier through. */
    public boolean fits(Category category) {
        return categories.contains(category) && (this != KEEP || category.mayBeKept());
    }

    /** Whether the action can be applied to a part of free text. */
    public boolean worksInText() {
        return inText;
    }

    /** Returns the name in a policy. */
    public String policyName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Action of(String policyName) {
        return valueOf(policyName.toUpperCase(Locale.ROOT));
    }
}
