package dev.sigilo.identifiers;

import dev.sigilo.records.Category;

/** The ways to normalize values, so that all spellings of one value get the same token. */
public enum Spelling {
    /** The words of a person's name in alphabetical order, without titles, degrees and initials. */
    PERSON,
    /** Words in lower case, without accents and punctuation. */
    WORDS,
    /** The digits of a telephone number, without a leading 00. */
    TELEPHONE,
    /** Lower case without spaces, for internet addresses. */
    LOWER_CASE,
    /** Letters and digits in upper case. */
    LETTERS_AND_DIGITS,
    /** Upper case without spaces; punctuation is significant. */
    UPPER_CASE,
    /** Like UPPER_CASE, but for network addresses, which are not numbers: they may end in a point and zeros. */
    NETWORK_ADDRESS,
    /** As written, with single spaces. */
    TEXT;

    /** Returns how values of a category are normalized. */
    public static Spelling of(Category category) {
        return switch (category) {
            case NAME -> PERSON;
            case GEOGRAPHIC, INSTITUTION -> WORDS;
            case PHONE, FAX -> TELEPHONE;
            case EMAIL, URL -> LOWER_CASE;
            case SSN, HEALTH_PLAN_NUMBER, ACCOUNT_NUMBER, LICENSE_NUMBER, VEHICLE_ID -> LETTERS_AND_DIGITS;
            case MEDICAL_RECORD_NUMBER, DEVICE_ID, OTHER_ID -> UPPER_CASE;
            case IP_ADDRESS -> NETWORK_ADDRESS;
            default -> TEXT;
        };
    }

    /** Returns whether the values are numbers or codes, so that a zero fraction ({@code 4711.0}) is dropped. */
    public boolean isNumber() {
        return this == TELEPHONE || this == LETTERS_AND_DIGITS || this == UPPER_CASE;
    }
}
