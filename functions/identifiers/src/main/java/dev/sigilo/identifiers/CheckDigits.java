package dev.sigilo.identifiers;

import java.util.Locale;

/**
 * Calculates and tests check digits of identifiers. Every method takes a value in its compact form: ASCII digits and
 * capitals, without separators. A method that tests a value returns false for a value of any other form. A method that
 * calculates a check digit expects digits only.
 *
 * <p>Some identifiers are proven by their form only. The methods that test those are also here.
 */
public final class CheckDigits {
    /** The result of {@link #nhs} for nine digits that no NHS number begins with. */
    public static final int NO_CHECK_DIGIT = -1;

    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final int DNI_LENGTH = 9;
    private static final int SSN_LENGTH = 9;
    private static final int NHS_LENGTH = 10;
    private static final int IBAN_SHORTEST = 15;
    private static final int IBAN_LONGEST = 34;
    private static final int CARD_SHORTEST = 13;
    private static final int CARD_LONGEST = 19;
    /** The amount that the prefix 80840 of a National Provider Identifier adds to Luhn's sum. */
    private static final int NPI_PREFIX_SUM = 24;

    private static final int VIN_LENGTH = 17;
    private static final int VIN_CHECK_AT = 8;
    /**
     * Values of the letters of a vehicle identification number, from A to Z; 0 for I, O and Q, which it never contains.
     */
    private static final int[] VIN_VALUES = {
        1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9
    };

    private static final int[] VIN_WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    private static final int[] CUIL_WEIGHTS = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
    private static final int[] CPF_WEIGHTS = {10, 9, 8, 7, 6, 5, 4, 3, 2};
    private static final int[] NHS_WEIGHTS = {10, 9, 8, 7, 6, 5, 4, 3, 2};
    private static final String DEA_REGISTRANTS = "ABCDEFGHJKLMPRSTUX";
    private static final int RUT_HEAVIEST = 7;

    private CheckDigits() {}

    /** Returns Luhn's check digit (ISO/IEC 7812-1, annex B) for these digits, to be appended to them. */
    public static int luhn(CharSequence digits) {
        return luhn(digits, 0);
    }

    /**
     * Returns the check digit of a United States National Provider Identifier: Luhn's check digit for the prefix 80840
     * and these nine digits.
     */
    public static int npi(CharSequence digits) {
        return luhn(digits, NPI_PREFIX_SUM);
    }

    private static int luhn(CharSequence digits, int prefixSum) {
        int sum = prefixSum;
        boolean twice = true;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int digit = twice ? 2 * digit(digits, i) : digit(digits, i);
            sum += digit > 9 ? digit - 9 : digit;
            twice = !twice;
        }
        return (10 - sum % 10) % 10;
    }

    /**
     * Returns whether a value is the number of a payment card: 13 to 19 digits, the last of which is Luhn's check
     * digit.
     */
    public static boolean isPaymentCard(CharSequence value) {
        int last = value.length() - 1;
        return last + 1 >= CARD_SHORTEST
                && last + 1 <= CARD_LONGEST
                && isDigits(value, 0, last + 1)
                && luhn(value.subSequence(0, last)) == digit(value, last);
    }

    /** Returns the check digit, modulo 11, of the nine digits of an NHS number, or {@link #NO_CHECK_DIGIT}. */
    public static int nhs(CharSequence digits) {
        int check = (11 - weighed(digits, NHS_WEIGHTS) % 11) % 11;
        return check == 10 ? NO_CHECK_DIGIT : check;
    }

    /**
     * Returns whether a value is an NHS number of England, Wales and the Isle of Man: ten digits, the last of which is
     * the check digit.
     */
    public static boolean isNhsNumber(CharSequence value) {
        return value.length() == NHS_LENGTH
                && isDigits(value, 0, NHS_LENGTH)
                && nhs(value) == digit(value, NHS_LENGTH - 1);
    }

    /**
     * Returns the check letter of a Spanish DNI number (Real Decreto 1553/2005). In a NIE, X, Y or Z counts as 0, 1 or
     * 2 before the digits.
     */
    public static char dniLetter(int number) {
        return DNI_LETTERS.charAt(number % DNI_LETTERS.length());
    }

    /**
     * Returns whether a value is a Spanish DNI or NIE: eight digits, or X, Y or Z and seven digits, followed by their
     * check letter.
     */
    public static boolean isDniOrNie(CharSequence value) {
        if (value.length() != DNI_LENGTH) {
            return false;
        }
        int prefix = "XYZ".indexOf(value.charAt(0));
        int from = prefix < 0 ? 0 : 1;
        if (!isDigits(value, from, DNI_LENGTH - 1)) {
            return false;
        }
        int number = Math.max(prefix, 0) * 10_000_000 + number(value, from, DNI_LENGTH - 1);
        return dniLetter(number) == value.charAt(DNI_LENGTH - 1);
    }

    /**
     * Returns whether nine digits are a United States social security number with an area, group and serial number that
     * could have been issued.
     */
    public static boolean isIssuedSocialSecurityNumber(CharSequence value) {
        return value.length() == SSN_LENGTH
                && isDigits(value, 0, SSN_LENGTH)
                && value.charAt(0) != '9'
                && number(value, 0, 3) != 0
                && number(value, 0, 3) != 666
                && number(value, 3, 5) != 0
                && number(value, 5, SSN_LENGTH) != 0;
    }

    /** Returns the two check digits (ISO 13616, modulo 97) for an account in a country, as a number from 2 to 98. */
    public static int iban(String country, CharSequence account) {
        return 98 - remainder97(country + "00", remainder97(account, 0));
    }

    /**
     * Returns whether a value is an international bank account number: 15 to 34 characters with the check digits of ISO
     * 13616.
     */
    public static boolean isIban(CharSequence value) {
        if (value.length() < IBAN_SHORTEST
                || value.length() > IBAN_LONGEST
                || !isCapital(value.charAt(0))
                || !isCapital(value.charAt(1))
                || !isDigits(value, 2, 4)) {
            return false;
        }
        for (int i = 4; i < value.length(); i++) {
            if (!isDigit(value.charAt(i)) && !isCapital(value.charAt(i))) {
                return false;
            }
        }
        return remainder97(value.subSequence(0, 4), remainder97(value.subSequence(4, value.length()), 0)) == 1;
    }

    /** Returns the remainder modulo 97, continued from an earlier one; letters count as 10 to 35. */
    private static int remainder97(CharSequence characters, int before) {
        int remainder = before;
        for (int i = 0; i < characters.length(); i++) {
            int value = Character.digit(characters.charAt(i), 36);
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return remainder;
    }

    /**
     * Returns whether a value is a vehicle identification number (ISO 3779) with at least one letter and the North
     * American check digit.
     */
    public static boolean isVehicleNumber(CharSequence value) {
        if (value.length() != VIN_LENGTH) {
            return false;
        }
        int sum = 0;
        boolean letter = false;
        for (int i = 0; i < VIN_LENGTH; i++) {
            char c = value.charAt(i);
            boolean capital = isCapital(c) && VIN_VALUES[c - 'A'] > 0;
            if (!capital && !isDigit(c)) {
                return false;
            }
            letter |= capital;
            sum += (capital ? VIN_VALUES[c - 'A'] : c - '0') * VIN_WEIGHTS[i];
        }
        return letter && value.charAt(VIN_CHECK_AT) == "0123456789X".charAt(sum % 11);
    }

    /** Returns whether seven or eight digits and a digit or K are a Chilean RUT or RUN (modulo 11, K for 10). */
    public static boolean isRut(CharSequence value) {
        int last = value.length() - 1;
        if (last != 7 && last != 8 || !isDigits(value, 0, last)) {
            return false;
        }
        int sum = 0;
        int weight = 2;
        for (int i = last - 1; i >= 0; i--) {
            sum += digit(value, i) * weight;
            weight = weight == RUT_HEAVIEST ? 2 : weight + 1;
        }
        return value.charAt(last) == "0123456789K".charAt((11 - sum % 11) % 11);
    }

    /** Returns whether eleven digits are an Argentine CUIL or CUIT (modulo 11). */
    public static boolean isCuil(CharSequence value) {
        return value.length() == 11
                && isDigits(value, 0, 11)
                && (11 - weighed(value, CUIL_WEIGHTS) % 11) % 11 == digit(value, 10);
    }

    /** Returns whether eleven digits are a Brazilian CPF, by the first of its two check digits (modulo 11). */
    public static boolean isCpf(CharSequence value) {
        return value.length() == 11
                && isDigits(value, 0, 11)
                && weighed(value, CPF_WEIGHTS) * 10 % 11 % 10 == digit(value, 9);
    }

    /** Returns whether a value is a Mexican CURP, by its date of birth and its letter for the sex. */
    public static boolean isCurp(CharSequence value) {
        return value.length() == 18 && "HMX".indexOf(value.charAt(10)) >= 0 && isMexicanBirthDay(value);
    }

    /** Returns whether a value is the RFC of a person in Mexico, by its date of birth. */
    public static boolean isRfc(CharSequence value) {
        return value.length() == 13 && isMexicanBirthDay(value);
    }

    /** Returns whether the month and day of a date that begins at the fifth character exist. */
    private static boolean isMexicanBirthDay(CharSequence value) {
        if (!isDigits(value, 4, 10)) {
            return false;
        }
        int month = number(value, 6, 8);
        int day = number(value, 8, 10);
        return month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    /** Returns whether a value is a registration number of the United States Drug Enforcement Administration. */
    public static boolean isDea(CharSequence value) {
        if (value.length() != 9
                || DEA_REGISTRANTS.indexOf(value.charAt(0)) < 0
                || !isCapital(value.charAt(1))
                || !isDigits(value, 2, 9)) {
            return false;
        }
        int sum = digit(value, 2)
                + digit(value, 4)
                + digit(value, 6)
                + 2 * (digit(value, 3) + digit(value, 5) + digit(value, 7));
        return sum % 10 == digit(value, 8);
    }

    /** Returns the value in capitals, without these separators. */
    static String compact(String value, String separators) {
        StringBuilder compact = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            if (separators.indexOf(value.charAt(i)) < 0) {
                compact.append(value.charAt(i));
            }
        }
        return compact.toString().toUpperCase(Locale.ROOT);
    }

    /** Returns the weighted sum of the first digits, one for each weight. */
    private static int weighed(CharSequence digits, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += digit(digits, i) * weights[i];
        }
        return sum;
    }

    private static boolean isDigits(CharSequence value, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int number(CharSequence digits, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + digit(digits, i);
        }
        return number;
    }

    private static int digit(CharSequence digits, int i) {
        return digits.charAt(i) - '0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
