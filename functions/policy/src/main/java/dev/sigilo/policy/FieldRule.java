package dev.sigilo.policy;

import dev.sigilo.records.Category;

/**
 * The category of a field and what is done with it.
 *
 * @param field    the field's name
 * @param category what the field contains
 * @param action   what is done with it
 * @param kind     for {@code token}, {@code ff1} and {@code uid}: what the value is, such as {@code pat_name}; values
 *     of different kinds never share a token. Null for other actions
 * @param alphabet for {@code ff1}: the characters of the value; null for other actions
 * @param check    for {@code ff1}: the check digit to keep valid; null for other actions
 * @param basis    the legal rule that requires it, such as {@code 45 CFR 164.514(b)(2)(i)(A)}, or null
 */
public record FieldRule(
        String field,
        Category category,
        Action action,
        String kind,
        Alphabet alphabet,
        CheckDigit check,
        String basis) {

    /**
     * The characters that format-preserving encryption changes. Others, such as spaces and hyphens, stay where they
     * are.
     */
    public enum Alphabet {
        /** 0 to 9. */
        DIGITS("0123456789"),
        /** 0 to 9 and A to F. */
        HEX("0123456789ABCDEF"),
        /** A to Z. */
        LETTERS("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        /** 0 to 9 and A to Z. */
        ALPHANUMERIC("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

        private final String characters;

        Alphabet(String characters) {
            this.characters = characters;
        }

        /** Returns its characters in their order. */
        public String characters() {
            return characters;
        }
    }

    /** The check digits that format-preserving encryption can keep valid. */
    public enum CheckDigit {
        /** None. */
        NONE,
        /** Luhn, as on payment cards. */
        LUHN,
        /** NHS number of England, Wales and the Isle of Man: modulus 11. */
        NHS,
        /** National Provider Identifier of the United States: Luhn with the prefix 80840. */
        NPI,
        /** International bank account number: modulus 97; the country code is kept. */
        IBAN,
        /** Spanish DNI or NIE: the letter at its end; X, Y or Z at the start of a NIE is kept. */
        DNI
    }
}
