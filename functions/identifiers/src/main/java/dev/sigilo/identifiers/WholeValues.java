package dev.sigilo.identifiers;

import java.util.Locale;

/**
 * Tests whether the whole value of a field is an identifier: by its check digits if the kind has them, otherwise by a
 * form that few other values have. These tests accept more spellings in fields than detection does in free text. Each
 * test makes one pass over the value.
 */
final class WholeValues {
    private static final Form SSN_HYPHENS = new Form("ddd-dd-dddd");
    private static final Form SSN_SPACES = new Form("ddd dd dddd");
    private static final int VIN_LENGTH = 17;
    private static final int MAC_LENGTH = 17;
    private static final int UUID_LENGTH = 36;
    private static final int LONGEST_UID = 64;
    private static final int LEAST_UID_DOTS = 4;

    private WholeValues() {}

    static boolean isEmail(String text) {
        int at = text.indexOf('@');
        int dot = text.lastIndexOf('.');
        return at > 0
                && at == text.lastIndexOf('@')
                && dot > at + 1
                && dot < text.length() - 2
                && text.indexOf(' ') < 0;
    }

    static boolean isUrl(String text) {
        String start = text.substring(0, Math.min(8, text.length())).toLowerCase(Locale.ROOT);
        return (start.startsWith("http://")
                        || start.startsWith("https://")
                        || start.startsWith("ftp://")
                        || start.startsWith("www."))
                && text.indexOf(' ') < 0
                && text.length() > 8;
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
        if (text.length() != MAC_LENGTH) {
            return false;
        }
        for (int i = 0; i < MAC_LENGTH; i++) {
            char c = text.charAt(i);
            if (i % 3 == 2 ? c != ':' && c != '-' : Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the text is a US social security number in groups with hyphens or spaces. */
    static boolean isSocialSecurityNumber(String text) {
        return text.length() == SSN_HYPHENS.length()
                && (SSN_HYPHENS.matches(text, 0) || SSN_SPACES.matches(text, 0))
                && CheckDigits.isIssuedSocialSecurityNumber(SSN_HYPHENS.compact(text, 0));
    }

    /**
     * Returns whether the text is a Spanish DNI or NIE in upper or lower case, with hyphens, spaces and points
     * anywhere.
     */
    static boolean isDniOrNie(String text) {
        return CheckDigits.isDniOrNie(CheckDigits.compact(text, "- ."));
    }

    /** Returns whether the text is an IBAN in upper or lower case, with spaces anywhere. */
    static boolean isIban(String text) {
        return CheckDigits.isIban(CheckDigits.compact(text, " "));
    }

    /**
     * Returns whether the text is a payment card number, with hyphens and spaces anywhere, whose first digit is 2 or
     * higher (ISO/IEC 7812-1: banks and merchants).
     */
    static boolean isPaymentCard(String text) {
        String compact = CheckDigits.compact(text, "- ");
        return CheckDigits.isPaymentCard(compact) && compact.charAt(0) >= '2';
    }

    /** Returns whether the text is a vehicle identification number in upper or lower case. */
    static boolean isVehicleNumber(String text) {
        return text.length() == VIN_LENGTH && CheckDigits.isVehicleNumber(text.toUpperCase(Locale.ROOT));
    }

    /** Returns whether the text is a DICOM UID or other object identifier with at least five parts, or a UUID. */
    static boolean isUidOrUuid(String text) {
        return isUid(text) || isUuid(text);
    }

    private static boolean isUid(String text) {
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
        return dots >= LEAST_UID_DOTS && text.charAt(0) <= '2' && text.length() <= LONGEST_UID && !text.endsWith(".");
    }

    private static boolean isUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? text.charAt(i) != '-' : Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
