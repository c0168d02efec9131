package dev.sigilo.records;

import java.util.EnumSet;
import java.util.Set;

/**
 * The category of a field's content. The first eighteen are the identifiers of 45 CFR 164.514(b)(2)(i)(A) to (R), in
 * the rule's order.
 */
public enum Category {
    /** (A) Names. */
    NAME,
    /** (B) Geographic subdivisions smaller than a state. */
    GEOGRAPHIC,
    /** (C) Elements of dates directly related to an individual, except the year. */
    DATE,
    /** (D) Telephone numbers. */
    PHONE,
    /** (E) Fax numbers. */
    FAX,
    /** (F) Electronic mail addresses. */
    EMAIL,
    /** (G) Social security numbers, and the national numbers of other countries. */
    SSN,
    /** (H) Medical record numbers. */
    MEDICAL_RECORD_NUMBER,
    /** (I) Health plan beneficiary numbers. */
    HEALTH_PLAN_NUMBER,
    /** (J) Account numbers. */
    ACCOUNT_NUMBER,
    /** (K) Certificate and license numbers. */
    LICENSE_NUMBER,
    /** (L) Vehicle identifiers and serial numbers, license plates. */
    VEHICLE_ID,
    /** (M) Device identifiers and serial numbers. */
    DEVICE_ID,
    /** (N) Web universal resource locators. */
    URL,
    /** (O) Internet protocol addresses. */
    IP_ADDRESS,
    /** (P) Biometric identifiers. */
    BIOMETRIC,
    /** (Q) Full face photographs and comparable images. */
    PHOTO,
    /** (R) Any other unique identifying number, characteristic or code. */
    OTHER_ID,
    /** An age. Above 89 it is an identifier, (C). */
    AGE,
    /** Does not identify a person by itself, but may do so with other values: sex, country, ethnicity. */
    QUASI_IDENTIFIER,
    /** Free text, which may contain any of the other categories. */
    FREE_TEXT,
    /** A clinical code or flag. */
    CLINICAL,
    /** A hospital or other institution. */
    INSTITUTION,
    /** The category is not known: the field counts as an identifier. */
    UNKNOWN;

    private static final Category[] ALL = values();
    private static final Set<Category> PASSABLE = EnumSet.of(QUASI_IDENTIFIER, CLINICAL, INSTITUTION, AGE);

    private static final Set<Category> NUMBERS = numbers();

    private static Set<Category> numbers() {
        Set<Category> numbers = EnumSet.range(MEDICAL_RECORD_NUMBER, DEVICE_ID);
        numbers.addAll(EnumSet.of(PHONE, FAX, SSN, OTHER_ID));
        return numbers;
    }

    /**
     * Returns the category with this name; {@link #UNKNOWN} for the category of a newer version, which then counts as
     * an identifier.
     */
    public static Category of(String name) {
        for (Category category : ALL) {
            if (category.name().equals(name)) {
                return category;
            }
        }
        return UNKNOWN;
    }

    /** Returns whether identifiers of this category are numbers or codes. */
    public boolean isNumber() {
        return NUMBERS.contains(this);
    }

    /** Returns whether a policy may keep a value of this category unchanged. */
    public boolean mayBeKept() {
        return PASSABLE.contains(this);
    }
}
