package dev.sigilo.classify.domain;

import dev.sigilo.records.Absent;
import dev.sigilo.text.dates.StandardDate;
import java.util.Locale;

/**
 * Values that give themselves away: by check digits where the scheme has them, else by a form that little else has.
 * Each method looks at a whole value, in one pass.
 */
final class IdentifierForms {
    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final int[] VIN_WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    private static final String VIN_DIGITS = "0123456789X";

    private IdentifierForms() {
    }

    static boolean isEmail(String text) {
        int at = text.indexOf('@');
        int dot = text.lastIndexOf('.');
        return at > 0 && at == text.lastIndexOf('@') && dot > at + 1 && dot < text.length() - 2
                && text.indexOf(' ') < 0;
    }

    static boolean isUrl(String text) {
        String start = text.substring(0, Math.min(8, text.length())).toLowerCase(Locale.ROOT);
        return (start.startsWith("http://") || start.startsWith("https://") || start.startsWith("ftp://")
                || start.startsWith("www.")) && text.indexOf(' ') < 0 && text.length() > 8;
    }

    static boolean isIpAddress(String text) {
        return isIpV4(text) || isIpV6(text);
    }

    private static boolean isIpV4(String text) {
        int parts = 0;
        int number = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '.' : text.charAt(i);
            if (c == '.') {
                if (number < 0 || number > 255) {
                    return false;
                }
                parts++;
                number = -1;
            } else if (c >= '0' && c <= '9' && number <= 255) {
                number = Math.max(number, 0) * 10 + c - '0';
            } else {
                return false;
            }
        }
        return parts == 4;
    }

    private static boolean isIpV6(String text) {
        int colons = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                colons++;
                run = 0;
            } else if (Character.digit(c, 16) < 0 || ++run > 4) {
                return false;
            }
        }
        return colons == 7 || colons >= 2 && colons < 7 && text.contains("::");
    }

    static boolean isMacAddress(String text) {
        if (text.length() != 17) {
            return false;
        }
        for (int i = 0; i < 17; i++) {
            char c = text.charAt(i);
            if (i % 3 == 2 ? c != ':' && c != '-' : Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** A US number as AAA-GG-SSSS, of groups that have been given out. */
    static boolean isSocialSecurityNumber(String text) {
        if (text.length() != 11 || text.charAt(3) != text.charAt(6) || text.charAt(3) != '-' && text.charAt(3) != ' ') {
            return false;
        }
        String digits = digits(text, "- ");
        return digits != null && digits.length() == 9 && !digits.startsWith("000") && !digits.startsWith("666")
                && digits.charAt(0) != '9' && !digits.startsWith("00", 3) && !digits.endsWith("0000");
    }

    /** A Spanish DNI or NIE with the right letter. */
    static boolean isSpanishIdentityNumber(String text) {
        String plain = text.replace("-", "").replace(" ", "").replace(".", "").toUpperCase(Locale.ROOT);
        if (plain.length() != 9) {
            return false;
        }
        int first = "XYZ".indexOf(plain.charAt(0));
        String number = first < 0 ? plain.substring(0, 8) : first + plain.substring(1, 8);
        String digits = digits(number, "");
        return digits != null && DNI_LETTERS.charAt(Integer.parseInt(digits) % 23) == plain.charAt(8);
    }

    /** ISO 13616, by its check digits. */
    static boolean isIban(String text) {
        String plain = text.replace(" ", "").toUpperCase(Locale.ROOT);
        if (plain.length() < 15 || plain.length() > 34 || !Character.isLetter(plain.charAt(0))
                || !Character.isLetter(plain.charAt(1)) || digits(plain.substring(2, 4), "") == null) {
            return false;
        }
        int rest = 0;
        String turned = plain.substring(4) + plain.substring(0, 4);
        for (int i = 0; i < turned.length(); i++) {
            int value = turned.charAt(i) < 128 ? Character.digit(turned.charAt(i), 36) : -1;
            if (value < 0) {
                return false;
            }
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest == 1;
    }

    /** 13 to 19 digits of a payment card, by Luhn's check digit. */
    static boolean isPaymentCard(String text) {
        String digits = digits(text, "- ");
        if (digits == null || digits.length() < 13 || digits.length() > 19 || digits.charAt(0) < '2') {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    /** ISO 3779 with the North American check digit. */
    static boolean isVehicleNumber(String text) {
        if (text.length() != 17) {
            return false;
        }
        int sum = 0;
        boolean letter = false;
        for (int i = 0; i < 17; i++) {
            char c = Character.toUpperCase(text.charAt(i));
            int value;
            if (c >= '0' && c <= '9') {
                value = c - '0';
            } else if (c >= 'A' && c <= 'Z' && c != 'I' && c != 'O' && c != 'Q') {
                letter = true;
                value = c <= 'H' ? c - 'A' + 1 : c <= 'R' ? c - 'J' + 1 : c - 'S' + 2;
            } else {
                return false;
            }
            sum += value * VIN_WEIGHTS[i];
        }
        return letter && VIN_DIGITS.charAt(sum % 11) == Character.toUpperCase(text.charAt(8));
    }

    /** A DICOM UID or other OID of five parts or more. */
    static boolean isUid(String text) {
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (i == 0 || text.charAt(i - 1) == '.') {
                    return false;
                }
                dots++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return dots >= 4 && text.charAt(0) <= '2' && text.length() <= 64 && !text.endsWith(".");
    }

    static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? text.charAt(i) != '-' : Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** ISO and DICOM dates, and day, month and year in figures with slashes, dots or dashes. */
    static boolean isDate(String text) {
        if (!Absent.isAbsent(text) && StandardDate.isDate(text)) {
            return true;
        }
        int[] numbers = new int[3];
        int part = 0;
        int length = 0;
        if (text.length() < 6 || text.length() > 10) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' && length < 4) {
                numbers[part] = numbers[part] * 10 + c - '0';
                length++;
            } else if ((c == '/' || c == '-' || c == '.') && part < 2 && length > 0 && length <= 2) {
                part++;
                length = 0;
            } else {
                return false;
            }
        }
        return part == 2 && (length == 2 || length == 4) && numbers[0] >= 1 && numbers[1] >= 1
                && Math.max(numbers[0], numbers[1]) <= 31 && Math.min(numbers[0], numbers[1]) <= 12;
    }

    /** 9 to 15 digits with an international prefix, or in groups as telephone numbers are written. */
    static boolean isPhone(String text) {
        String digits = digits(text.startsWith("+") ? text.substring(1) : text, " -.()/");
        if (digits == null || digits.length() < 9 || digits.length() > 15) {
            return false;
        }
        return text.startsWith("+") || digits.length() < text.length() && digits.length() <= 11;
    }

    /** The digits of a text of digits and separators alone, or null where it has others. */
    private static String digits(String text, String separators) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (separators.indexOf(c) < 0) {
                return null;
            }
        }
        return digits.length() == 0 ? null : digits.toString();
    }
}
