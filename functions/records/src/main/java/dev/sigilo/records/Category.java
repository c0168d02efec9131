package dev.sigilo.records;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a field holds. The first eighteen are the identifiers of 45 CFR 164.514(b)(2)(i)(A) to (R), in the rule's order.
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
    /** An age; over 89 it is an identifier, (C). */
    AGE,
    /** Singles nobody out alone, but may do so with others: sex, country, ethnicity. */
    QUASI_IDENTIFIER,
    /** Written text, which may hold any of the others. */
    FREE_TEXT,
    /** A clinical code or flag. */
    CLINICAL,
    /** A hospital or other institution. */
    INSTITUTION,
    /** Nobody said what it is: it counts as an identifier. */
    UNKNOWN;

    private static final Category[] ALL = values();
    private static final Set<Category> PASSABLE = EnumSet.of(QUASI_IDENTIFIER, CLINICAL, INSTITUTION, AGE);

    private static final Set<Category> NUMBERS = numbers();

    private static Set<Category> numbers() {
        Set<Category> numbers = EnumSet.range(MEDICAL_RECORD_NUMBER, DEVICE_ID);
        numbers.addAll(EnumSet.of(PHONE, FAX, SSN, OTHER_ID));
        return numbers;
    }

    /** Returns the category with this name; {@link #UNKNOWN} for the category of a newer version, which then counts as an identifier. */
    public static Category of(String name) {
        for (Category category : ALL) {
            if (category.name().equals(name)) {
                return category;
            }
        }
        return UNKNOWN;
    }

    /** Whether identifiers of this category are numbers or codes. */
    public boolean isNumber() {
        return NUMBERS.contains(this);
    }

    /** Whether a value of this category may leave as it is, where a policy says so. */
    public boolean mayBeKept() {
        return PASSABLE.contains(this);
    }
}
