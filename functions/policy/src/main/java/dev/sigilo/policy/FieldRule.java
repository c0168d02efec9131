package dev.sigilo.policy;

import dev.sigilo.records.Category;

/**
 * What a field is and what becomes of it.
 *
 * @param field    the field's name
 * @param category what it holds
 * @param action   what becomes of it
 * @param kind     for {@code token}, {@code ff1} and {@code uid}: what the value is, as {@code pat_name}; values of different
 *                 kinds never share a token. Null for other actions
 * @param alphabet for {@code ff1}: the characters of the value; null for other actions
 * @param check    for {@code ff1}: the check digit to keep valid; null for other actions
 * @param basis    the rule that asks for it, as {@code 45 CFR 164.514(b)(2)(i)(A)}, or null
 */
public record FieldRule(String field, Category category, Action action, String kind, Alphabet alphabet, CheckDigit check,
        String basis) {

    /** The characters of a value that keeps its format. Others, such as spaces and hyphens, stay in their places. */
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

        /** Its characters in their order. */
        public String characters() {
            return characters;
        }
    }

    /** The check digits that format-preserving encryption can keep valid. */
    public enum CheckDigit {
        /** None. */
        NONE,
        /** Luhn's, as on payment cards. */
        LUHN,
        /** NHS number of England, Wales and the Isle of Man: modulus 11. */
        NHS,
        /** National Provider Identifier of the United States: Luhn's with the prefix 80840. */
        NPI,
        /** International bank account number: modulus 97; the country stays. */
        IBAN,
        /** Spanish DNI or NIE: the letter at its end; X, Y or Z at a NIE's start stays. */
        DNI
    }
}
